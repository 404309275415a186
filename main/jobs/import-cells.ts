/** The cells of a table’s rows, and those that a person has put right before the import. */
import type { ImportCell, ImportOptions } from '../../core/api/import.ts';
import type { Layout } from '../../core/exchange/header.ts';
import { columnName } from '../../core/exchange/header.ts';
import type { ImportFile, TableFile } from './import-file.ts';

/** Writes corrected cells into the rows; columns that the file does not have are left alone. */
export function putRight(
  { rows, headers }: Layout,
  corrections: ImportOptions['corrections'],
): TableFile['originals'] {
  const originals = new Map<number, readonly string[]>();
  if (corrections.length === 0) return originals;
  const byRow = new Map(rows.map((row) => [row.row, row]));
  for (const { row: number, column, value } of corrections) {
    const row = byRow.get(number);
    if (row === undefined || column >= headers.length) continue;
    if (!originals.has(number)) originals.set(number, row.cells);
    row.cells = Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, index) =>
      index === column ? value : (row.cells[index] ?? ''),
    );
  }
  return originals;
}

/** Every column of a row. */
export function cellsOf(file: ImportFile, row: number): ImportCell[] {
  if (!('layout' in file)) return [];
  const { headers, rows } = file.layout;
  const cells = rows.find((one) => one.row === row)?.cells ?? [];
  const original = file.originals.get(row);
  return headers.map((header, column) => {
    const value = cells[column] ?? '';
    const before = original?.[column] ?? '';
    const isChanged = original !== undefined && before !== value;
    return { column, name: columnName(header, column), value, original: isChanged ? before : null };
  });
}
