/** One command over many sites: what it takes of memory at most does not grow with their number. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';
import { BROKEN_CUSTOMER, makeCustomers } from '../../customers.ts';

const CONTACTS = 2000;
const [FEW, MANY] = [10, 40];
/** Room for four sites at once. Where there is more, garbage waits longer to be collected, and looks like growth. */
const ROOM = '--max-old-space-size=64 --max-semi-space-size=1';
/** 30 sites that stayed open would make it 1.3. */
const MOST_GROWTH = 1.12;

const folder = mkdtempSync(join(tmpdir(), 'switchbook-sites-memory-'));
const sayPeak = `process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS))`;
const NODE_OPTIONS = `${ROOM} --import=data:text/javascript,${encodeURIComponent(sayPeak)}`;
const summary = z.object({
  sites: z.array(z.object({ site: z.string(), error: z.object({ code: z.string() }).nullable() })),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
});

beforeAll(() => {
  for (const count of [FEW, MANY]) makeCustomers(join(folder, String(count)), count, CONTACTS);
});
afterAll(() => rmSync(folder, { recursive: true }));

function over(count: number, words: readonly string[]) {
  const site = join(folder, String(count), '*.switchbook');
  const { code, stdout, stderr } = command([...words, '--site', site, '--json'], { NODE_OPTIONS });
  const { sites, ...counts } = summary.parse(JSON.parse(stdout));
  const failures = sites.flatMap((one) => (one.error === null ? [] : [{ ...one.error, site: one.site }]));
  return { code, counts, failures, peak: Number(/peak (\d+)/.exec(stderr)?.[1]) };
}

describe(`${MANY} sites of ${CONTACTS} contacts`, () => {
  it.each([
    ['checked', ['check']],
    [
      'exported',
      [
        'export',
        '--format',
        'csv',
        '--accept-privacy-notice',
        '--output',
        join(folder, '{folder}-{site}.csv'),
      ],
    ],
  ])(`are %s in the memory that ${FEW} take; the broken one is reported and skipped`, (_, words) => {
    const [few, many] = [over(FEW, words), over(MANY, words)];
    for (const [count, { code, counts, failures }] of [
      [FEW, few],
      [MANY, many],
    ] as const) {
      expect(code).toBe(1);
      expect(counts).toEqual({ total: count, done: count - 1, failed: 1 });
      expect(failures).toEqual([
        expect.objectContaining({ site: join(folder, String(count), BROKEN_CUSTOMER), code: 'site-foreign' }),
      ]);
    }
    expect(many.peak / few.peak).toBeLessThan(MOST_GROWTH);
  });

  it('leave a file each, and none of the broken one', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    expect(files.length).toBe(FEW + MANY - 2);
    expect(files.filter((name) => name.includes('customer-007'))).toEqual([]);
  });
});
