/**
 * 300 sites of 2 000 contacts checked and exported from one command each: every site has its outcome, the broken
 * one is reported and skipped, and what is held in memory at the end does not grow with their number. The peak is
 * printed too: it holds garbage that nobody has had to collect yet.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeCustomers } from '../test/customers.ts';

const FEW = 30;
const MANY = 300;
const CONTACTS = 2000;
/** What is held after all sites as a multiple of that after a tenth of them. */
const MOST_GROWTH = 1.05;

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-sites-'));
const entry = join(import.meta.dirname, '..', 'dist', 'main', 'switchbook.js');
const atEnd = `process.on('exit', () => {
  globalThis.gc();
  console.error('held ' + process.memoryUsage().heapUsed + ' peak ' + process.resourceUsage().maxRSS * 1024);
})`;
const MEGABYTE = 1024 * 1024;
const summary = z.object({ total: z.number(), done: z.number(), failed: z.number() });

function prepare(count: number): string {
  const sites = join(folder, String(count));
  makeCustomers(sites, count, CONTACTS);
  return join(sites, '*.switchbook');
}

function run(pattern: string, words: readonly string[]) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      `data:text/javascript,${encodeURIComponent(atEnd)}`,
      entry,
      ...words,
      '--site',
      pattern,
      '--json',
    ],
    { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 },
  );
  const [, held = NaN, peak = NaN] = /held (\d+) peak (\d+)/.exec(stderr) ?? [];
  const { total, done, failed } = summary.parse(JSON.parse(stdout));
  if (status !== 1 || failed !== 1 || done !== total - 1) process.exitCode = 1;
  return {
    total,
    failed,
    seconds: (performance.now() - started) / 1000,
    held: Number(held) / MEGABYTE,
    peak: Number(peak) / MEGABYTE,
  };
}

try {
  const few = prepare(FEW);
  const many = prepare(MANY);
  const commands = [
    ['check'],
    ['export', '--format', 'csv', '--accept-privacy-notice', '--output', join(folder, '{folder}-{site}.csv')],
  ];
  for (const words of commands) {
    const [some, all] = [run(few, words), run(many, words)];
    const growth = all.held / some.held;
    const passed = growth <= MOST_GROWTH;
    if (!passed) process.exitCode = 1;
    console.log(
      `${words[0] ?? ''}: ${all.total} sites of ${CONTACTS} contacts in ${all.seconds.toFixed(1)} s, ${all.failed} failed; ` +
        `holds ${all.held.toFixed(1)} MB (peak ${all.peak.toFixed(0)}), ${growth.toFixed(2)}x that of ${some.total} sites (at most ${MOST_GROWTH}x) ${passed ? 'ok' : 'TOO MUCH'}`,
    );
  }
  const exported = readdirSync(folder).filter((name) => name.endsWith('.csv')).length;
  console.log(`${exported} files exported`);
  if (exported !== FEW + MANY - 2) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
