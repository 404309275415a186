/** Bulk changes from the command line: shown, done, taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bulk-'));
const site = join(folder, 'office.switchbook');

const run = (...words: string[]) => command([...words, '--site', site]);
const bulk = (...words: string[]) => run('contacts', 'bulk', ...words);
const json = (...words: string[]): unknown => JSON.parse(bulk(...words, '--json').stdout);
const listed = z.object({
  contacts: z.array(
    z.object({
      id: z.number(),
      familyName: z.string(),
      company: z.string(),
      groups: z.array(z.string()),
      numbers: z.array(z.object({ value: z.string() })),
    }),
  ),
});
const contacts = (...words: string[]) =>
  listed.parse(JSON.parse(run('contacts', ...words, '--json').stdout)).contacts;

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  const file = join(folder, 'people.csv');
  const rows = ['ANNA;Acme;01 99 00 12 34', 'BRUNO;Acme;030 1234567', 'CLARA;Zeta;200'];
  writeFileSync(file, `Nom;Société;Téléphone\n${rows.join('\n')}\n`);
  expect(run('import', file).code).toBe(0);
  expect(run('groups', 'create', 'Clients').code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('contacts bulk', () => {
  it('shows with --dry-run and changes nothing', () => {
    const before = contacts();
    const { code, stdout } = bulk('tidy', '--all', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('ANNA → Anna');
    expect(stdout).toContain('3 of 3 contacts would change.');
    expect(json('set', 'company', 'X', '--search', 'acme', '--dry-run')).toMatchObject({
      contacts: 2,
      changed: 2,
      refused: null,
      applied: false,
      samples: [{ name: 'ANNA', differences: [{ field: 'company', before: 'Acme', after: 'X' }] }, {}],
    });
    expect(contacts()).toEqual(before);
  });

  it('does it as one step, which undo takes back', () => {
    const before = contacts();
    expect(bulk('tidy', '--rule', 'case', '--all').stdout).toContain('3 contacts changed');
    expect(contacts().map(({ familyName }) => familyName)).toEqual(['Anna', 'Bruno', 'Clara']);
    expect(run('undo').code).toBe(0);
    expect(contacts()).toEqual(before);
  });

  it('joins, leaves, replaces, reads numbers and deletes', () => {
    const [anna] = contacts();
    expect(json('join', 'Clients', '--ids', String(anna?.id))).toMatchObject({ changed: 1 });
    expect(json('join', 'Clients', '--search', 'clara')).toMatchObject({ changed: 1 });
    expect(json('leave', 'Clients', '--group', 'Clients', '--search', 'anna')).toMatchObject({ changed: 1 });
    expect(contacts().map(({ groups }) => groups)).toEqual([[], [], ['Clients']]);
    expect(json('replace', 'ACME', 'Omega', '--field', 'company', '--all')).toMatchObject({ changed: 2 });
    expect(json('replace', 'omega', 'x', '--match-case', '--all')).toMatchObject({ changed: 0 });
    expect(contacts().map(({ company }) => company)).toEqual(['Omega', 'Omega', 'Zeta']);
    expect(json('numbers', 'de', '--search', 'bruno')).toMatchObject({ changed: 1 });
    expect(contacts('--search', 'bruno')[0]?.numbers[0]?.value).toBe('+49301234567');
    expect(json('delete', '--group', 'Clients')).toMatchObject({ changed: 1 });
    expect(contacts()).toHaveLength(2);
  });

  it.each([
    ['no contacts named', 1, ['delete']],
    ['two scopes', 1, ['delete', '--all', '--search', 'x']],
    ['an unknown field', 2, ['set', 'shoeSize', '44', '--all']],
    ['a birthday of another kind', 2, ['set', 'birthday', 'tomorrow', '--all']],
    ['nothing to find', 2, ['replace', '', 'x', '--all']],
    ['an unknown group', 1, ['join', 'Nowhere', '--all']],
    ['contacts of an unknown group', 1, ['delete', '--group', 'Nowhere']],
    ['an id that is none', 2, ['join', 'Clients', '--ids', 'x']],
  ])('refuses %s with %i', (_, code, words) => {
    const { code: ended, stderr } = bulk(...words);
    expect(stderr).not.toBe('');
    expect(ended).toBe(code);
    expect(contacts()).toHaveLength(2);
  });
});
