import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSite, openSite } from '../../../main/site/open.ts';
import { salvage } from '../../../main/site/salvage.ts';
import type { Site } from '../../../main/site/site.ts';
import { codeOf } from '../../problem-of.ts';
import { byHand, closing, draft, somewhere } from './help.ts';
import { fileOf } from './versions/write.ts';

const CONTACTS = 1500;
const PICTURE = new Uint8Array(40_000).map((_, i) => i % 251);

/** Everything a person would miss. */
const contentOf = (site: Site): unknown => ({
  contacts: [...site.eachContact()],
  photo: site.photo(3)?.data,
  groups: site.groups(),
  subscribers: site.subscribers(),
  order: site.find({ search: 'anna' }),
  history: site.history(10),
  bases: [...site.memory.baseContacts()],
});

/** A site of several levels of pages, with pictures in chains of them. */
function fullSite(): string {
  const path = somewhere();
  using site = createSite(path, 'compact-5000', 'DE');
  byHand(site, (change) => {
    change.ensureGroup('Clients', 'standard');
    change.ensureGroup('Famille', 'standard');
    change.saveSubscriber({ extension: '20', name: 'Anna', role: 'subscriber' });
    change.setGrant('20', 'Clients', 'write');
    for (let i = 0; i < CONTACTS; i += 1) {
      change.createContact(
        draft({
          givenName: i % 10 === 0 ? 'Anna' : 'Émile',
          familyName: `N${i}`,
          note: 'x'.repeat(i % 300),
          numbers: [{ kind: 'work', value: `06 ${i}`, e164: null }],
          groups: i % 2 === 0 ? ['Clients'] : ['Famille'],
          photo: i === 2 ? { type: 'image/png', data: PICTURE } : null,
        }),
      );
    }
  });
  byHand(site, (change) => change.deleteContact(7));
  byHand(site, (change) => change.updateContact(8, { company: 'Später', groups: [] }));
  return path;
}

const output = (): string => somewhere('saved.switchbook');
const reading = (path: string): Site => closing(openSite(path, { readOnly: true }));

/** The page at which a table or an index begins. */
function rootOf(path: string, name: string): { page: number; size: number } {
  const raw = new Sqlite(path, { readonly: true });
  const page = Number(raw.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name));
  const size = Number(raw.pragma('page_size', { simple: true }));
  raw.close();
  return { page, size };
}

function tamper(path: string, sql: string): void {
  const raw = new Sqlite(path);
  raw.exec(sql);
  raw.close();
}

function fill(path: string, from: number, to: number): void {
  writeFileSync(path, readFileSync(path).fill(0xee, from, to));
}

const opened = (path: string): Site => {
  const site = closing(openSite(path));
  expect(site.info().locked).toBeNull();
  expect(site.safety.check().faults).toEqual([]);
  return site;
};

