/** Files of every earlier version, as that version wrote them; and a migration that is killed in its middle (R11). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openSite } from '../../main/site/open.ts';
import { MIGRATIONS } from '../../main/site/schema.ts';
import { fileOf, made, schemaOf } from '../main/site/versions/write.ts';

const KILLS = process.env['CI'] ? 40 : 8;
const MORE_CONTACTS = 8000;
const MIGRATOR = fileURLToPath(new URL('migrator.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'switchbook-migration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const versions = MIGRATIONS.map((_, i) => i + 1);

function fileWith(version: number, name: string, sql = ''): string {
  const path = join(folder, `${name}.switchbook`);
  const raw = new Sqlite(path);
  raw.exec(readFileSync(fileOf(version), 'utf8') + sql);
  raw.close();
  return path;
}

describe('the tables of a version', () => {
  it('are kept as that version wrote them, for every version but the one in work', () => {
    const missing = versions.slice(0, -1).filter((version) => !existsSync(fileOf(version)));
    expect(missing, 'node test/main/site/versions/write.ts').toEqual([]);
  });

  it.each(versions.filter((version) => existsSync(fileOf(version))))(
    '%i are still made by the same migrations: none that was released is edited',
    (version) => {
      const kept = new Sqlite(':memory:');
      kept.exec(readFileSync(fileOf(version), 'utf8'));
      expect(schemaOf(made(version))).toEqual(schemaOf(kept));
    },
  );

  it.each(versions.filter((version) => existsSync(fileOf(version))))(
    '%i come to the current ones with all that they hold',
    (version) => {
      const path = fileWith(version, `version-${version}`);
      using site = openSite(path);
      expect(site.info()).toMatchObject({ contacts: 2, locked: null });
      expect(site.safety.check().faults).toEqual([]);
      const [anna, etienne] = site.contacts([1, 2]);
      expect(anna).toMatchObject({
        familyName: 'Ott',
        birthday: '1970-02-28',
        note: 'Zeile 1\nZeile 2',
        numbers: [
          { kind: 'work', value: '200', e164: null },
          { kind: 'home', value: '030 "1', e164: '+49301' },
        ],
        emails: [{ kind: 'home', value: 'anna@ott.example' }],
        addresses: [{ city: 'Berlin' }],
        groups: ['Clients', 'DECT'],
      });
      expect(etienne).toMatchObject({ givenName: 'Étienne', company: 'Été & Cie', groups: ['Clients'] });
      expect(site.photo(1)?.type).toBe('image/png');
      expect(site.find({ search: 'ete cie' })).toEqual([2]);
      expect(site.find({ search: '0612345' })).toEqual([2]);
      expect(site.subscribers()).toMatchObject([
        { extension: '20', grants: { Clients: 'write' }, standardGroups: ['Clients'] },
      ]);
      expect(site.memory.connection()).toMatchObject({ connector: 'commander', user: '20' });
      expect([...site.memory.baseContacts().keys()]).toEqual([1]);
      site.undo();
      expect(site.contacts([1])[0]?.note).toBe('old');
    },
  );
});

const copies = (count: number): string => `
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
  INSERT INTO contact (salutation, givenName, familyName, displayName, company, department, position, birthday, shortCode,
    note, numbers, emails, urls, addresses, photo, initial, sortKey, haystack, present)
  SELECT salutation, 'Copy ' || i, familyName, displayName, company, department, position, birthday, shortCode,
    note, numbers, emails, urls, addresses, photo, initial, sortKey || i, haystack, 1 FROM contact, n WHERE id = 1;`;

async function migrate(path: string, killAfter: number | null): Promise<{ ms: number; done: boolean }> {
  const child = spawn(process.execPath, [MIGRATOR, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  await once(child.stdout, 'data');
  const began = performance.now();
  const closed = once(child, 'close');
  if (killAfter !== null) {
    await Promise.race([pause(killAfter), closed]);
    child.kill('SIGKILL');
  }
  await closed;
  return { ms: performance.now() - began, done: said.includes('done') };
}

it(`a migration that is killed ${KILLS} times has either happened or not, and is done at the next opening`, async () => {
  // The first one begins with cold files and takes longer.
  let ms = Infinity;
  for (const name of ['cold', 'warm']) {
    ms = Math.min(ms, (await migrate(fileWith(1, name, copies(MORE_CONTACTS)), null)).ms);
  }
  let inTheMiddle = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const path = fileWith(1, `killed-${kill}`, copies(MORE_CONTACTS));
    const { done } = await migrate(path, (ms * (kill + 1)) / (KILLS + 1));
    if (!done) inTheMiddle += 1;
    const raw = new Sqlite(path);
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect([1, MIGRATIONS.length]).toContain(raw.pragma('user_version', { simple: true }));
    raw.close();
    using site = openSite(path);
    expect(site.info()).toMatchObject({ contacts: MORE_CONTACTS + 2, locked: null });
    expect(site.find({ search: 'copy 77' }).length).toBeGreaterThan(0);
    site.close();
    rmSync(path);
    rmSync(path.replace('.switchbook', '.backups'), { recursive: true, force: true });
  }
  expect(inTheMiddle).toBeGreaterThan(0);
  if (process.env['CI'])
    console.info(
      `${KILLS} migrations killed, ${inTheMiddle} in their middle: all of them done at the next opening`,
    );
}, 600_000);
