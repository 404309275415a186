/**
 * Workbooks of Excel 97 to 2003 (.xls). They are not packed, so they cannot grow, and have no more than
 * 65 536 rows of 256 columns; reading them is SheetJS’s.
 */
import { type CellObject, read, type WorkBook } from 'xlsx';
import { SwitchbookError } from '../../problem/problem.ts';
import type { TableRow } from '../table.ts';
import { FILE_LIMITS } from '../table.ts';
import { cellText } from './cell.ts';
import type { SheetContent } from './read.ts';

/** What the format can hold. */
const MOST_ROWS = 65_536;

/** Errors: `xlsx-damaged`, `xlsx-encrypted`, `xlsx-sheet-unknown`, `file-rows`, `file-columns`. */
export function readOldSheet(bytes: Uint8Array, sheet: string | undefined): SheetContent {
  const names = readWorkbook(bytes, { bookSheets: true }).SheetNames;
  if (sheet !== undefined && !names.includes(sheet)) {
    throw new SwitchbookError('xlsx-sheet-unknown', {
      value: sheet,
      params: { sheets: names.slice(0, 20).join(', ') },
    });
  }
  const workbook = readWorkbook(bytes, { cellNF: true, sheetRows: MOST_ROWS });
  const states = workbook.Workbook?.Sheets ?? [];
  const visible = names.filter((_, i) => !states[i]?.Hidden);
  const chosen = sheet ?? visible[0] ?? names[0] ?? '';
  const content = workbook.Sheets[chosen];
  // The library leaves out a sheet that it cannot read, without a word.
  if (content === undefined) throw new SwitchbookError('xlsx-damaged');
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const rows = toRows(content['!data'] ?? [], from1904);
  return { table: { rows, problems: [] }, sheets: visible, sheet: chosen };
}

function readWorkbook(bytes: Uint8Array, options: Parameters<typeof read>[1]): WorkBook {
  try {
    return read(bytes, { ...options, type: 'array', dense: true, cellFormula: false, cellHTML: false });
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) {
      throw new SwitchbookError('xlsx-encrypted', {}, { cause: error });
    }
    throw new SwitchbookError('xlsx-damaged', {}, { cause: error });
  }
}

function toRows(data: readonly (readonly CellObject[])[], from1904: boolean): TableRow[] {
  const rows: TableRow[] = [];
  // `forEach` visits what is there: one cell far away makes no million empty ones.
  data.forEach((found, index) => {
    const cells: string[] = [];
    found.forEach((cell, column) => {
      const text = cellText(cell, from1904);
      if (text === '') return;
      if (column >= FILE_LIMITS.columns) {
        const row = index + 1;
        throw new SwitchbookError('file-columns', { row, params: { row, most: FILE_LIMITS.columns } });
      }
      while (cells.length < column) cells.push('');
      cells.push(text);
    });
    if (cells.length > 0) rows.push({ row: index + 1, cells });
  });
  return rows;
}
