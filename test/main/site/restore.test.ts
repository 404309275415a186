import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptCopies } from '../../../main/site/copies.ts';
import { Database } from '../../../main/site/database.ts';
import { prepareEmpty } from '../../../main/site/making.ts';
import { openSite } from '../../../main/site/open.ts';
import { restore } from '../../../main/site/restore.ts';
import { codeAfter } from '../../problem-of.ts';
import { add, closing, newSite, somewhere } from './help.ts';

const names = (path: string): string[] => {
  using site = openSite(path);
  return site.contacts(site.find({})).map(({ givenName }) => givenName);
};

/** A site with a copy of when it had one contact; it has two now. */
function office(contacts = ['Anna']): { path: string; close: () => void } {
  const path = somewhere();
  const site = newSite(path);
  for (const givenName of contacts) add(site, { givenName });
  site.safety.keep('hand');
  add(site, { givenName: 'Zoé' });
  return { path, close: () => site.close() };
}

describe('a kept copy that is restored', () => {
  it('is seen by whoever has the site open, and what stood there can be restored in turn', async () => {
    const { path } = office();
    const window = closing(openSite(path));
    const other = closing(openSite(path));
    expect(window.find({})).toHaveLength(2);
    const { aside, contacts } = await restore(path, 1);
    expect([contacts, aside?.reason, aside?.number]).toEqual([1, 'restore', 2]);
    expect(window.find({})).toHaveLength(1);
    expect(other.revision()).toBe(3);
    // It goes on as any site: its history is that of the copy.
    expect(window.history(10)).toHaveLength(1);
    add(other, { givenName: 'Bea' });
    expect(window.find({ search: 'bea' })).toHaveLength(1);
    expect(window.safety.check().faults).toEqual([]);
    await restore(path, 2);
    expect(names(path)).toEqual(['Anna', 'Zoé']);
    expect(window.revision()).toBe(5);
  });

  it('stays however many copies come after it', async () => {
    const { path } = office();
    const { aside } = await restore(path, 1);
    using site = openSite(path);
    site.safety.setKeeping({ copies: 3, copyDays: 1, deletedDays: null, reportDays: null });
    for (let i = 0; i < 6; i += 1) site.safety.keep('hand');
    const kept = keptCopies(path);
    expect(kept.map(({ number }) => number)).toEqual([8, 7, 6, 2]);
    expect(kept.at(-1)?.path).toBe(aside?.path);
  });

  it('is one of those that are still there: another window lets copies go at any moment', () => {
    const { path } = office();
    const [kept] = keptCopies(path);
    symlinkSync('gone', join(dirname(kept?.path ?? ''), '0009_20260101T000000Z_hand.switchbook'));
    expect(keptCopies(path)).toEqual([kept]);
  });

  it('takes the place of a damaged file, which is kept byte by byte', async () => {
    for (const damage of [
      (path: string) => writeFileSync(path, readFileSync(path).fill(0, 0, 100)),
      (path: string) => writeFileSync(path, readFileSync(path).fill(0x77, 40_000, 120_000)),
      (path: string) => truncateSync(path, 20_000),
      (path: string) => writeFileSync(path, ''),
      (path: string) => {
        writeFileSync(path, 'Once upon a time');
        appendFileSync(path, Buffer.alloc(70_000, 1));
      },
      // SQLite finds nothing wrong with a site that says nothing of itself.
      (path: string) => {
        const db = new Database(path, false);
        db.script('DELETE FROM site');
        db.close();
      },
    ]) {
      const { path, close } = office();
      close();
      damage(path);
      const damaged = readFileSync(path);
      const { aside } = await restore(path, 1);
      expect(names(path)).toEqual(['Anna']);
      expect(aside === null ? null : readFileSync(aside.path).equals(damaged)).toBe(true);
    }
  });

  it('comes back where the file is gone', async () => {
    const { path, close } = office();
    close();
    rmSync(path);
    expect(await restore(path, 1)).toEqual({ contacts: 1, aside: null });
    expect(names(path)).toEqual(['Anna']);
  });

  it('changes nothing where the copy is damaged or unknown', async () => {
    const { path } = office();
    const [copy] = keptCopies(path);
    if (copy === undefined) throw new Error('No copy was kept');
    writeFileSync(copy.path, readFileSync(copy.path).fill(0x55, 20_000, 60_000));
    expect(await codeAfter(restore(path, 1))).toBe('copy-damaged');
    expect(await codeAfter(restore(path, 9))).toBe('copy-missing');
    expect(names(path)).toEqual(['Anna', 'Zoé']);
    expect(keptCopies(path)).toHaveLength(1);
  });

  it('waits for nobody: while somebody writes nothing is replaced, and nothing is left behind', async () => {
    const { path } = office();
    const writer = new Database(path, false);
    writer.script('BEGIN IMMEDIATE');
    expect(await codeAfter(restore(path, 1))).toBe('site-busy');
    writer.script('ROLLBACK');
    writer.close();
    expect(names(path)).toEqual(['Anna', 'Zoé']);
    expect(keptCopies(path)).toHaveLength(1);
  });

  it('is brought to the current version', async () => {
    const path = somewhere();
    const site = newSite(path);
    add(site, { givenName: 'Zoé' });
    const folder = path.replace('.switchbook', '.backups');
    mkdirSync(folder);
    prepareEmpty(join(folder, '0001_20260101T000000Z_hand.switchbook'), 3, (db) => {
      db.run("INSERT INTO site (id, device, country, revision) VALUES (1, 'commander-6000', 'BE', 7)");
    });
    await restore(path, 1);
    expect(site.info()).toMatchObject({ locked: null, country: 'BE', contacts: 0, revision: 8 });
    add(site, { givenName: 'Bea' });
    site.close();
    expect(names(path)).toEqual(['Bea']);
  });
});
