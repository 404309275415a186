/** One command over a folder of sites: one summary, and nothing that fails stops the rest. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

const SITES = 30;
/** Brackets and braces of a folder above mean nothing. */
const folder = mkdtempSync(join(tmpdir(), 'switchbook-[sites]{a}-'));
const customers = join(folder, 'customers');
const pattern = join(customers, '*.switchbook');
const name = (i: number): string => join(customers, `customer-${String(i).padStart(2, '0')}.switchbook`);
const BROKEN = 7;

const summary = z.object({
  sites: z.array(
    z.object({
      site: z.string(),
      outcome: z.enum(['done', 'failed', 'conflicts', 'rejected']),
      exit: z.number(),
      result: z.record(z.string(), z.unknown()).nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
});
const run = (...words: string[]) => command([...words, '--site', pattern]);
function over(...words: string[]) {
  const { code, stdout } = run(...words, '--json');
  return { code, ...summary.parse(JSON.parse(stdout)) };
}
const sound = <T extends { site: string }>(sites: readonly T[]): T[] =>
  sites.filter(({ site }) => site !== name(BROKEN));

beforeAll(() => {
  mkdirSync(customers);
  const first = name(0);
  expect(command(['site', 'create', first, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  const file = join(folder, 'people.csv');
  const rows = Array.from({ length: 50 }, (_, i) => `Person${i};01990012${String(i).padStart(2, '0')}`);
  writeFileSync(file, `Nom;Téléphone\n${rows.join('\n')}\n`);
  expect(command(['import', file, '--site', first]).code).toBe(0);
  for (let i = 1; i < SITES; i++) copyFileSync(first, name(i));
  writeFileSync(name(BROKEN), 'SQLite format 3\0 and nothing more');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command over many sites', () => {
  it('checks them all, says what came of each in order, and reports the broken one', () => {
    const { code, sites, ...counts } = over('check');
    expect(code).toBe(1);
    expect(counts).toEqual({ total: SITES, done: SITES - 1, failed: 1 });
    expect(sites.map(({ site }) => site)).toEqual(Array.from({ length: SITES }, (_, i) => name(i)));
    expect(sites[BROKEN]).toMatchObject({ outcome: 'failed', exit: 1, result: null });
    expect(sites[BROKEN]?.error?.code).toMatch(/^site-(?:foreign|damaged)$/);
    for (const { outcome, result } of sound(sites)) {
      expect([outcome, result?.['contacts']]).toEqual(['done', 50]);
    }
  });

  it('exports each to a file of its own', () => {
    const output = join(folder, '{folder}-{site}.csv');
    const { code, sites } = over('export', '--format', 'csv', '--output', output, '--accept-privacy-notice');
    expect(code).toBe(1);
    for (const { site } of sound(sites)) {
      const path = join(folder, `customers-${basename(site, '.switchbook')}.csv`);
      expect(readFileSync(path, 'utf8').split('\n').length).toBeGreaterThan(50);
    }
    expect(existsSync(join(folder, 'customers-customer-07.csv'))).toBe(false);
  });

  it('writes nothing where several would write to one file', () => {
    const output = join(folder, 'all.csv');
    const { code, stderr } = run('export', '--format', 'csv', '--output', output, '--accept-privacy-notice');
    expect([code, existsSync(output)]).toEqual([1, false]);
    expect(stderr).toContain('{site}');
  });

  it('counts contacts rather than listing those of all', () => {
    const { sites } = over('contacts', '--search', 'person1');
    for (const { result } of sound(sites)) expect(result).toEqual({ total: 11 });
  });

  it('verifies the files and keeps a copy of each', () => {
    for (const { result } of sound(over('site', 'check').sites)) expect(result).toMatchObject({ faults: [] });
    for (const { result } of sound(over('site', 'backup').sites)) {
      expect(result).toMatchObject({ copies: [{ reason: 'hand' }] });
    }
    expect(over('site', 'info').total).toBe(SITES);
  });

  it('fails each that has no connection, and says so of each', () => {
    const { code, sites, failed } = over('diff');
    expect([code, failed]).toEqual([1, SITES]);
    expect(new Set(sound(sites).map(({ error }) => error?.code))).toEqual(new Set(['no-connection']));
  });

  it('says it to people in lines, with a line for all of them', () => {
    const { code, stdout, stderr } = command([
      'contacts',
      '--site',
      join(customers, 'customer-0?.switchbook'),
    ]);
    expect(code).toBe(1);
    expect(stdout.match(/50 contacts/g)).toHaveLength(9);
    expect(stdout).toContain('10 sites: 9 done, 1 failed');
    expect(stderr).toContain(`${name(BROKEN)}: `);
  });

  it.each([
    [
      'a pattern that nothing matches',
      1,
      ['check', '--site', join(customers, '*.nothing')],
      'No file matches',
    ],
    ['a command for one site', 1, ['undo', '--site', pattern], 'one site at a time'],
  ])('refuses %s', (_, code, words, said) => {
    const { code: ended, stderr } = command(words);
    expect([ended, stderr.includes(said)]).toEqual([code, true]);
  });

  it('takes a file whose name has a star for that file', () => {
    const odd = join(customers, 'a*b.switchbook');
    copyFileSync(name(0), odd);
    expect(JSON.parse(command(['contacts', '--site', odd, '--json']).stdout)).toMatchObject({ total: 50 });
    rmSync(odd);
  });
});
