/** What is laid down for a moment, with personal data in it, is there for a moment only. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ApplicationHost } from '../../main/api/host.ts';
import { createSite } from '../../main/site/open.ts';
import { begin, command, start, type Running } from '../command.ts';
import { eventually } from '../eventually.ts';
import { fileOf } from './site/versions/write.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-temporary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const site = join(folder, 'site.switchbook');
createSite(site, 'commander-6000', 'FR').close();

/** A temporary folder of its own, and what is in it. */
function place(): { TMPDIR: string; env: Record<string, string>; held: () => string[] } {
  const TMPDIR = mkdtempSync(join(folder, 'tmp-'));
  const held = (): string[] => readdirSync(TMPDIR, { recursive: true, encoding: 'utf8' });
  return { TMPDIR, env: { TMPDIR, XDG_DATA_HOME: folder }, held };
}

async function opened(env: Record<string, string>): Promise<Running> {
  const running = await start(['open', site, '--browser', '--json'], env);
  onTestFinished(() => running.kill());
  return running;
}

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('a window ended by %s leaves nothing', async (signal) => {
  const at = place();
  const { child } = await opened(at.env);
  expect(at.held()).not.toEqual([]);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(at.held()).toEqual([]);
});

it('a killed program leaves its folder to the next start, which leaves the folders of others alone', async () => {
  const at = place();
  const killed = await opened(at.env);
  const [left] = at.held();
  const other = await opened(at.env);
  const used = at.held().filter((name) => !name.startsWith(left ?? ''));
  await killed.kill();
  expect(at.held()).toContain(left);
  expect(command(['contacts', '--site', site], at.env).code).toBe(0);
  expect(at.held()).toEqual(used);
  expect(used.length).toBeGreaterThan(0);
  await other.kill();
});

it('what was being made when its program was killed goes when nobody can be making it any more', () => {
  const at = place();
  const [old, fresh, foreign] = ['switchbook-passing-old', 'switchbook-passing-new', 'other-old'];
  for (const name of [old, fresh, foreign]) mkdirSync(join(at.TMPDIR, name));
  const longAgo = Date.now() / 1000 - 90_000;
  for (const name of [old, foreign]) utimesSync(join(at.TMPDIR, name), longAgo, longAgo);
  expect(command(['contacts', '--site', site], at.env).code).toBe(0);
  expect(at.held().sort()).toEqual([foreign, fresh]);
});

/** Ctrl-C asks for what goes on to be given up, and the second time for the end. */
const ENDS = [['SIGTERM'], ['SIGHUP'], ['SIGINT', 'SIGINT']] as const;

it.runIf(process.platform !== 'win32').each(ENDS)(
  'a command ended by %s while a pipe is read leaves nothing of what it read',
  async (...signals) => {
    const at = place();
    const pipe = join(mkdtempSync(join(folder, 'pipe-')), 'contacts.csv');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const child = begin(['import', pipe, '--site', site], at.env);
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    const end = openSync(pipe, 'r+');
    onTestFinished(() => closeSync(end));
    writeSync(end, 'Nachname;Telefon\nMustermann;030 1234567\n');
    await eventually(() => expect(at.held().some((name) => name.endsWith('contacts.csv'))).toBe(true));
    for (const signal of signals) {
      child.kill(signal);
      await delay(100);
    }
    expect(await ended).toEqual([null, signals[0]]);
    expect(at.held()).toEqual([]);
  },
);

/** Which is read in a copy of it: of a version before this one, and damaged, so that it is not brought up to date. */
function damaged(): string {
  const path = join(folder, 'damaged.switchbook');
  const raw = new Sqlite(path);
  raw.exec(readFileSync(fileOf(15), 'utf8'));
  const sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'report'";
  const root = z.number().parse(raw.prepare(sql).pluck().get());
  const page = z.number().parse(raw.pragma('page_size', { simple: true }));
  raw.close();
  writeFileSync(path, readFileSync(path).fill(0xff, (root - 1) * page, root * page));
  return path;
}

it('the copy of a site that a thread reads goes with the thread', async () => {
  const { TMPDIR, held } = place();
  vi.stubEnv('TMPDIR', TMPDIR);
  onTestFinished(() => void vi.unstubAllEnvs());
  const host = new ApplicationHost('cli');
  await host.call('site.open', { path: damaged() });
  const work = await host.call('export.run', { format: 'csv', privacyNoticeAccepted: true });
  expect(work).toMatchObject({ contacts: 2 });
  expect(held().filter((name) => name.endsWith('.switchbook'))).toHaveLength(2);
  await host.close();
  expect(held()).toEqual([]);
});
