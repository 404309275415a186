import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-files-'));
const site = join(folder, 'office.switchbook');
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command says as JSON; it ends with this code. */
function json(words: readonly string[], code = 0): Record<string, unknown> {
  const done = command([...words, '--json']);
  expect([done.code, done.stderr]).toEqual([code, code === 0 || code === 3 ? '' : done.stderr]);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(done.stdout));
}

beforeAll(() => {
  json(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
  for (const [name, people] of [
    ['first', 'Anna Ott;0612345678\nBert Ulm;0612345679'],
    ['second', 'Cleo Ost;0612345680'],
  ] as const) {
    writeFileSync(at(`${name}.csv`), `Name;Mobile\n${people}\n`);
    json(['import', at(`${name}.csv`), '--site', site]);
  }
});

describe('the site file on the command line', () => {
  it('is checked with the copies beside it, one of them from before the second import', () => {
    const found = json(['site', 'check', '--site', site]);
    expect(found).toMatchObject({
      contacts: 3,
      faults: [],
      locked: null,
      copies: [{ reason: 'import', sound: true }],
    });
    const kept = json([
      'site',
      'backup',
      '--site',
      site,
      '--keep',
      '5',
      '--days',
      'ever',
      '--report-days',
      '30',
    ]);
    expect(kept).toMatchObject({
      copies: [{ reason: 'hand', number: 2 }, { reason: 'import' }],
      keeping: { copies: 5, copyDays: null, deletedDays: null, reportDays: 30 },
    });
    expect(json(['site', 'backup', '--site', site, '--list'])).toEqual(kept);
  });

  it('gets another device and country, and the ones it had with undo', () => {
    const changed = json(['site', 'change', '--site', site, '--device', 'compact-5000', '--country', 'de']);
    expect(changed).toMatchObject({ device: 'compact-5000', country: 'DE' });
    expect(json(['site', 'change', '--site', site, '--country', 'AT'])).toMatchObject({
      device: 'compact-5000',
      country: 'AT',
    });
    json(['undo', '--site', site]);
    json(['undo', '--site', site]);
    expect(json(['site', 'info', '--site', site])).toMatchObject({ device: 'commander-6000', country: 'FR' });
    json(['site', 'change', '--site', site, '--country', 'UK'], 2);
  });

  it('is copied, never over another file, and compacted', () => {
    json(['site', 'copy', '--site', site, '--output', at('copy.switchbook')]);
    expect(json(['contacts', '--site', at('copy.switchbook')])).toMatchObject({ total: 3 });
    expect(json(['site', 'copy', '--site', site, '--output', at('copy.switchbook')], 1)).toMatchObject({
      error: { code: 'site-exists' },
    });
    expect(json(['site', 'compact', '--site', site])).toMatchObject({ steps: 0, contacts: 0 });
  });

  it('is restored from a copy, and from the state that was there before', () => {
    const restored = json(['site', 'restore', site, '--copy', '1']);
    expect(restored).toMatchObject({ contacts: 2, aside: { number: 3, reason: 'restore' } });
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 2 });
    expect(json(['site', 'restore', site, '--copy', '3'])).toMatchObject({ contacts: 3 });
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 3 });
    expect(json(['site', 'restore', site, '--copy', '77'], 1)).toMatchObject({
      error: { code: 'copy-missing' },
    });
  });

  it('is salvaged from a damaged file', () => {
    const damaged = at('damaged.switchbook');
    writeFileSync(damaged, readFileSync(site).fill(0, 0, 100));
    expect(json(['contacts', '--site', damaged], 1)).toMatchObject({ error: { code: 'site-damaged' } });
    const saved = at('saved.switchbook');
    expect(json(['site', 'salvage', damaged, '--output', saved])).toMatchObject({ output: saved });
    expect(json(['contacts', '--site', saved])).toMatchObject({ total: 3 });
    expect(command(['site', 'salvage', damaged, '--output', saved]).code).toBe(1);
  });
});

describe('the history on the command line', () => {
  it('takes the first import back and says what was changed since', () => {
    const { steps } = z
      .object({ steps: z.array(z.object({ id: z.number(), action: z.string() })) })
      .parse(json(['history', '--site', site]));
    const step = String(steps.at(-1)?.id);
    const preview = json(['undo', '--step', step, '--dry-run', '--site', site]);
    expect(preview).toMatchObject({ done: false, collided: 0 });
    expect(json(['undo', '--step', step, '--site', site])).toMatchObject({ done: true });
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 1 });
    expect(command(['history', '--site', site]).stdout).toContain(`Step ${step} taken back`);
    json(['undo', '--site', site]);
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 3 });
    expect(command(['undo', '--step', '999', '--site', site]).code).toBe(1);
  });

  it('is written to a file, and read of one contact', () => {
    for (const name of ['history.csv', 'history.json']) {
      json(['history', '--site', site, '--output', at(name)]);
      expect(readFileSync(at(name), 'utf8')).toContain('first.csv');
    }
    expect(readFileSync(at('history.csv'), 'utf8')).toContain('step;at;role;by;action');
    expect(json(['history', '--contact', '1', '--site', site])).toMatchObject({
      changes: [
        { change: { change: 'vanish' }, step: { action: 'undo-step', undone: true } },
        { change: { change: 'appear' }, step: { source: { kind: 'file', name: 'first.csv' } } },
      ],
    });
  });
});

describe('privacy on the command line', () => {
  it('tells everything, and erases only when that is confirmed', () => {
    json(['privacy', 'export', '--contact', '3', '--site', site, '--output', at('cleo.json')]);
    expect(readFileSync(at('cleo.json'), 'utf8')).toContain('Cleo');
    expect(command(['privacy', 'erase', '--contact', '3', '--site', site]).code).toBe(2);
    expect(json(['privacy', 'deleted', '--site', site])).toEqual({ people: [] });
    expect(json(['privacy', 'erase', '--contact', '3', '--dry-run', '--site', site])).toMatchObject({
      contacts: 1,
    });
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 3 });
    const erased = z
      .object({ contacts: z.literal(1), copies: z.array(z.string()).min(1) })
      .parse(json(['privacy', 'erase', '--contact', '3', '--yes', '--copies', '--site', site]));
    expect(erased.copies.filter((path) => existsSync(path))).toEqual([]);
    expect(json(['contacts', '--site', site])).toMatchObject({ total: 2 });
    expect(readFileSync(site).includes('Cleo')).toBe(false);
  });
});
