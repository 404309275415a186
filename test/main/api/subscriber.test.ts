/** A subscriber who is signed in sees and does what the rights allow, and never learns of the rest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputOf, type ContactInput } from '../../../core/api/shapes.ts';
import { type Contact, emptyFields } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import { codeAfter, problemAfter } from '../../problem-of.ts';
import { somewhere } from '../site/help.ts';
import { atNewSite } from './help.ts';

let services: Services;
let ids: Record<'anna' | 'bruno' | 'clara' | 'dora' | 'secret' | 'loner', number>;

const person = (familyName: string, groups: string[], more: Partial<ContactInput> = {}): ContactInput => ({
  ...emptyFields(),
  familyName,
  numbers: [{ kind: 'work', value: '+33 1 99 00 12 34' }],
  groups,
  ...more,
});

const create = async (familyName: string, groups: string[]): Promise<number> =>
  (await services.call('contacts.create', { contact: person(familyName, groups) })).id;

const contactOf = (id: number): Contact | undefined => services.desk.file.contacts([id])[0];
const groupsOf = (id: number): string[] | undefined => contactOf(id)?.groups;
const groupId = (name: string): number =>
  services.desk.file.groups().find((group) => group.name === name)?.id ?? 0;

/** 21 writes Staff and reads Clients; Board is nobody's. */
beforeEach(async () => {
  services = await atNewSite();
  for (const name of ['Staff', 'Clients', 'Board']) {
    await services.call('groups.create', { name, kind: 'standard' });
  }
  ids = {
    anna: await create('Anna', ['Staff']),
    bruno: await create('Bruno', ['Clients']),
    clara: await create('Clara', ['Staff', 'Clients']),
    dora: await create('Dora', ['Staff', 'Board']),
    secret: await create('Verborgen', ['Board']),
    loner: await create('Verlassen', []),
  };
  await services.call('subscribers.save', { extension: '21', name: 'Werkstatt', role: 'subscriber' });
  await services.call('subscribers.save', { extension: '22', name: 'Lager', role: 'subscriber' });
  await services.call('access.set', { extension: '21', group: 'Staff', grant: 'write', standard: true });
  await services.call('access.set', { extension: '21', group: 'Clients', grant: 'read' });
  await services.call('session.signIn', { extension: '21' });
});
afterEach(() => services.desk.close());

describe('signing in', () => {
  it('is by extension or as one of the two roles above the subscribers, and ends', async () => {
    expect(await services.call('session.get', {})).toEqual({
      extension: '21',
      name: 'Werkstatt',
      role: 'subscriber',
      grants: { Staff: 'write', Clients: 'read' },
      standardGroups: ['Staff'],
    });
    expect(await services.call('session.signIn', { role: 'sub-administrator' })).toMatchObject({
      extension: null,
      role: 'sub-administrator',
    });
    expect(await services.call('session.signOut', {})).toMatchObject({ role: 'administrator' });
    expect(await codeAfter(services.call('session.signIn', { extension: '99' }))).toBe('subscriber-missing');
  });

  it('lasts until another site is opened, and a subscriber who is deleted meanwhile may do nothing', async () => {
    services.desk.file.change('change-access', '21', { kind: 'hand' }, (change) =>
      change.deleteSubscriber('21'),
    );
    expect(await codeAfter(services.call('contacts.find', {}))).toBe('access-no-read');
    expect(await services.call('contacts.facets', {})).toMatchObject({ all: 0, groups: [], initials: [] });
    await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'FR' });
    expect(await services.call('session.get', {})).toMatchObject({ role: 'administrator' });
  });

  it('needs read access to at least one group', async () => {
    await services.call('session.signIn', { extension: '22' });
    expect(await codeAfter(services.call('contacts.find', {}))).toBe('access-no-read');
    const options = { format: 'csv', privacyNoticeAccepted: true } as const;
    expect(await codeAfter(services.call('export.run', options))).toBe('access-no-read');
  });
});

