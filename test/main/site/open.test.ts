import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSite, openSite } from '../../../main/site/open.ts';
import { APPLICATION_ID, MIGRATIONS } from '../../../main/site/schema.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, closing, newSite, somewhere } from './help.ts';

/** A closed site file with one contact. */
function closedSite(): string {
  const path = somewhere();
  using site = createSite(path, 'commander-6000', 'FR');
  add(site, { givenName: 'Anna' });
  return path;
}

function tamper(path: string, sql: string): void {
  const raw = new Sqlite(path);
  raw.exec(sql);
  raw.close();
}

/** A site with one contact and one group, as an earlier version left it. */
function earlier(version: number): string {
  const path = somewhere();
  tamper(
    path,
    `${MIGRATIONS.slice(0, 1).join('\n')}
     PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version};
     INSERT INTO site (id, device, country, revision) VALUES (1, 'commander-6000', 'FR', 3);
     INSERT INTO contact (salutation, givenName, familyName, displayName, company, department, position,
       birthday, shortCode, note, numbers, emails, urls, addresses, photo, initial, sortKey, haystack, present)
     VALUES ('', 'Anna', 'Ott', '', '', '', '', '', '', '',
       '[{"kind":"work","value":"200","e164":null},{"kind":"home","value":"030 \\"1","e164":"+49301"}]',
       '[{"kind":"home","value":"anna@ott.example"}]', '[]',
       '[{"kind":"work","street":"Weg 1","postalCode":"10115","city":"Berlin","region":"","country":"DE"}]',
       NULL, 'A', 'anna ott', 'anna', 1);
     INSERT INTO step (action, subject, count, source, at, undone)
       VALUES ('edit-contact', 'Anna Ott', 1, '{"kind":"hand"}', '2026-01-05T09:00:00.000Z', 0);
     INSERT INTO entry (step, record, change, first, last, before, after)
     VALUES (1, 'contact', 'edit', 1, 1, '{"emails":"[{\\"kind\\":\\"work\\",\\"value\\":\\"old@ott.example\\"}]","note":"old"}',
       '{"emails":"[{\\"kind\\":\\"home\\",\\"value\\":\\"anna@ott.example\\"}]","note":""}');
     INSERT INTO contact_group (name, kind, standardForNew, sortKey, present)
       VALUES ('Clients', 'standard', 0, 'clients', 1);
     ${MIGRATIONS.slice(1, version).join('\n')}`,
  );
  return path;
}

describe('a site of an earlier version', () => {
  it.each(MIGRATIONS.map((_, i) => i + 1))('%i is brought to this one, with everything in it', (version) => {
    const path = earlier(version);
    const before = readFileSync(path);
    const site = closing(openSite(path));
    const [contact] = site.eachContact();
    expect(contact).toMatchObject({ givenName: 'Anna', familyName: 'Ott', card: '' });
    expect(contact?.numbers).toEqual([
      { kind: 'work', value: '200', e164: null },
      { kind: 'home', value: '030 "1', e164: '+49301' },
    ]);
    expect(contact?.emails).toEqual([{ kind: 'home', value: 'anna@ott.example' }]);
    expect(contact?.addresses).toEqual([
      { kind: 'work', street: 'Weg 1', postalCode: '10115', city: 'Berlin', region: '', country: 'DE' },
    ]);
    expect(site.find({ search: 'anna' })).toEqual([1]);
    site.undo();
    expect(site.contacts([1])).toMatchObject([
      { emails: [{ kind: 'work', value: 'old@ott.example' }], note: 'old' },
    ]);
    site.redo();
    expect(site.contacts([1])).toMatchObject([
      { emails: [{ kind: 'home', value: 'anna@ott.example' }], note: '' },
    ]);
    expect(site.groups()).toMatchObject([{ name: 'Clients', direction: 'both' }]);
    expect([site.backups.list(), site.reports.uploads(10)]).toEqual([[], []]);
    expect(site.distinct()).toEqual([]);
    expect(site.services.view('ab12345-ovh-1')).toMatchObject({ table: null, orders: [], events: [] });
    add(site, { givenName: 'Zoë', card: 'X-HOBBY:Schach' });
    expect([...site.eachContact()].map(({ card }) => card)).toEqual(['', 'X-HOBBY:Schach']);
    const copies = site.safety.copies();
    expect(copies.map(({ reason }) => reason)).toEqual(version < MIGRATIONS.length ? ['migration'] : []);
    for (const copy of copies) {
      const kept = new Sqlite(copy.path, { readonly: true });
      expect(kept.pragma('user_version', { simple: true })).toBe(version);
      expect(kept.prepare('SELECT givenName FROM contact').pluck().all()).toEqual(['Anna']);
      kept.close();
    }
    expect(before.readUInt32BE(60)).toBe(version);
  });

  it('is read only where rows refer to none, and memberships of no group count for nothing', () => {
    const path = earlier(15);
    tamper(
      path,
      'PRAGMA foreign_keys = 0; INSERT INTO member (contact, contactGroup) VALUES (1, 1), (1, 77), (5, 1)',
    );
    const site = closing(openSite(path));
    expect(site.info().locked?.code).toBe('site-copy-differs');
    expect([...site.eachContact()].map(({ groups }) => groups)).toEqual([['Clients']]);
    expect(site.facets()).toMatchObject({ ungrouped: 0, groups: [{ name: 'Clients', contacts: 1 }] });
  });

  it('is not migrated where no copy of it can be kept: it is read only then', () => {
    const path = earlier(1);
    writeFileSync(path.replace('.switchbook', '.backups'), 'in the way');
    const site = closing(openSite(path));
    expect(site.info()).toMatchObject({ contacts: 1, locked: { code: 'site-exists' } });
    expect(codeOf(() => add(site, {}))).toBe('site-exists');
    site.close();
    expect(readFileSync(path).readUInt32BE(60)).toBe(1);
  });
});

