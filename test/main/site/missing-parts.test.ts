/** Somebody has taken tables out of a site file with another program: SQLite finds nothing wrong with that. */
import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText, SwitchbookError, type Problem } from '../../../core/problem/problem.ts';
import { openSite } from '../../../main/site/open.ts';
import { restore } from '../../../main/site/restore.ts';
import { salvage } from '../../../main/site/salvage.ts';
import { problemOf } from '../../../main/api/problem-of.ts';
import { codeAfter } from '../../problem-of.ts';
import { add, closing, newSite, somewhere } from './help.ts';
import { fileOf } from './versions/write.ts';

const parts = z.array(z.object({ type: z.enum(['table', 'index']), name: z.string() }));

/** A site with one contact, Anna, and a copy beside it. */
function closedSite(): string {
  const path = somewhere();
  const site = newSite(path);
  add(site, { givenName: 'Anna', numbers: [{ kind: 'work', value: '200', e164: null }] });
  site.safety.keep('hand');
  site.close();
  return path;
}

function tamper<T>(path: string, work: (raw: Sqlite.Database) => T): T {
  const raw = new Sqlite(path);
  raw.pragma('foreign_keys = 0');
  const result = work(raw);
  raw.close();
  return result;
}

const partsOf = (path: string) =>
  tamper(path, (raw) =>
    parts.parse(raw.prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").all()),
  );

const without = (type: string, name: string, path = closedSite()): string => {
  tamper(path, (raw) => raw.exec(`DROP ${type} "${name}"`));
  return path;
};

/** Why nothing is written to it, or why it cannot be opened at all. */
function said(path: string): Problem | null {
  try {
    using site = openSite(path);
    return site.info().locked;
  } catch (error) {
    return problemOf(error);
  }
}

const faultsOf = (path: string): string[] => {
  using site = openSite(path);
  return site.safety.check().faults;
};

describe('a part of a site file that is missing', () => {
  it.each(partsOf(closedSite()))('is named when the file is opened: $type $name', ({ type, name }) => {
    expect(said(without(type, name))).toMatchObject({ code: 'site-parts-missing', params: { parts: name } });
  });

  it('is found by the check, by its name', () => {
    expect(faultsOf(closedSite())).toEqual([]);
    const path = without('TABLE', 'subscriber');
    expect(faultsOf(path)).toContain('subscriber: missing');
    expect(faultsOf(without('INDEX', 'contact_photo', path))).toEqual(
      expect.arrayContaining(['subscriber: missing', 'contact_photo: missing']),
    );
    const other = closedSite();
    tamper(other, (raw) =>
      raw.exec('ALTER TABLE pbx DROP COLUMN serial; ALTER TABLE contact RENAME note TO remark'),
    );
    expect(faultsOf(other)).toEqual(['contact.note: missing', 'pbx.serial: missing']);
  });

  it('is named in the file of an earlier version, which is left as it is', () => {
    const path = somewhere();
    tamper(path, (raw) => raw.exec(readFileSync(fileOf(12), 'utf8')));
    for (const name of ['subscriber', 'entry']) without('TABLE', name, path);
    const before = readFileSync(path);
    expect(said(path)).toMatchObject({ code: 'site-parts-missing', params: { parts: 'subscriber, entry' } });
    expect(readFileSync(path)).toEqual(before);
  });

  it('keeps the rest from being written, and says what to do in every language', () => {
    const path = without('TABLE', 'base_group');
    const site = closing(openSite(path));
    expect([...site.eachContact()].map(({ givenName }) => givenName)).toEqual(['Anna']);
    expect(() => add(site, { givenName: 'Berta' })).toThrow(SwitchbookError);
    const problem = said(path);
    for (const language of LANGUAGES) {
      const { message, remedy } =
        problem === null ? { message: '', remedy: '' } : problemText(problem, language);
      expect(message).toContain('base_group');
      expect(remedy).toMatch(/switchbook site restore.*switchbook site salvage/s);
    }
  });
});

describe('what is left of it', () => {
  it.each(['subscriber', 'step', 'contact_group', 'tally', 'site'])('is salvaged without %s', (name) => {
    const output = somewhere('saved.switchbook');
    salvage(without('TABLE', name), output);
    const saved = closing(openSite(output));
    expect(saved.info()).toMatchObject({ contacts: 1, locked: null });
    expect(saved.safety.check().faults).toEqual([]);
  });

  it.each(['subscriber', 'contact', 'site'])('gives way to a copy, and is kept: without %s', async (name) => {
    const path = without('TABLE', name);
    const { contacts, aside } = await restore(path, 1);
    expect(contacts).toBe(1);
    expect(said(path)).toBeNull();
    expect(faultsOf(path)).toEqual([]);
    expect(aside === null ? null : said(aside.path)?.params?.['parts']).toBe(name);
  });

  it('is no copy to go back to', async () => {
    const path = closedSite();
    using site = openSite(path);
    const [copy] = site.safety.copies();
    without('TABLE', 'subscriber', copy?.path);
    expect(site.safety.check().copies).toMatchObject([{ sound: false }]);
    expect(await codeAfter(restore(path, 1))).toBe('copy-damaged');
  });
});