describe('what a subscriber sees', () => {
  it('are the contacts of readable groups, under the readable ones of their groups', async () => {
    const { ids: found } = await services.call('contacts.find', {});
    expect(found).toEqual([ids.anna, ids.bruno, ids.clara, ids.dora]);
    const { contacts } = await services.call('contacts.rows', { ids: Object.values(ids) });
    expect(contacts.map(({ familyName, groups }) => [familyName, ...groups])).toEqual([
      ['Anna', 'Staff'],
      ['Bruno', 'Clients'],
      ['Clara', 'Clients', 'Staff'],
      ['Dora', 'Staff'],
    ]);
    expect(await services.call('contacts.facets', {})).toMatchObject({
      all: 4,
      ungrouped: 0,
      groups: [
        { name: 'Clients', contacts: 2, standardForNew: false },
        { name: 'Staff', contacts: 3, standardForNew: true },
      ],
      initials: [
        { initial: 'A', contacts: 1 },
        { initial: 'B', contacts: 1 },
        { initial: 'C', contacts: 1 },
        { initial: 'D', contacts: 1 },
      ],
    });
    expect(await services.call('site.info', {})).toMatchObject({ contacts: 4, undo: null, redo: null });
  });

  it('never tells of others, whatever is asked', async () => {
    const { secret, loner, dora } = ids;
    const asked: Promise<unknown>[] = [
      services.call('contacts.find', { search: 'verborgen' }),
      services.call('contacts.find', { group: 'Board' }),
      services.call('contacts.find', { ungrouped: true }),
      services.call('contacts.find', { initial: 'V' }),
      services.call('contacts.rows', { ids: [secret, loner, dora] }),
      services.call('contacts.facets', {}),
      services.call('contacts.photo', { id: secret }),
      services.call('site.info', {}),
      services.call('history.list', { limit: 1000 }),
      services.call('contacts.may', { ids: [dora] }),
      services.call('contacts.delete', { ids: [secret] }),
      services.call('contacts.assign', { ids: [secret], group: 'Staff', member: true }),
      problemAfter(services.call('contacts.delete', { ids: [dora] })),
      problemAfter(services.call('contacts.qr', { id: secret })),
      problemAfter(
        services.call('contacts.edit', {
          id: loner,
          from: person('', []),
          contact: person('X', ['Staff']),
        }),
      ),
      problemAfter(services.call('groups.delete', { id: groupId('Board') })),
      problemAfter(services.call('groups.loss', { id: groupId('Staff') })),
      problemAfter(services.call('site.check', {})),
      problemAfter(services.call('subscribers.list', {})),
      problemAfter(services.call('access.of', { extension: '22' })),
      problemAfter(services.call('pbx.compare', {})),
      problemAfter(services.call('pbx.handOff', { language: 'en' })),
    ];
    const told = JSON.stringify(await Promise.all(asked));
    expect(told).not.toMatch(/Verborgen|Verlassen|Board/);
    // A group that may not be known of is one that does not exist.
    for (const group of ['Board', 'Bored']) {
      expect(
        await problemAfter(services.call('contacts.assign', { ids: [ids.anna], group, member: true })),
      ).toMatchObject({ code: 'group-missing', value: group });
    }
    expect(contactOf(secret)).toBeDefined();
  });

  it('is exported, and nothing else', async () => {
    const { file, contacts } = await services.call('export.run', {
      format: 'csv',
      ids: Object.values(ids),
      privacyNoticeAccepted: true,
    });
    const text = Buffer.from(services.desk.files.bytes(file)).toString();
    expect(contacts).toBe(4);
    expect(text).toContain('Dora');
    expect(text).not.toMatch(/Verborgen|Verlassen|Board/);
  });
});