describe('a new site', () => {
  it('says what it is', () => {
    const path = somewhere('Office Müller.switchbook');
    expect(newSite(path).info()).toEqual({
      path,
      name: 'Office Müller',
      device: 'commander-6000',
      deviceName: 'Auerswald COMmander 6000',
      country: 'FR',
      contacts: 0,
      revision: 0,
      undo: null,
      redo: null,
      locked: null,
    });
  });

  it('is one plain file once it is closed, and everything is in it', () => {
    const path = closedSite();
    expect(readdirSync(dirname(path))).toEqual(['office.switchbook']);
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(bytes.readUInt32BE(68)).toBe(APPLICATION_ID);
    expect(bytes.readUInt32BE(60)).toBe(MIGRATIONS.length);
    const site = closing(openSite(path));
    expect([...site.eachContact()].map(({ givenName }) => givenName)).toEqual(['Anna']);
    expect(readdirSync(dirname(path))).toHaveLength(3);
  });

  it('never replaces a file, and leaves none behind when it cannot be', () => {
    const path = somewhere();
    writeFileSync(path, 'mine');
    expect(codeOf(() => createSite(path, 'commander-6000', 'FR'))).toBe('site-exists');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const other = join(dirname(path), 'none', 'a.switchbook');
    expect(codeOf(() => createSite(other, 'commander-6000', 'FR'))).toBe('site-folder-missing');
    const unknown = somewhere();
    expect(codeOf(() => createSite(unknown, 'toaster', 'FR'))).toBe('device-unknown');
    expect(codeOf(() => createSite(unknown, 'commander-6000', 'UK'))).toBe('country-unknown');
    expect(readdirSync(dirname(unknown))).toEqual([]);
  });
});

