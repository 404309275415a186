import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentOf, documentsIn } from '../../../../main/shell/electron/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('files that the system hands over', () => {
  it('are sites, or address books to import', () => {
    expect(documentOf('/a/Bakery.switchbook')).toEqual({ kind: 'site', path: '/a/Bakery.switchbook' });
    for (const name of ['x.csv', 'x.xlsx', 'x.vcf', 'X.VCF'])
      expect(documentOf(name)).toEqual({ kind: 'import', path: name });
    for (const name of ['x.exe', 'switchbook', 'x.switchbook.exe', '.csv', ''])
      expect(documentOf(name)).toBeNull();
  });

  it('are found among switches, with their folder, where they exist', () => {
    writeFileSync(join(folder, 'book.csv'), '');
    writeFileSync(join(folder, '-odd.csv'), '');
    const words = ['--allow-file-access', 'book.csv', '-odd.csv', 'missing.csv', join(folder, 'book.csv')];
    const found = { kind: 'import', path: join(folder, 'book.csv') };
    expect(documentsIn(words, folder)).toEqual([found, found]);
  });
});
