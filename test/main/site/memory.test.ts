import { describe, expect, it } from 'vitest';
import type { DeviceRecord } from '../../../core/device/record.ts';
import { emptyFields } from '../../../core/directory/contact.ts';
import type { BaseContact, PendingOperation } from '../../../main/site/site.ts';
import { openSite } from '../../../main/site/open.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, closing, newSite, somewhere } from './help.ts';

const record: DeviceRecord = {
  ...emptyFields(),
  givenName: 'Anna',
  familyName: 'Groß',
  shortCode: '712',
  numbers: [{ kind: 'work', value: '0612345678' }],
  emails: [{ kind: 'work', value: 'a@example.org' }],
  addresses: [{ kind: 'home', street: 'x', postalCode: '1', city: 'y', region: '', country: 'FR' }],
  groups: ['Clients'],
};
const base = (contactId: number): BaseContact => ({ contactId, remoteId: `r${contactId}`, record });
const operation = (key: string): PendingOperation => ({
  key,
  kind: 'create',
  contactId: 1,
  groupId: null,
  remoteId: null,
  record,
  agreed: null,
  access: null,
  target: 'Anna Groß',
  startedAt: '2026-01-01T00:00:00.000Z',
});

describe('memory of the PBX', () => {
  it('keeps whose phone book it is, and what was being sent there until another is put in its place', () => {
    const { memory } = closing(newSite(somewhere()));
    const ovh = { billingAccount: 'ab12345-ovh-1', line: '0033972101001', book: 'Reception' };
    memory.setConnection({ connector: 'ovh', url: 'ovh-eu', user: 'key', fingerprint: null, ovh });
    expect(memory.connection()).toMatchObject({ connector: 'ovh', ovh });
    memory.setErrand('task 7');
    expect(memory.errand()).toBe('task 7');
    memory.replace('S2');
    expect([memory.errand(), memory.connection()?.ovh]).toEqual([null, ovh]);
  });

  it('starts empty and survives closing', () => {
    const path = somewhere();
    const site = newSite(path);
    expect([site.memory.connection(), site.memory.serial(), site.memory.pending()]).toEqual([null, null, []]);
    const connection = {
      connector: 'commander',
      url: 'https://pbx',
      user: 'admin',
      console: '',
      ovh: null,
      fingerprint: 'AB:CD',
    };
    site.memory.setConnection(connection);
    site.memory.setRead('S1', '2026-01-02T00:00:00.000Z');
    site.memory.setBaseContact(base(1));
    site.memory.setBaseContact(base(2));
    site.memory.setBaseGroup({ groupId: 3, remoteId: 'g', name: 'Clients', standardForNew: true });
    const cell = { extension: '21', groupId: 3, grant: 'write', standard: true } as const;
    site.memory.setBaseAccess(cell);
    site.memory.setBaseAccess({ ...cell, extension: '22' });
    site.memory.setBaseAccess({ ...cell, extension: '22', grant: 'none', standard: false });
    const page = { use: 'contacts', path: 'kontakte', at: '2026-01-02T00:00:00.000Z' } as const;
    site.memory.setConfirmedPages([page]);
    site.memory.start(operation('b'));
    site.memory.start({ ...operation('u'), kind: 'update', remoteId: 'r1', agreed: record });
    site.memory.start({ ...operation('a'), kind: 'delete-group', record: null, groupId: 4, contactId: null });
    site.memory.start({ ...operation('g'), kind: 'set-grant', record: null, contactId: null, access: cell });
    site.close();
    const { memory } = closing(openSite(path));
    expect(memory.connection()).toEqual({ ...connection, lastRead: '2026-01-02T00:00:00.000Z' });
    expect(memory.serial()).toBe('S1');
    expect([...memory.baseContacts()]).toEqual([
      [1, base(1)],
      [2, base(2)],
    ]);
    expect([...memory.baseGroups()]).toEqual([
      [3, { groupId: 3, remoteId: 'g', name: 'Clients', standardForNew: true }],
    ]);
    expect(memory.baseAccess()).toEqual([cell]);
    expect(memory.confirmedPages()).toEqual([page]);
    expect(memory.pending().map(({ key }) => key)).toEqual(['b', 'u', 'a', 'g']);
    expect(memory.pending()[0]).toEqual(operation('b'));
    expect(memory.pending()[1]?.agreed).toEqual(record);
    expect(memory.pending()[3]?.access).toEqual(cell);
    memory.finish('g');
    memory.finish('b');
    memory.finish('u');
    memory.removeBaseContact(1);
    memory.removeBaseGroup(3);
    expect([memory.pending().length, memory.baseContacts().size, memory.baseGroups().size]).toEqual([
      1, 1, 0,
    ]);
    // The rights of a group that is gone are gone with it.
    expect(memory.baseAccess()).toEqual([]);
  });

  it('keeps what the PBX held of a contact that is deleted here, and does not go back with undo', () => {
    const site = newSite();
    const id = add(site, { givenName: 'Anna' });
    site.memory.setBaseContact(base(id));
    byHand(site, (change) => change.deleteContact(id));
    expect(site.memory.baseContacts().get(id)).toEqual(base(id));
    site.undo();
    site.undo();
    add(site, { givenName: 'Berta' });
    expect(site.memory.baseContacts().get(id)).toEqual(base(id));
  });

  it('writes many things together, or none of them', () => {
    const site = newSite();
    expect(() =>
      site.memory.together(() => {
        site.memory.setBaseContact(base(1));
        site.memory.start(operation('a'));
        throw new Error('the line dropped');
      }),
    ).toThrow('the line dropped');
    expect([site.memory.baseContacts().size, site.memory.pending()]).toEqual([0, []]);
  });

  it('goes into the transaction of a change that it is written in', () => {
    const site = newSite();
    expect(
      codeOf(() =>
        byHand(site, (change) => {
          site.memory.setBaseContact(base(1));
          change.deleteContact(1);
        }),
      ),
    ).toBe('contact-missing');
    expect(site.memory.baseContacts().size).toBe(0);
    site.memory.together(() => {
      site.memory.setBaseContact(base(1));
      expect(codeOf(() => byHand(site, (change) => change.deleteContact(1)))).toBe('contact-missing');
    });
    expect(site.memory.baseContacts().size).toBe(1);
  });
});

describe('reports and templates', () => {
  it('a template of the same name is replaced and keeps its id', () => {
    const site = newSite();
    site.reports.save('import', '2026-01-01T00:00:00.000Z', { read: 1 });
    const id = site.saveTemplate('Own', { a: 1 });
    const other = site.saveTemplate('Another', null);
    expect(other).not.toBe(id);
    expect(site.saveTemplate('Own', { a: 2 })).toBe(id);
    expect(site.templates()).toEqual([
      { id: other, name: 'Another', content: null },
      { id, name: 'Own', content: { a: 2 } },
    ]);
    expect(site.info().undo).toBeNull();
  });
});
