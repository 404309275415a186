import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createSite, openSite } from '../../main/site/open.ts';

const KILLS = process.env['CI'] ? 60 : 10;
const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));

/** The last revision that the writer said was committed before it was killed. */
async function writeAndKill(path: string, ms: number): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  writer.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  await once(writer.stdout, 'data');
  await pause(ms);
  writer.kill('SIGKILL');
  await once(writer, 'close');
  expect(writer.signalCode).toBe('SIGKILL');
  return Number(said.split('\n').at(-2));
}

function checkTables(path: string): void {
  const raw = new Sqlite(path);
  const value = (sql: string): unknown => raw.prepare(sql).pluck().get();
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(raw.pragma('foreign_key_check')).toEqual([]);
  const present = value('SELECT count(*) FROM contact WHERE present = 1');
  expect(value('SELECT coalesce(sum(count), 0) FROM step WHERE undone = 0')).toBe(present);
  expect(value('SELECT coalesce(sum(count), 0) FROM step')).toBe(value('SELECT count(*) FROM contact'));
  expect(value('SELECT count(*) FROM step WHERE id NOT IN (SELECT step FROM entry)')).toBe(0);
  raw.close();
}

it(`a writer killed ${KILLS} times loses nothing that it had committed, and leaves nothing half done`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-crash-'));
  try {
    const path = join(folder, 'office.switchbook');
    createSite(path, 'commander-6000', 'FR').close();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const committed = await writeAndKill(path, Math.random() * 60);
      checkTables(path);
      using site = openSite(path);
      // The one commit that the writer had no time to speak of may be there too.
      expect(site.revision() - committed).toBeGreaterThanOrEqual(0);
      expect(site.revision() - committed).toBeLessThanOrEqual(1);
      expect([...site.eachContact()].length).toBe(site.facets().all);
    }
    using site = openSite(path);
    if (process.env['CI'])
      console.info(`${KILLS} kills, ${site.revision()} changes, none lost, none half done`);
    while (site.undo() !== null);
    expect(site.find({})).toEqual([]);
    expect(site.groups()).toEqual([]);
    site.close();
    expect(readdirSync(folder)).toEqual(['office.switchbook']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 600_000);
