/** Groups, and deleting: what the services do for whoever administers the site. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GroupKind } from '../../../core/directory/group.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import { codeAfter, problemAfter } from '../../problem-of.ts';
import { atNewSite } from './help.ts';

let services: Services;
beforeEach(async () => {
  services = await atNewSite();
});
afterEach(() => services.desk.close());

/** Also of kinds that only the PBX makes. */
const group = (name: string, kind: GroupKind = 'standard'): number =>
  services.desk.file.change('create-group', name, { kind: 'pbx', name: 'PBX' }, (change) =>
    change.ensureGroup(name, kind),
  );
const contact = (familyName: string, groups: string[]): number =>
  services.desk.file.change('create-contact', familyName, { kind: 'hand' }, (change) =>
    change.createContact({ ...emptyDraft(), familyName, groups }),
  );
const groupsOf = (id: number): string[] | undefined => services.desk.file.contacts([id])[0]?.groups;

describe('contact groups', () => {
  it('are counted against what the device has room for', async () => {
    group('Clients');
    group('DECT', 'dect-900');
    contact('Anna', ['Clients']);
    expect(await services.call('contacts.facets', {})).toMatchObject({
      groups: [
        { name: 'Clients', contacts: 1, most: 2000 },
        { name: 'DECT', contacts: 0, most: 140 },
      ],
      most: { contacts: 2000, groups: 20 },
    });
  });

  it('are deleted without their contacts; said before is how many are then in no group and unseen', async () => {
    const clients = group('Clients');
    group('Staff');
    const both = contact('Anna', ['Clients', 'Staff']);
    const only = contact('Bruno', ['Clients']);
    contact('Clara', []);
    await services.call('subscribers.save', { extension: '21', name: '', role: 'subscriber' });
    await services.call('access.set', { extension: '21', group: 'Clients', grant: 'read' });
    expect(await services.call('groups.loss', { id: clients })).toMatchObject({
      contacts: 2,
      losing: 1,
      warnings: [{ code: 'access-hides-contacts', value: '21', params: { count: 2 } }],
    });
    await services.call('groups.delete', { id: clients });
    expect([groupsOf(both), groupsOf(only)]).toEqual([['Staff'], []]);
    await services.call('history.undo', {});
    expect(groupsOf(only)).toEqual(['Clients']);
  });

  it('of Google are nobody’s to make, rename or delete', async () => {
    const id = group('Gmail', 'google');
    for (const work of [
      services.call('groups.create', { name: 'Mail', kind: 'google' }),
      services.call('groups.edit', { id, name: 'Mail' }),
      services.call('groups.delete', { id }),
      services.call('groups.standard', { id, standard: true }),
    ]) {
      expect(await codeAfter(work)).toBe('access-google-read-only');
    }
  });

  it('are marked as standard groups, for everybody', async () => {
    const id = group('Clients');
    await services.call('groups.standard', { id, standard: true });
    expect(services.desk.file.groups()).toMatchObject([{ name: 'Clients', standardForNew: true }]);
  });
});

describe('contacts of DECT groups', () => {
  beforeEach(() => {
    group('DECT', 'dect-900');
    group('Annuaire version 1', 'version-1');
  });

  it('are put into phone book version 1 too, and that is said', async () => {
    const ids = [contact('Anna', []), contact('Bruno', ['Annuaire version 1'])];
    expect(await services.call('contacts.assign', { ids, group: 'DECT', member: true })).toEqual({
      changed: 2,
      companion: { group: 'Annuaire version 1', contacts: 1 },
    });
    expect(ids.map(groupsOf)).toEqual([
      ['Annuaire version 1', 'DECT'],
      ['Annuaire version 1', 'DECT'],
    ]);
  });

  it('do not leave it while they are there', async () => {
    const ids = [contact('Anna', ['Annuaire version 1', 'DECT']), contact('Bruno', ['Annuaire version 1'])];
    const leave = { ids, group: 'Annuaire version 1', member: false };
    expect(await services.call('contacts.assign', leave)).toEqual({
      changed: 1,
      companion: { group: 'Annuaire version 1', contacts: 1 },
    });
    await services.call('contacts.assign', { ids, group: 'DECT', member: false });
    expect(await services.call('contacts.assign', leave)).toMatchObject({ changed: 1, companion: null });
  });

  it('stand there from their import', async () => {
    const known = contact('Martin', []);
    const card = (name: string) => `BEGIN:VCARD\nVERSION:3.0\nN:${name};;;;\nTEL:+33199001201\nEND:VCARD\n`;
    const numbers = [{ kind: 'work', value: '+33199001201', e164: '+33199001201' }] as const;
    services.desk.file.change('edit-contact', '', { kind: 'hand' }, (change) =>
      change.updateContact(known, { numbers: [...numbers] }),
    );
    const file = services.desk.files.add('a.vcf', Buffer.from(card('Martin') + card('Noël')));
    const { plan } = await services.call('import.preview', { file, options: { groups: ['DECT'] } });
    await services.call('import.commit', { plan });
    const ids = services.desk.file.find({ group: 'DECT' });
    expect(ids.map(groupsOf)).toEqual([
      ['Annuaire version 1', 'DECT'],
      ['Annuaire version 1', 'DECT'],
    ]);
  });

  it('find one such phone book at most', async () => {
    const second = services.call('groups.create', { name: 'Noch eins', kind: 'version-1' });
    expect(await problemAfter(second)).toMatchObject({ code: 'group-exists', value: 'Annuaire version 1' });
  });

  it('stand there from their creation', async () => {
    const { photo: _photo, card: _card, ...fields } = emptyDraft();
    const made = await services.call('contacts.create', { contact: { ...fields, groups: ['DECT'] } });
    expect(made.groups).toEqual(['Annuaire version 1', 'DECT']);
  });
});

describe('delete all', () => {
  beforeEach(() => {
    group('Clients');
    group('Gmail', 'google');
    contact('Anna', ['Clients']);
    contact('Bruno', []);
    contact('Clara', ['Gmail']);
    contact('Dora', ['Clients', 'Gmail']);
  });

  it('needs the number of contacts that go; those of Google groups stay and are counted', async () => {
    expect(await services.call('contacts.deletable', {})).toEqual({ deletable: 2, kept: 2 });
    for (const confirmed of [0, 1, 4]) {
      expect(await problemAfter(services.call('contacts.deleteAll', { confirmed }))).toMatchObject({
        code: 'delete-all-count',
        value: String(confirmed),
        params: { count: 2 },
      });
    }
    expect(await services.call('contacts.deleteAll', { confirmed: 2 })).toEqual({ deleted: 2, kept: 2 });
    const left = services.desk.file.contacts(services.desk.file.find({}));
    expect(left.map(({ familyName }) => familyName)).toEqual(['Clara', 'Dora']);
  });

  it('is undone in one step', async () => {
    await services.call('contacts.deleteAll', { confirmed: 2 });
    expect(await services.call('history.undo', {})).toMatchObject({ undone: { count: 2 } });
    expect(services.desk.file.find({})).toHaveLength(4);
  });

  it('of the selection alone does not touch what Google holds', async () => {
    const ids = services.desk.file.find({});
    expect(await problemAfter(services.call('contacts.delete', { ids }))).toMatchObject({
      code: 'access-google-read-only',
      value: 'Gmail',
    });
    expect(services.desk.file.find({})).toHaveLength(4);
  });
});
