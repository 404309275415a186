/** Rows to an Excel workbook of text cells: nothing in it is calculated, rounded or taken for a date. */
import { type CellObject, utils, type WorkSheet, write } from 'xlsx';
import { z } from 'zod';
import type { Problem } from '../../problem/problem.ts';

/** Excel's own limit for the text of a cell. */
const LONGEST_TEXT = 32_767;
const WIDEST = 40;

export interface WorkbookFile {
  bytes: Uint8Array;
  /** Texts that were cut. */
  problems: Problem[];
}

/** One sheet; the first row is the header. */
export function writeXlsx(rows: readonly (readonly string[])[], sheetName: string): WorkbookFile {
  const problems: Problem[] = [];
  const data = rows.map((cells, row) =>
    cells.map((text, column): CellObject => {
      if (text.length <= LONGEST_TEXT) return textCell(text);
      const params = { most: LONGEST_TEXT, written: `${text.slice(0, 60)}…` };
      problems.push({
        code: 'export-cut',
        severity: 'warning',
        row: row + 1,
        column: rows[0]?.[column] ?? '',
        value: text.slice(0, 60),
        params,
      });
      return textCell(text.slice(0, LONGEST_TEXT));
    }),
  );
  const header = rows[0] ?? [];
  const sheet: WorkSheet = {
    '!data': data,
    '!ref': utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: Math.max(rows.length, 1) - 1, c: Math.max(header.length, 1) - 1 },
    }),
    '!cols': header.map((_, column) => ({ wch: widthOf(rows, column) })),
  };
  const workbook = utils.book_new(sheet, sheetName);
  const bytes: unknown = write(workbook, {
    type: 'array',
    bookType: 'xlsx',
    bookSST: true,
    compression: true,
  });
  return { bytes: new Uint8Array(z.instanceof(ArrayBuffer).parse(bytes)), problems };
}

/**
 * `@` marks the cell as text also for the person who edits it. In the format `_x0041_` is an `A`
 * (ECMA-376 part 1, 22.9.2.19), so text that looks like it has its underscore escaped.
 */
const textCell = (text: string): CellObject =>
  text === '' ? { t: 'z' } : { t: 's', v: text.replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_'), z: '@' };

/** Wide enough for the first rows, in characters. */
const widthOf = (rows: readonly (readonly string[])[], column: number): number =>
  Math.min(WIDEST, Math.max(8, ...rows.slice(0, 200).map((cells) => (cells[column] ?? '').length + 2)));
