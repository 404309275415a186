import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-options-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');

const json = (...words: string[]) => {
  const { code, stdout } = command([...words, '--site', site, '--json']);
  const document: unknown = JSON.parse(stdout);
  return { code, document };
};

const FILE = ['Liste 2009', 'Name|Telefon', 'Jörg Adler|030 23125 401', 'Zoë|abc'].join('\n');

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'DE']).code).toBe(0);
  writeFileSync(at('list.csv'), FILE);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('switchbook import', () => {
  it('says how a file was read, and reads it as it is told', () => {
    const { document } = json(
      'import',
      at('list.csv'),
      '--dry-run',
      '--header-row',
      '2',
      '--delimiter',
      'bar',
    );
    expect(document).toMatchObject({
      how: {
        format: 'csv',
        product: null,
        encoding: 'utf-8',
        delimiter: '|',
        headerRow: 2,
        sheet: null,
        template: null,
        columns: [{ header: 'Name' }, { header: 'Telefon', target: { field: 'number', slot: 1 } }],
      },
    });
    const other = json(
      'import',
      at('list.csv'),
      '--dry-run',
      '--header-row',
      '0',
      '--encoding',
      'iso-8859-1',
    );
    expect(other.document).toMatchObject({ how: { encoding: 'iso-8859-1', headerRow: 0 } });
  });

  it('says the same to a person in one line', () => {
    const { stdout } = command(['import', at('list.csv'), '--site', site, '--dry-run', '--delimiter', '|']);
    expect(stdout).toMatch(/^Read as: Format .*CSV.* · Encoding UTF-8 · Delimiter Bar \| · .*\n/);
  });

  it('saves the report as a page or as JSON, by the name of the file', () => {
    const words = ['import', at('list.csv'), '--site', site, '--dry-run', '--delimiter', '|'];
    command([...words, '--report', at('report.html')]);
    expect(readFileSync(at('report.html'), 'utf8')).toMatch(/^<!doctype html>[^]*Import report/);
    command([...words, '--report', at('report.json')]);
    expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toMatchObject({ file: 'list.csv' });
  });

  it('saves the rejected rows, of a preview too, and no file where there are none', () => {
    const words = ['--dry-run', '--delimiter', '|', '--header-row', '2', '--rejects', at('rejected.csv')];
    expect(json('import', at('list.csv'), ...words)).toMatchObject({ code: 4 });
    expect(readFileSync(at('rejected.csv'), 'utf8')).toContain('Zoë');
    expect(readFileSync(at('rejected.csv'), 'utf8')).not.toContain('Adler');
    rmSync(at('rejected.csv'));
    writeFileSync(at('good.csv'), FILE.replace('abc', '030 23125 402'));
    expect(json('import', at('good.csv'), ...words)).toMatchObject({ code: 0 });
    expect(existsSync(at('rejected.csv'))).toBe(false);
  });

  it('takes wrong words for wrong usage', () => {
    const words = ['import', at('list.csv'), '--site', site, '--dry-run'];
    expect(command([...words, '--delimiter', 'x']).code).toBe(2);
    expect(command([...words, '--encoding', 'klingon']).code).toBe(2);
    expect(command([...words, '--header-row', 'two']).code).toBe(2);
    expect(command([...words, '--header-row', '101']).code).toBe(2);
    expect(command([...words, '--without', 'sense']).stderr).toMatch(/spacing, case/);
  });
});

describe('switchbook templates', () => {
  const shared = {
    switchbookTemplate: 1,
    name: 'Our customers',
    headers: ['Name', 'Telefon'],
    mapping: [{ field: 'fullName' }, { field: 'number', slot: 1, kind: 'work' }],
  };
  const list = () =>
    z
      .object({ templates: z.array(z.object({ id: z.string(), name: z.string(), own: z.boolean() })) })
      .parse(json('templates').document)
      .templates.filter(({ own }) => own);

  it('are taken from a file, listed, renamed, passed on and deleted', () => {
    writeFileSync(at('shared.json'), JSON.stringify(shared));
    expect(json('templates', 'import', at('shared.json')).document).toMatchObject({ name: 'Our customers' });
    const [{ id } = { id: '' }] = list();
    expect(list()).toEqual([{ id, name: 'Our customers', own: true }]);

    expect(json('templates', 'rename', id, 'Harbour').code).toBe(0);
    expect(list()).toMatchObject([{ name: 'Harbour' }]);
    expect(json('templates', 'export', id, '--output', at('again.json')).code).toBe(0);
    expect(JSON.parse(readFileSync(at('again.json'), 'utf8'))).toMatchObject({ ...shared, name: 'Harbour' });

    expect(json('import', at('list.csv'), '--dry-run', '--template', id).document).toMatchObject({
      how: { template: { id, name: 'Harbour', matched: 2, columns: 2 } },
    });
    expect(json('templates', 'delete', id).code).toBe(0);
    expect(list()).toEqual([]);
  });

  it('of products cannot be changed', () => {
    const { code, document } = json('templates', 'delete', 'switchbook');
    expect(code).toBe(1);
    expect(document).toMatchObject({ error: { code: 'template-not-own' } });
  });
});
