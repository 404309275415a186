/** Duplicates from the command line: listed with reasons, merged, told apart, taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-duplicates-'));
const site = join(folder, 'office.switchbook');
const run = (...words: string[]) => command([...words, '--site', site]);
const json = (...words: string[]): unknown => JSON.parse(run(...words, '--json').stdout);

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  const rows = [
    'Hans;Müller;Acme;01 99 00 12 34',
    'Johannes;Mueller;Zeta;+33 1 99 00 12 34',
    'Claire;Durand;;01 99 00 12 35',
    'Anna;Weber;;01 99 00 12 36',
    'Anna;Weber;;01 99 00 12 37',
  ];
  const file = join(folder, 'people.csv');
  writeFileSync(file, `Prénom;Nom;Société;Téléphone\n${rows.join('\n')}\n`);
  expect(run('import', file).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('duplicates', () => {
  it('are listed with how likely they are, and why', () => {
    expect(json('duplicates')).toMatchObject({
      total: 2,
      sets: [
        {
          ids: [1, 2],
          score: 72,
          reasons: [
            { kind: 'number', value: '+33199001234' },
            { kind: 'nickname' },
            { kind: 'other-company' },
          ],
          contacts: [{ familyName: 'Müller' }, { familyName: 'Mueller' }],
        },
        { ids: [4, 5], score: 65, reasons: [{ kind: 'name' }] },
      ],
    });
    const { stdout } = run('duplicates', 'list', '--least', '66');
    expect(stdout).toContain(
      '72 %  Same number +33199001234; Short form of the same name; But different companies',
    );
    expect(stdout).toContain('1 possible duplicate.');
  });

  it('are merged in one step, with the texts that were chosen', () => {
    const merged = json(
      'duplicates',
      'merge',
      '1',
      '2',
      '--set',
      'company=Zeta',
      '--set',
      'givenName=Johannes',
    );
    expect(merged).toMatchObject({
      contact: {
        id: 1,
        givenName: 'Johannes',
        familyName: 'Müller',
        company: 'Zeta',
        note: 'Given name: Hans\nFamily name: Mueller\nCompany: Acme',
        numbers: [{ value: '01 99 00 12 34' }],
      },
    });
    expect(json('duplicates')).toMatchObject({ total: 1 });
    expect(run('undo').stdout).toContain('“Johannes Müller” merged');
    expect(json('duplicates')).toMatchObject({ total: 2 });
  });

  it('that are none are not listed again, until that is taken back', () => {
    expect(run('duplicates', 'distinct', '4', '5').stdout).toContain('Remembered as not the same');
    expect(json('duplicates')).toMatchObject({ total: 1 });
    expect(run('duplicates', 'distinct', '5', '4').stdout).toContain('That was known already');
    expect(run('undo').code).toBe(0);
    expect(json('duplicates')).toMatchObject({ total: 2 });
  });

  it.each([
    ['an unknown field', 2, ['merge', '1', '2', '--set', 'shoeSize=44']],
    ['a field without a text', 2, ['merge', '1', '2', '--set', 'company']],
    ['one contact', 2, ['merge', '1']],
    ['one contact twice', 2, ['distinct', '1', '1']],
    ['a contact that is not there', 1, ['merge', '1', '99']],
    ['a chance below the least', 2, ['list', '--least', '3']],
  ])('refuses %s with %i', (_, code, words) => {
    const { code: ended, stderr } = run('duplicates', ...words);
    expect(stderr).not.toBe('');
    expect(ended).toBe(code);
    expect(json('contacts')).toMatchObject({ total: 5 });
  });
});
