/** Steps taken back and looked at by what people type wrongly. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-history-'));
const site = join(folder, 'office.switchbook');
const at = (name: string): string => join(folder, name);
const run = (...words: string[]) => command([...words, '--site', site]);

beforeAll(() => {
  command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
  writeFileSync(at('people.csv'), 'Nom;Prénom;Téléphone\nOst;Anna;0199001122\nWest;Bert;0199001133\n');
  expect(run('import', at('people.csv')).code).toBe(0);
  expect(run('contacts', 'bulk', 'set', 'company', 'Werft', '--ids', '1').code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the history', () => {
  it.each([
    ['undo', '--step', 'x'],
    ['undo', '--step', '0'],
    ['history', '--limit', '0'],
    ['history', '--limit', '2.5'],
    ['history', '--contact', 'Anna'],
    ['privacy', 'export', '--contact', 'Anna', '--output', at('anna.json')],
  ])('takes no %s %s %s', (...words) => {
    const { code, stderr } = run(...words);
    expect([code, /a whole number (?:of 1 or more|from 1)/.test(stderr)]).toEqual([2, true]);
  });

  it('says what kind of file it writes', () => {
    const { code, stderr } = run('history', '--output', at('history.txt'));
    expect([code, stderr.includes('history.csv, history.json')]).toEqual([2, true]);
  });

  it('knows nothing of a contact that never was', () => {
    const { code, stderr } = run('history', '--contact', '99');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^There is no contact 99 in this site\. \S/)]);
  });

  it('names who was changed after an import that is taken back', () => {
    const { code, stdout } = run('undo', '--step', '1');
    expect(code).toBe(3);
    expect(stdout).toContain('Anna Ost was changed later\n');
    expect(stdout).not.toContain('Bert');
  });
});

it('salvage names the file that it was given', () => {
  const { code, stderr } = command(['site', 'salvage', at('people.csv'), '--output', at('saved.switchbook')]);
  expect(code).toBe(1);
  expect(stderr).toContain('people.csv is not a Switchbook site file');
});
