/** The command line as somebody: what is not allowed ends with 1 and with the rule's own sentence. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-rights-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');

const run = (...words: string[]) => command([...words, '--site', site]);
const json = (...words: string[]) => {
  const { code, stdout } = run(...words, '--json');
  const document: unknown = JSON.parse(stdout);
  return { code, document };
};
const done = (...words: string[]): void => expect(run(...words)).toMatchObject({ code: 0 });
const listed = z.object({ contacts: z.array(z.object({ id: z.number(), familyName: z.string() })) });
const contacts = (...words: string[]) => listed.parse(json('contacts', ...words).document).contacts;
const idOf = (name: string): string => String(contacts().find(({ familyName }) => familyName === name)?.id);

const CARDS = ['Anna', 'Bruno', 'Verborgen']
  .map(
    (name, i) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${name};;;;\r\nFN:${name}\r\nTEL:+3319900120${i}\r\nEND:VCARD\r\n`,
  )
  .join('');

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  for (const name of ['Staff', 'Board']) done('groups', 'create', name);
  writeFileSync(at('cards.vcf'), CARDS);
  done('import', at('cards.vcf'));
  done('contacts', 'assign', 'Staff', idOf('Anna'), idOf('Bruno'));
  done('contacts', 'assign', 'Board', idOf('Bruno'), idOf('Verborgen'));
  done('subscribers', 'save', '21', '--name', 'Werkstatt');
  done('access', 'set', '21', 'Staff', 'write');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command line as a subscriber', () => {
  it('lists, counts and exports what may be read, and nothing else', () => {
    expect(contacts('--as', '21').map(({ familyName }) => familyName)).toEqual(['Anna', 'Bruno']);
    expect(json('groups', '--as', '21').document).toMatchObject({
      groups: [{ name: 'Staff', contacts: 2, most: 2000 }],
      ungrouped: 0,
    });
    const output = at('all.csv');
    const words = ['--format', 'csv', '--output', output, '--accept-privacy-notice', '--as', '21'];
    expect(json('export', ...words)).toMatchObject({ code: 0, document: { contacts: 2 } });
    expect(readFileSync(output, 'utf8')).not.toMatch(/Verborgen|Board/);
    expect(run('history', '--as', '21').stdout).toBe('');
  });

  it('is refused with 1 and the sentence of the rule', () => {
    const refused: [string, string[]][] = [
      ['access-administrator-only', ['groups', 'create', 'New']],
      ['access-administrator-only', ['groups', 'delete', 'Staff']],
      ['access-administrator-only', ['contacts', 'delete-all', '--confirm', '3']],
      ['access-administrator-only', ['import', at('book.csv')]],
      ['access-no-write', ['contacts', 'delete', idOf('Bruno')]],
      ['group-missing', ['contacts', 'assign', 'Board', idOf('Anna')]],
      ['contact-missing', ['qr', '--contact', idOf('Verborgen'), '--output', at('qr.svg')]],
      ['access-own-steps-only', ['undo']],
    ];
    writeFileSync(at('book.csv'), 'Nom;Téléphone\nMartin;0199001234\n');
    for (const [code, words] of refused) {
      expect([words, json(...words, '--as', '21')]).toMatchObject([
        words,
        { code: 1, document: { error: { code } } },
      ]);
    }
    expect(run('groups', 'create', 'New', '--as', '21').stderr).toBe(
      'Only administrators and sub-administrators may do this. Ask an administrator of the PBX.\n',
    );
    expect(json('contacts', '--as', '99')).toMatchObject({
      code: 1,
      document: { error: { code: 'subscriber-missing' } },
    });
  });

  it('imports cards into its standard groups and takes its own steps back', () => {
    done('groups', 'standard', 'Staff', '--as', '21');
    writeFileSync(at('new.vcf'), CARDS.replaceAll('Anna', 'Dora').replaceAll('+3319900120', '+3319900130'));
    expect(json('import', at('new.vcf'), '--as', '21')).toMatchObject({ code: 0, document: { created: 3 } });
    expect(contacts('--as', '21')).toHaveLength(5);
    expect(json('undo', '--as', '21')).toMatchObject({ code: 0, document: { undone: { by: '21' } } });
    expect(contacts('--as', '21')).toHaveLength(2);
  });
});

it('administrators and sub-administrators delete all with the number, and take it back', () => {
  expect(json('contacts', 'delete-all', '--confirm', '2', '--as', 'sub-administrator')).toMatchObject({
    code: 1,
    document: { error: { code: 'delete-all-count', params: { count: 3 } } },
  });
  expect(json('contacts', 'delete-all', '--confirm', '3', '--as', 'sub-administrator')).toEqual({
    code: 0,
    document: { deleted: 3, kept: 0 },
  });
  done('undo');
  expect(contacts()).toHaveLength(3);
});

it('says what the deletion of a group does to its contacts', () => {
  expect(json('groups', 'delete', 'Board')).toMatchObject({
    code: 0,
    document: { contacts: 2, losing: 1, warnings: [] },
  });
  expect(run('undo').code).toBe(0);
});
