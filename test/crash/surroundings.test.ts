/** A disk that is full, a folder that cannot be written, a clock that is set back. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { add, newSite } from '../main/site/help.ts';

const PROGRAM = fileURLToPath(new URL('surroundings.ts', import.meta.url));
/** A disk of its own without being root: where the system lets nobody do that, there is none. */
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

describe('a disk of 4 MB', () => {
  it.skipIf(!canMount && process.env['CI'] === undefined)('that is full, then read-only (unshare)', () => {
    const disk = mkdtempSync(join(tmpdir(), 'switchbook-disk-'));
    try {
      const script = 'mount -t tmpfs -o size=4m none "$1" && exec "$2" "$3" "$1"';
      const words = ['-rm', 'sh', '-c', script, 'sh', disk, process.execPath, PROGRAM];
      const { stdout, stderr } = spawnSync('unshare', words, { encoding: 'utf8' });
      if (stdout === '') throw new Error(stderr);
      const met = z.looseObject({ written: z.number() }).parse(JSON.parse(stdout));
      expect(met.written).toBeGreaterThan(3);
      expect(met).toEqual({
        written: met.written,
        full: 'site-disk-full',
        heldWhenFull: met.written,
        copies: ['site-disk-full', 'site-disk-full', 'site-disk-full'],
        left: ['office.backups'],
        faults: [],
        heldAfter: met.written,
        opened: expect.toBeOneOf([null, 'site-disk-full']),
        afterRoom: null,
        readOnly: { locked: 'site-read-only', contacts: met.written - 1, change: 'site-read-only' },
      });
      if (process.env['CI']) console.info(`full after ${met.written} contacts, none lost`);
    } finally {
      rmSync(disk, { recursive: true, force: true });
    }
  });
});

describe('a clock that is set back', () => {
  afterEach(() => vi.useRealTimers());
  const at = (iso: string): unknown => vi.useFakeTimers({ toFake: ['Date'], now: new Date(iso) });

  it('mixes up neither the history nor the copies, and deletes none of the latest', () => {
    at('2030-01-01T00:00:00Z');
    const site = newSite();
    site.safety.setKeeping({ copies: 4, copyDays: 1, deletedDays: null, reportDays: null });
    for (const [iso, givenName] of [
      ['2030-01-01T00:00:00Z', 'first'],
      ['2020-01-01T00:00:00Z', 'second'],
      ['2040-01-01T00:00:00Z', 'third'],
      ['2020-01-02T00:00:00Z', 'fourth'],
      ['2020-01-03T00:00:00Z', 'fifth'],
    ] as const) {
      at(iso);
      add(site, { givenName });
      expect(site.safety.keep('daily')).not.toBeNull();
      // Nothing has changed since.
      expect(site.safety.keep('daily')).toBeNull();
    }
    expect(site.safety.copies().map(({ number }) => number)).toEqual([5, 4, 3]);
    expect(site.history(10).map(({ id }) => id)).toEqual([5, 4, 3, 2, 1]);
    site.undo();
    expect([...site.eachContact()].at(-1)?.givenName).toBe('fourth');
    at('2041-01-01T00:00:00Z');
    add(site, { givenName: 'sixth' });
    site.safety.keep('daily');
    // All others are older than a day now; three stay whatever the clock says.
    expect(site.safety.copies().map(({ number }) => number)).toEqual([6, 5, 4]);
  });
});