describe('salvage', () => {
  it('of a sound file is all of it, its undo included', () => {
    const path = fullSite();
    const saved = output();
    const report = salvage(path, saved);
    expect(report).toMatchObject({ unreadablePages: 0, repairs: [] });
    expect(report.tables.find(({ table }) => table === 'contact')).toEqual({
      table: 'contact',
      saved: CONTACTS,
      lost: 0,
    });
    const site = opened(saved);
    expect(contentOf(site)).toEqual(contentOf(reading(path)));
    expect([site.undo()?.count, site.undo()?.count, site.undo()?.count]).toEqual([1, 1, CONTACTS]);
    expect(site.find({})).toEqual([]);
  });

  it('of a sound file without any picture loses none, and keeps undo', () => {
    const path = somewhere();
    using site = createSite(path, 'compact-5000', 'DE');
    byHand(site, (change) => change.createContact(draft({ givenName: 'Anna' })));
    const saved = output();
    expect(salvage(path, saved).repairs).toEqual([]);
    expect(opened(saved).undo()?.count).toBe(1);
  });

  it('takes along what stands in the log only', () => {
    const path = fullSite();
    const site = closing(openSite(path));
    byHand(site, (change) => change.createContact(draft({ familyName: 'Last' })));
    const saved = output();
    expect(salvage(path, saved).repairs).toEqual([]);
    expect(opened(saved).find({ search: 'last' })).toHaveLength(1);
  });

  it.each(['contact', 'group_member', 'photo', 'contact_group', 'entry_many', 'contact_place', 'report'])(
    'loses no contact when the root page of %s is gone',
    (name) => {
      const path = fullSite();
      const { page, size } = rootOf(path, name);
      fill(path, (page - 1) * size, page * size);
      const saved = output();
      salvage(path, saved);
      const site = opened(saved);
      expect(site.info().contacts).toBe(CONTACTS - 1);
      expect(site.find({ search: 'anna' })).toHaveLength(CONTACTS / 10);
      if (name === 'group_member') expect(site.find({ group: 'Clients' })).toHaveLength(CONTACTS / 2 - 1);
    },
  );

  it.each(['member', 'member_group'])(
    'loses no membership of an earlier version with the root page of %s',
    (name) => {
      const path = somewhere();
      tamper(path, readFileSync(fileOf(15), 'utf8'));
      const groups = (site: Site) => [...site.eachContact()].map((contact) => contact.groups);
      const before = groups(reading(path));
      expect(before).toEqual([['Clients', 'DECT'], ['Clients']]);
      const { page, size } = rootOf(path, name);
      fill(path, (page - 1) * size, page * size);
      const saved = output();
      salvage(path, saved);
      expect(groups(opened(saved))).toEqual(before);
    },
  );

  it('loses no contact with the header, nor with the whole first page', () => {
    for (const bytes of [100, 16_384]) {
      const path = fullSite();
      const before = contentOf(reading(path));
      fill(path, 0, bytes);
      const saved = output();
      salvage(path, saved);
      const site = opened(saved);
      if (bytes === 100) expect(contentOf(site)).toEqual(before);
      expect(site.info().contacts).toBe(CONTACTS - 1);
      expect(new Uint8Array(site.photo(3)?.data ?? [])).toEqual(PICTURE);
    }
  });

  it('saves what stands before the place where a file was cut off, and says what is lost', () => {
    const path = fullSite();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length * 0.8));
    const saved = output();
    const report = salvage(path, saved);
    const site = opened(saved);
    const { contacts } = site.info();
    expect(contacts).toBeGreaterThan(100);
    expect(contacts).toBeLessThan(CONTACTS);
    expect(report.tables.find(({ table }) => table === 'contact')?.saved).toBeGreaterThanOrEqual(contacts);
    expect(report.unreadablePages).toBeGreaterThan(0);
    expect(report.repairs.map(({ what }) => what)).toContain('journal-sealed');
    expect(readFileSync(path)).toEqual(bytes.subarray(0, bytes.length * 0.8));
  });

  it.each([
    ['step', "UPDATE step SET source = 'x' WHERE id = 1"],
    ['edit', "UPDATE entry SET before = '[]', after = '[]' WHERE change = 'edit'"],
    ['edit of fields that are none', `UPDATE entry SET before = '{"compbny":""}' WHERE change = 'edit'`],
    ['edit of a list', `UPDATE entry SET before = '{"numbers":"[1]"}' WHERE change = 'edit'`],
    ['edit of two', "UPDATE entry SET first = 0 WHERE change = 'edit'"],
    ['base', "INSERT INTO base_contact (contactId, remoteId, record) VALUES (8, '1', '[]')"],
    ['right at the PBX', "INSERT INTO base_access (extension, groupId, access) VALUES ('20', 1, '{}')"],
    [
      'pending write',
      "INSERT INTO pending (key, kind, record, target, startedAt) VALUES ('k', 'create', '{}', 'A', '')",
    ],
    ['way to call', "INSERT INTO call_way (extension, through) VALUES ('20', 'smoke')"],
    [
      'backup',
      `INSERT INTO backup (at, model, serial, firmware, contacts, groups, bytes, content)
       VALUES ('', '', '', '', 0, 0, 5, x'00')`,
    ],
    ['connection', "UPDATE pbx SET connector = 'ovh', url = '', user = '', ovh = 'x', pages = 'x'"],
    ['site', "UPDATE site SET device = 'commandes', country = 'F?', keeping = '[]'"],
    ['revision', `UPDATE site SET revision = ${2 ** 40}`],
    ['membership', "UPDATE contact SET memberOf = '[1x]' WHERE id = 3"],
  ])('leaves no unreadable %s, and a site that can be changed', (_, sql) => {
    const path = fullSite();
    tamper(path, sql);
    const saved = output();
    expect(salvage(path, saved).repairs.map(({ what }) => what)).toContain('row-unreadable');
    const site = opened(saved);
    expect(site.facets()).toMatchObject({ all: CONTACTS - 1, groups: [{}, {}] });
    const { memory } = site;
    for (const all of [memory.baseContacts(), memory.baseAccess(), memory.pending(), memory.confirmedPages()])
      expect([...all]).toEqual([]);
    expect(memory.connection()?.ovh ?? null).toBeNull();
    expect(memory.callWay('20')).toBeNull();
    expect(site.history(10).length + [...site.past.all()].length).toBeGreaterThan(2);
    const id = byHand(site, (change) => change.createContact(draft({ givenName: 'New' })));
    expect(site.privacy.export(id)).toMatchObject({ pbxBackups: [] });
    site.undo();
    expect(site.info().contacts).toBe(CONTACTS - 1);
  });

  it('refuses what holds nothing of a site, and never replaces a file', () => {
    const path = somewhere();
    writeFileSync(path, 'Name;Number\nAnna;12\n'.repeat(5000));
    expect(codeOf(() => salvage(path, output()))).toBe('site-foreign');
    const good = fullSite();
    expect(codeOf(() => salvage(good, good))).toBe('site-exists');
    expect(codeOf(() => salvage(somewhere(), output()))).toBe('site-missing');
  });
});
