/** Ids that no contact has: each is named, and what is asked for is done to the others. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

let folder: string;
const run = (...words: string[]) => command([...words, '--site', join(folder, 'office.switchbook')]);
const listed = z.object({ contacts: z.array(z.object({ id: z.number(), groups: z.array(z.string()) })) });
const contacts = () => listed.parse(JSON.parse(run('contacts', '--json').stdout)).contacts;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchbook-missing-'));
  const site = join(folder, 'office.switchbook');
  command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
  const file = join(folder, 'people.csv');
  writeFileSync(file, 'Nom;Téléphone\nAdam;0199001122\nBert;0199001133\nCora;0199001144\n');
  expect(run('import', file).code).toBe(0);
  expect(run('groups', 'create', 'Clients').code).toBe(0);
});
afterEach(() => rmSync(folder, { recursive: true }));

const missing = (id: number) => ({
  code: 'contact-missing',
  severity: 'error',
  column: '<id>',
  value: String(id),
  message: `There is no contact ${id} in this site.`,
  remedy: 'Look for it in the list of contacts; if it was deleted, undo brings it back.',
});

it.each([
  [['contacts', 'delete', '1', '77', '2', '88', '77'], { deleted: 2 }, [{ id: 3, groups: [] }]],
  [['contacts', 'bulk', 'delete', '--ids', '1', '2', '77', '88'], { changed: 2 }, [{ id: 3, groups: [] }]],
  [
    ['contacts', 'assign', 'Clients', '88', '2', '77'],
    { changed: 1, companion: null },
    [
      { id: 1, groups: [] },
      { id: 2, groups: ['Clients'] },
      { id: 3, groups: [] },
    ],
  ],
])('%j', (words, done, left) => {
  const { code, stdout } = run(...words, '--json');
  const said: unknown = JSON.parse(stdout);
  expect(said).toMatchObject(done);
  const ids = words.filter((word) => /^(?:77|88)$/.test(word)).map(Number);
  expect(said).toHaveProperty('problems', [...new Set(ids)].map(missing));
  expect([code, contacts()]).toEqual([4, left]);
});

it('are named to people in their language, and nothing else is said where all is well', () => {
  const { code, stdout } = command(
    ['contacts', 'delete', '77', '--site', join(folder, 'office.switchbook')],
    {
      LANG: 'de_DE.UTF-8',
    },
  );
  expect(stdout).toContain('In dieser Anlage gibt es keinen Kontakt 77. Suchen Sie ihn');
  expect([code, contacts()]).toEqual([4, expect.objectContaining({ length: 3 })]);
  const fine = run('contacts', 'delete', '1', '--json');
  expect([fine.code, JSON.parse(fine.stdout)]).toEqual([0, { deleted: 1, problems: [] }]);
});

it('leave no step behind where there is nothing to do', () => {
  const steps = () => run('history').stdout;
  const before = steps();
  expect(run('contacts', 'delete', '77').code).toBe(4);
  expect(run('contacts', 'bulk', 'set', 'company', 'Acme', '--ids', '77').code).toBe(4);
  expect(run('contacts', 'assign', 'Clients', '77').code).toBe(4);
  expect(steps()).toBe(before);
});

it('are an error where a command is about all of them together', () => {
  for (const words of [
    ['duplicates', 'merge', '1', '77'],
    ['duplicates', 'distinct', '1', '77'],
    ['privacy', 'erase', '--yes', '--contact', '1', '77'],
    ['qr', '--contact', '77', '--output', join(folder, 'x.svg')],
    ['photo', '--contact', '77'],
  ]) {
    const { code, stderr } = run(...words);
    expect([words, code, stderr]).toEqual([words, 1, expect.stringContaining('There is no contact 77')]);
  }
  expect(contacts()).toHaveLength(3);
});