describe('what a subscriber changes', () => {
  it('stays where it stands in groups that are not seen', async () => {
    const [dora] = (await services.call('contacts.rows', { ids: [ids.dora] })).contacts;
    if (dora === undefined) throw new Error('Dora is gone');
    const edited = await services.call('contacts.edit', {
      id: dora.id,
      from: inputOf(dora),
      contact: { ...inputOf(dora), company: 'Werft' },
    });
    expect(edited).toMatchObject({ company: 'Werft', groups: ['Staff'] });
    expect(groupsOf(dora.id)).toEqual(['Board', 'Staff']);
  });

  it('moves in and out of writable groups only', async () => {
    const edit = async (id: number, groups: string[]) => {
      const [seen] = (await services.call('contacts.rows', { ids: [id] })).contacts;
      if (seen === undefined) throw new Error(`${id} is not seen`);
      return services.call('contacts.edit', { id, from: inputOf(seen), contact: person('X', groups) });
    };
    for (const [id, groups] of [
      [ids.anna, ['Staff', 'Clients']],
      [ids.clara, ['Staff']],
    ] as const) {
      expect(await problemAfter(edit(id, [...groups]))).toMatchObject({
        code: 'access-no-write',
        value: 'Clients',
      });
    }
    expect(await codeAfter(edit(ids.bruno, ['Clients', 'Staff']))).toBe('access-no-write');
    await services.call('contacts.assign', { ids: [ids.bruno], group: 'Staff', member: true });
    expect(groupsOf(ids.bruno)).toEqual(['Clients', 'Staff']);
    const leave = { ids: [ids.bruno], group: 'Clients', member: false };
    expect(await codeAfter(services.call('contacts.assign', leave))).toBe('access-no-write');
    await edit(ids.clara, ['Clients']);
    expect(groupsOf(ids.clara)).toEqual(['Clients']);
  });

  it('is deleted only where every group is writable, seen or not', async () => {
    expect(
      await problemAfter(services.call('contacts.delete', { ids: [ids.anna, ids.clara] })),
    ).toMatchObject({
      code: 'access-no-write',
      value: 'Clients',
    });
    expect(await problemAfter(services.call('contacts.delete', { ids: [ids.dora] }))).toMatchObject({
      code: 'access-no-write',
      value: '',
    });
    expect(await services.call('contacts.may', { ids: [ids.dora], view: 'all-contacts' })).toMatchObject({
      refused: { delete: { code: 'access-no-write' }, 'delete-all': { code: 'access-administrator-only' } },
    });
    expect(await services.call('contacts.delete', { ids: [ids.anna] })).toEqual({ deleted: 1 });
  });

  it('can be undone by the one who did it, while nobody else has changed anything', async () => {
    await services.call('contacts.delete', { ids: [ids.anna] });
    expect(await services.call('site.info', {})).toMatchObject({ undo: { by: '21', subject: 'Anna' } });
    expect(await services.call('history.undo', {})).toMatchObject({ undone: { by: '21' } });
    expect(contactOf(ids.anna)).toBeDefined();
    expect(await services.call('history.list', { limit: 10 })).toMatchObject({
      steps: [{ by: '21', undone: true }],
    });
    expect(await codeAfter(services.call('history.undo', {}))).toBe('access-own-steps-only');
    await services.call('history.redo', {});
    await services.call('session.signOut', {});
    await create('Emil', ['Staff']);
    await services.call('session.signIn', { extension: '21' });
    expect(await services.call('site.info', {})).toMatchObject({ undo: null });
    expect(await codeAfter(services.call('history.undo', {}))).toBe('access-own-steps-only');
  });

  it('makes writable groups its own standard groups', async () => {
    await services.call('groups.standard', { id: groupId('Staff'), standard: false });
    expect(await services.call('session.get', {})).toMatchObject({ standardGroups: [] });
    const clients = services.call('groups.standard', { id: groupId('Clients'), standard: true });
    expect(await codeAfter(clients)).toBe('access-no-write');
    expect(services.desk.file.groups().some(({ standardForNew }) => standardForNew)).toBe(false);
  });

  it('leaves groups, rights and the site as a whole to administrators', async () => {
    const id = groupId('Staff');
    for (const work of [
      () => services.call('groups.create', { name: 'Neu', kind: 'standard' }),
      () => services.call('groups.edit', { id, name: 'Neu' }),
      () => services.call('groups.delete', { id }),
      () => services.call('access.set', { extension: '21', group: 'Clients', grant: 'write' }),
      () => services.call('subscribers.save', { extension: '21', name: '', role: 'administrator' }),
      () => services.call('contacts.deleteAll', { confirmed: 4 }),
    ]) {
      expect(await codeAfter(work())).toBe('access-administrator-only');
    }
  });
});

describe('what a subscriber imports', () => {
  const preview = (name: string, text: string, options: { groups?: string[] } = {}) =>
    services.call('import.preview', { file: services.desk.files.add(name, Buffer.from(text)), options });
  const card = (name: string, more = '') =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${name};;;;\r\nFN:${name}\r\nTEL;TYPE=WORK:+33199001299\r\n${more}END:VCARD\r\n`;

  it('are vCards: "Importation CSV is not available for subscribers"', async () => {
    const csv = preview('a.csv', 'Nom;Téléphone\nMartin;0199001234\n');
    expect(await codeAfter(csv)).toBe('access-administrator-only');
  });

  it('lands in its standard groups', async () => {
    const { plan, created } = await preview('a.vcf', card('Martin'));
    expect(created).toBe(1);
    await services.call('import.commit', { plan });
    const [id] = (await services.call('contacts.find', { search: 'Martin' })).ids;
    expect(groupsOf(id ?? 0)).toEqual(['Staff']);
    expect(await services.call('site.info', {})).toMatchObject({ undo: { by: '21' } });
  });

  it('is refused card by card where a group is not writable, the others go in', async () => {
    const cards = `${card('Martin')}${card('Noël', 'CATEGORIES:Clients\r\n')}${card('Zoé', 'CATEGORIES:Board\r\n')}`;
    const { plan, created, rejected, problems } = await preview('a.vcf', cards);
    expect({ created, rejected, problems }).toEqual({ created: 1, rejected: 2, problems: [] });
    const { rows } = await services.call('import.rows', { plan, show: 'rejected', offset: 0, limit: 10 });
    expect(rows.map(({ name, reasons }) => [name, reasons.map(({ code }) => code)])).toEqual([
      ['Noël', ['access-no-write']],
      ['Zoé', ['access-no-write']],
    ]);
    await services.call('import.commit', { plan });
    expect(services.desk.file.groups().map(({ name }) => name)).toEqual(['Board', 'Clients', 'Staff']);
    expect((await services.call('contacts.find', {})).ids).toHaveLength(5);
  });

  it('does not find contacts that are not seen', async () => {
    const { created, updated } = await preview('a.vcf', card('Verborgen', 'TEL;TYPE=HOME:+33199001234\r\n'));
    expect({ created, updated }).toEqual({ created: 1, updated: 0 });
  });
});
