import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-access-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');
const json = (...words: string[]) => {
  const { code, stdout } = command([...words, '--site', site, '--json']);
  const document: unknown = JSON.parse(stdout);
  return { code, document };
};

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  for (const group of ['Staff', 'Clients']) {
    expect(command(['groups', 'create', group, '--site', site]).code).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command line sets rights', () => {
  it('from a table: good rows go in, bad ones are named; a dry run changes nothing', () => {
    writeFileSync(
      at('rights.csv'),
      'Extension;Name;Staff;Clients\n21;Anna;write *;read\n22;Bruno;none;none\n23;Carl;some;',
    );
    const would = json('access', 'import', at('rights.csv'), '--dry-run');
    expect(would).toMatchObject({ code: 4, document: { created: 2, rejected: 1 } });
    expect(json('access').document).toMatchObject({ subscribers: [] });
    expect(json('access', 'import', at('rights.csv'))).toEqual(would);
    expect(would.document).toMatchObject({
      rows: [
        { row: 2, outcome: 'created' },
        { row: 3, outcome: 'created' },
        {
          row: 4,
          outcome: 'rejected',
          problems: [
            { code: 'access-file-right', column: 'Staff', message: 'Staff: “some” is not a right.' },
          ],
        },
      ],
    });
  });

  it('of one subscriber to a group, and copies all of them', () => {
    expect(json('access', 'set', '22', 'Clients', 'write', '--standard')).toEqual({
      code: 0,
      document: { changed: 1, warnings: [] },
    });
    expect(json('access', 'show', '--as', '22').document).toMatchObject({
      groups: [
        { name: 'Clients', grant: 'write', standard: true },
        { name: 'Staff', grant: 'none', standard: false },
      ],
    });
    expect(json('access', 'copy', '21', '22')).toEqual({ code: 0, document: { changed: 2 } });
    expect(json('access').document).toMatchObject({
      subscribers: [
        { extension: '21', standardGroups: ['Staff'] },
        { extension: '22', grants: { Staff: 'write', Clients: 'read' }, standardGroups: ['Staff'] },
      ],
    });
  });

  it('and refuses with the rule’s sentence what no subscriber can have', () => {
    const { code, stderr } = command([
      'access',
      'set',
      '22',
      'Clients',
      'read',
      '--standard',
      '--site',
      site,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Clients cannot be a standard group without the right to write/);
    expect(command(['access', 'set', '22', 'Clients', 'maybe', '--site', site]).code).toBe(2);
  });

  it('writes the table that it reads', () => {
    expect(json('access', 'export', '--output', at('out.csv'))).toMatchObject({
      code: 0,
      document: { subscribers: 2 },
    });
    expect(readFileSync(at('out.csv'), 'utf8')).toBe(
      '\ufeffExtension;Name;Role;Clients;Staff\r\n21;Anna;subscriber;read;write *\r\n22;Bruno;subscriber;read;write *\r\n',
    );
    expect(json('access', 'import', at('out.csv'))).toMatchObject({
      code: 0,
      document: { unchanged: 2, changed: 0 },
    });
  });
});
