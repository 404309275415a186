/** Several programs on one site file at once: each change of each of them is there, once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createSite, openSite } from '../../main/site/open.ts';

const PROGRAM = fileURLToPath(new URL('neighbour.ts', import.meta.url));
const PROGRAMS = ['Anna', 'Bea', 'Cleo'];
const CHANGES = process.env['CI'] ? 150 : 40;

const folder = mkdtempSync(join(tmpdir(), 'switchbook-neighbours-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`${PROGRAMS.length} programs make ${CHANGES} changes each`, async () => {
  const path = join(folder, 'office.switchbook');
  createSite(path, 'commander-6000', 'FR').close();
  const ends = PROGRAMS.map((name) =>
    once(
      spawn(process.execPath, [PROGRAM, path, name, String(CHANGES)], {
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
      'close',
    ),
  );
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  using site = openSite(path);
  const names = [...site.eachContact()].map(({ familyName }) => familyName).sort();
  const made = PROGRAMS.flatMap((name) => Array.from({ length: CHANGES }, (_, i) => `${name} ${i}`));
  expect(names).toEqual(made.sort());
  expect(site.revision()).toBe(made.length);
  expect(site.safety.check().faults).toEqual([]);
  // Each change is a step of its own, whoever made it.
  while (site.undo() !== null);
  expect(site.find({})).toEqual([]);
  site.close();
  expect(readdirSync(folder)).toEqual(['office.switchbook']);
}, 300_000);