describe('a file that cannot be opened', () => {
  it('is missing, or a folder', () => {
    const path = somewhere();
    expect(codeOf(() => openSite(path))).toBe('site-missing');
    mkdirSync(path);
    expect(codeOf(() => openSite(path))).toBe('site-folder');
    expect(codeOf(() => openSite(join(path, 'below')))).toBe('site-missing');
  });

  it.each([
    ['empty', ''],
    ['a table of comma-separated values', 'Name;Number\nAnna;12\n'.repeat(100)],
    ['cut off in the header', 'SQLite format 3\0'],
  ])('is no database: %s', (_what, content) => {
    const path = somewhere();
    writeFileSync(path, content);
    expect(codeOf(() => openSite(path))).toBe('site-foreign');
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('is the database of another program, and is not touched', () => {
    const path = somewhere();
    tamper(path, 'CREATE TABLE bookmarks (url TEXT)');
    const before = readFileSync(path);
    expect(codeOf(() => openSite(path))).toBe('site-foreign');
    expect(readFileSync(path)).toEqual(before);
  });

  it('has lost its header, and is said to be a damaged site', () => {
    const path = closedSite();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, 0, 16));
    expect(codeOf(() => openSite(path))).toBe('site-damaged');
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('has lost a table, or holds content that is none', () => {
    const path = closedSite();
    tamper(path, 'DROP TABLE report; DROP TABLE subscriber');
    expect(codeOf(() => closing(openSite(path)).subscribers())).toBe('site-parts-missing');
    const other = closedSite();
    tamper(other, `UPDATE contact SET numbers = '[{"kind":"moon"'`);
    expect(codeOf(() => [...closing(openSite(other)).eachContact()])).toBe('site-damaged');
  });

  it('does not know any more where a change came from: it is opened all the same', () => {
    const path = closedSite();
    tamper(path, `UPDATE step SET source = '{"kind":"ha'`);
    expect(closing(openSite(path)).history(1)[0]?.source).toEqual({ kind: 'hand' });
    expect(closing(openSite(path)).undo()?.action).toBe('create-contact');
  });

  it('has lost a picture, or has no numbers left for steps: what needs them says that it is damaged', () => {
    const path = closedSite();
    tamper(path, "PRAGMA foreign_keys = 0; UPDATE contact SET photo = 'lost'");
    const site = closing(openSite(path));
    const edit = (): boolean => byHand(site, (change) => change.updateContact(1, { company: 'C' }));
    expect(codeOf(edit)).toBe('site-damaged');
    tamper(path, `UPDATE contact SET photo = NULL; UPDATE site SET revision = ${2 ** 62}`);
    expect(codeOf(edit)).toBe('site-damaged');
  });
});

/** What the site is locked for; it shows Anna and refuses a change for that very reason. */
function lockOf(path: string, options?: { readOnly: boolean }): string | undefined {
  const site = closing(openSite(path, options));
  expect([...site.eachContact()].map(({ givenName }) => givenName)).toEqual(['Anna']);
  expect(site.find({ search: 'anna' })).toHaveLength(1);
  const { locked } = site.info();
  for (const write of [
    () => add(site, { givenName: 'B' }),
    () => site.undo(),
    () => site.memory.setRead('1', 'now'),
    () => site.saveTemplate('t', {}),
  ]) {
    expect(codeOf(write)).toBe(locked?.code);
  }
  site.close();
  return locked?.code;
}

describe('opening for reading only', () => {
  it('reads, and refuses every write', () => {
    const path = closedSite();
    const before = statSync(path).mtimeMs;
    expect(lockOf(path, { readOnly: true })).toBe('site-for-reading');
    expect(statSync(path).mtimeMs).toBe(before);
  });

  it('of a file of a newer version, which is not changed', () => {
    const path = closedSite();
    tamper(path, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    const before = readFileSync(path);
    expect(lockOf(path)).toBe('site-newer');
    expect(lockOf(path, { readOnly: true })).toBe('site-newer');
    expect(readFileSync(path)).toEqual(before);
    tamper(path, 'ALTER TABLE contact RENAME COLUMN company TO firm');
    expect(codeOf(() => [...closing(openSite(path)).eachContact()])).toBe('site-newer');
  });

  it('of a file of an earlier version, which is not changed either', () => {
    const path = earlier(1);
    const before = readFileSync(path);
    expect(lockOf(path, { readOnly: true })).toBe('site-for-reading');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(dirname(path))).toEqual([basename(path)]);
  });

  it('of a damaged file that can still be read', () => {
    const path = closedSite();
    const raw = new Sqlite(path);
    const root = Number(
      raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'report'").pluck().get(),
    );
    const page = Number(raw.pragma('page_size', { simple: true }));
    raw.close();
    writeFileSync(path, readFileSync(path).fill(0xff, (root - 1) * page, root * page));
    const before = readFileSync(path);
    expect(lockOf(path)).toBe('site-damaged');
    expect(lockOf(path, { readOnly: true })).toBe('site-damaged');
    expect(readFileSync(path)).toEqual(before);
  });

  it.skipIf(process.getuid?.() === 0)('of a file that may not be written, or in such a folder', () => {
    const path = closedSite();
    chmodSync(path, 0o444);
    expect(lockOf(path)).toBe('site-read-only');
    chmodSync(path, 0o644);
    chmodSync(dirname(path), 0o555);
    expect(lockOf(path)).toBe('site-read-only');
    chmodSync(dirname(path), 0o755);
  });
});

describe('two connections to one file', () => {
  it('one writes, the other reads on and is told quickly that it may not write', () => {
    const path = somewhere();
    const first = newSite(path);
    const second = closing(openSite(path));
    add(first, { givenName: 'Anna' });
    byHand(first, (change) => {
      change.updateContact(1, { givenName: 'Berta' });
      expect(second.contacts([1])[0]?.givenName).toBe('Anna');
      const start = performance.now();
      expect(codeOf(() => add(second, { givenName: 'C' }))).toBe('site-busy');
      expect(codeOf(() => second.undo())).toBe('site-busy');
      expect(codeOf(() => second.memory.setRead('1', 'now'))).toBe('site-busy');
      expect(performance.now() - start).toBeLessThan(2000);
    });
    expect(second.contacts([1])[0]?.givenName).toBe('Berta');
    expect(second.revision()).toBe(first.revision());
    expect(add(second, { givenName: 'C' })).toBe(2);
    expect(first.find({})).toEqual([1, 2].toSorted((a, b) => a - b));
  });

  it('closing one leaves the other working', () => {
    const path = somewhere();
    const first = newSite(path);
    const second = openSite(path);
    add(first, { givenName: 'Anna' });
    second.close();
    add(first, { givenName: 'Berta' });
    expect(first.find({})).toHaveLength(2);
  });
});
