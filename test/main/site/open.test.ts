import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSite, openSite } from '../../../main/site/open.ts';
import { APPLICATION_ID, MIGRATIONS } from '../../../main/site/schema.ts';
import { add, byHand, closing, complaint, newSite, somewhere } from './help.ts';

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

describe('a site of an earlier version', () => {
  it.each(MIGRATIONS.map((_, i) => i + 1))('%i is brought to this one, with everything in it', (version) => {
    const path = somewhere();
    tamper(
      path,
      `${MIGRATIONS.slice(0, version).join('\n')}
       PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version};
       INSERT INTO site (id, device, country, revision) VALUES (1, 'commander-6000', 'FR', 3);
       INSERT INTO contact (salutation, givenName, familyName, displayName, company, department, position,
         birthday, shortCode, note, numbers, emails, urls, addresses, photo, initial, sortKey, haystack, present)
       VALUES ('', 'Anna', 'Ott', '', '', '', '', '', '', '',
         '[{"kind":"work","value":"200","e164":null}]', '[]', '[]', '[]', NULL, 'A', 'anna ott', 'anna', 1);
       INSERT INTO contact_group (name, kind, standardForNew, sortKey, present)
         VALUES ('Clients', 'standard', 0, 'clients', 1);`,
    );
    const site = closing(openSite(path));
    const [contact] = site.eachContact();
    expect(contact).toMatchObject({ givenName: 'Anna', familyName: 'Ott', card: '' });
    expect(site.groups()).toMatchObject([{ name: 'Clients', direction: 'both' }]);
    expect([site.backups.list(), site.reports.uploads(10)]).toEqual([[], []]);
    add(site, { givenName: 'Zoë', card: 'X-HOBBY:Schach' });
    expect([...site.eachContact()].map(({ card }) => card)).toEqual(['', 'X-HOBBY:Schach']);
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
    expect(complaint(() => createSite(path, 'commander-6000', 'FR'))).toBe('site-exists');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const other = join(dirname(path), 'none', 'a.switchbook');
    expect(complaint(() => createSite(other, 'commander-6000', 'FR'))).toBe('site-folder-missing');
    const unknown = somewhere();
    expect(complaint(() => createSite(unknown, 'toaster', 'FR'))).toBe('device-unknown');
    expect(readdirSync(dirname(unknown))).toEqual([]);
  });
});

describe('a file that cannot be opened', () => {
  it('is missing, or a folder', () => {
    const path = somewhere();
    expect(complaint(() => openSite(path))).toBe('site-missing');
    mkdirSync(path);
    expect(complaint(() => openSite(path))).toBe('site-folder');
    expect(complaint(() => openSite(join(path, 'below')))).toBe('site-missing');
  });

  it.each([
    ['empty', ''],
    ['a table of comma-separated values', 'Name;Number\nAnna;12\n'.repeat(100)],
    ['cut off in the header', 'SQLite format 3\0'],
  ])('is no database: %s', (_what, content) => {
    const path = somewhere();
    writeFileSync(path, content);
    expect(complaint(() => openSite(path))).toBe('site-foreign');
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('is the database of another program, and is not touched', () => {
    const path = somewhere();
    tamper(path, 'CREATE TABLE bookmarks (url TEXT)');
    const before = readFileSync(path);
    expect(complaint(() => openSite(path))).toBe('site-foreign');
    expect(readFileSync(path)).toEqual(before);
  });

  it('was written by a newer version, and is not touched', () => {
    const path = closedSite();
    tamper(path, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    const before = readFileSync(path);
    expect(complaint(() => openSite(path))).toBe('site-newer');
    expect(readFileSync(path)).toEqual(before);
  });

  it('has lost a table, or holds content that is none', () => {
    const path = closedSite();
    tamper(path, 'DROP TABLE report; DROP TABLE subscriber');
    expect(complaint(() => closing(openSite(path)).subscribers())).toBe('site-damaged');
    const other = closedSite();
    tamper(other, `UPDATE contact SET numbers = '[{"kind":"moon"'`);
    expect(complaint(() => [...closing(openSite(other)).eachContact()])).toBe('site-damaged');
  });

  it.skipIf(process.getuid?.() === 0)('may not be written', () => {
    const path = closedSite();
    chmodSync(path, 0o444);
    expect(complaint(() => openSite(path))).toBe('site-read-only');
  });
});

describe('opening for reading only', () => {
  it('reads, and refuses every write', () => {
    const path = closedSite();
    const before = statSync(path).mtimeMs;
    const site = openSite(path, { readOnly: true });
    expect(site.find({ search: 'anna' })).toEqual([1]);
    expect(complaint(() => add(site, { givenName: 'B' }))).toBe('site-read-only');
    expect(complaint(() => site.undo())).toBe('site-read-only');
    site.close();
    expect(statSync(path).mtimeMs).toBe(before);
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
      expect(complaint(() => add(second, { givenName: 'C' }))).toBe('site-busy');
      expect(complaint(() => second.undo())).toBe('site-busy');
      expect(complaint(() => second.memory.setRead('1', 'now'))).toBe('site-busy');
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
