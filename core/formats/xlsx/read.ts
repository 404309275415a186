/** One sheet of an Excel workbook (.xlsx, .xls) as rows of text, as the spreadsheet program shows them. */
import { SwitchbookError } from '../../problem/problem.ts';
import type { Table } from '../table.ts';
import { readOldSheet } from './old.ts';
import { readSheet } from './sheet.ts';
import { openWorkbook } from './workbook.ts';
import { Archive } from './zip.ts';

export interface SheetContent {
  table: Table;
  /** Names of the sheets that are not hidden, in the workbook's order. */
  sheets: string[];
  /** The one that was read. */
  sheet: string;
}

/**
 * Reads `sheet`, or the first sheet that is not hidden. Dates become ISO 8601; numbers keep all their
 * digits; formulas give their last result; text stays as typed.
 * Errors: `xlsx-truncated`, `xlsx-damaged`, `xlsx-encrypted`, `xlsx-oversized`, `xlsx-sheet-unknown`,
 * `file-rows`, `file-columns`.
 */
export function readXlsx(bytes: Uint8Array, sheet?: string): SheetContent {
  if (startsWith(bytes, COMPOUND)) return readOldSheet(bytes, sheet);
  if (!startsWith(bytes, ZIP)) throw new SwitchbookError('xlsx-damaged');
  const archive = new Archive(bytes);
  const workbook = openWorkbook(archive);
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  const chosen =
    sheet === undefined
      ? (visible[0] ?? workbook.sheets[0])
      : workbook.sheets.find(({ name }) => name === sheet);
  if (chosen === undefined && sheet !== undefined) {
    throw new SwitchbookError('xlsx-sheet-unknown', {
      value: sheet,
      params: { sheets: namesOf(workbook.sheets).slice(0, 20).join(', ') },
    });
  }
  if (chosen?.part === null || chosen === undefined) throw new SwitchbookError('xlsx-damaged');
  const rows = readSheet(archive, chosen.part, workbook);
  return { table: { rows, problems: [] }, sheets: namesOf(visible), sheet: chosen.name };
}

const namesOf = (sheets: readonly { name: string }[]): string[] => sheets.map(({ name }) => name);

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte);
