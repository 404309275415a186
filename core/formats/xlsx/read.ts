/** One sheet of an Excel workbook (.xlsx, .xls) as rows of text, as the spreadsheet program shows them. */
import { strToU8, zipSync } from 'fflate';
import { type CellObject, read, type WorkBook } from 'xlsx';
import { SwitchbookError } from '../../problem/problem.ts';
import type { Table, TableRow } from '../table.ts';
import { FILE_LIMITS } from '../table.ts';
import { cellText } from './cell.ts';
import { unpack } from './zip.ts';

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
  const safe = startsWith(bytes, ZIP) ? onlyWhatIsNeeded(bytes) : bytes;
  // The library also reads text, web pages and more as workbooks; nobody chose those.
  if (safe === bytes && !startsWith(bytes, COMPOUND)) throw new SwitchbookError('xlsx-damaged');
  const names = readWorkbook(safe, { bookSheets: true }).SheetNames;
  const readSheet = (index: number): WorkBook => readWorkbook(safe, { sheets: index, cellNF: true });
  const asked = sheet === undefined ? 0 : names.indexOf(sheet);
  if (asked < 0) {
    throw new SwitchbookError('xlsx-sheet-unknown', {
      value: sheet ?? '',
      params: { sheets: names.slice(0, 20).join(', ') },
    });
  }
  const first = readSheet(asked);
  const states = first.Workbook?.Sheets ?? [];
  const visible = names.filter((_, i) => !states[i]?.Hidden);
  const chosen = sheet ?? visible[0] ?? names[0] ?? '';
  const workbook = chosen === names[asked] ? first : readSheet(names.indexOf(chosen));
  const content = workbook.Sheets[chosen];
  // The library leaves out a sheet that it cannot read, without a word.
  if (content === undefined) throw new SwitchbookError('xlsx-damaged');
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const rows = toRows(content['!data'] ?? [], from1904);
  return { table: { rows, problems: [] }, sheets: visible, sheet: chosen };
}

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte);

function readWorkbook(bytes: Uint8Array, options: Parameters<typeof read>[1]): WorkBook {
  try {
    return read(bytes, {
      ...options,
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
    });
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
    if (cells.length === 0) return;
    rows.push({ row: index + 1, cells });
    if (rows.length > FILE_LIMITS.rows) {
      throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
    }
  });
  return rows;
}

const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook\d*\.xml|_rels\/workbook\d*\.xml\.rels|(?:[^/]+\/)?(?:sharedStrings|styles|sheet)[^/]*\.xml|worksheets\/[^/]+\.xml))$/i;

/**
 * A workbook of nothing but names, strings, styles and cells, not packed. Comments, pictures, links and
 * declared ranges stay outside: each has made a library hang or worse.
 */
function onlyWhatIsNeeded(bytes: Uint8Array): Uint8Array {
  const parts = unpack(bytes, (name) => NEEDED.test(name));
  const kept = Array.from(parts, ([name, part]) => {
    refuseDoctype(part);
    return [name, name === CONTENTS ? withoutMissing(part, parts) : onlyCells(part)] as const;
  });
  return zipSync(Object.fromEntries(kept), { level: 0 });
}

const CONTENTS = '[Content_Types].xml';

/** The workbook's list of its parts, less those that were left out: the library insists on some. */
function withoutMissing(contents: Uint8Array, parts: ReadonlyMap<string, unknown>): Uint8Array {
  const list = new TextDecoder().decode(contents);
  const known = (override: string): boolean => {
    const part = /PartName\s*=\s*["']\/?([^"']*)["']/.exec(override)?.[1];
    return part !== undefined && parts.has(part);
  };
  return strToU8(
    list.replace(/<(?:\w+:)?Override\b[^>]*>/g, (override) => (known(override) ? override : '')),
  );
}

/** Entities are declared in a DOCTYPE, which stands at the beginning; no workbook has one. */
function refuseDoctype(part: Uint8Array): void {
  if (find(part.subarray(0, 64 * 1024), '<!DOCTYPE') >= 0) throw new SwitchbookError('xlsx-damaged');
}

/** A sheet without anything before and after its cells; other parts as they are. */
function onlyCells(part: Uint8Array): Uint8Array {
  const name = find(part, 'sheetData');
  if (name < 0) return part;
  const start = part.lastIndexOf(0x3c, name);
  const end = find(part, 'sheetData', part.length, -1);
  const close = part.indexOf(0x3e, end);
  const complete = close > 0 && (end > name || part[close - 1] === 0x2f);
  if (!complete) throw new SwitchbookError('xlsx-damaged');
  const cells = part.subarray(start, close + 1);
  const head = strToU8('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">');
  const tail = strToU8('</worksheet>');
  const sheet = new Uint8Array(head.length + cells.length + tail.length);
  sheet.set(head, 0);
  sheet.set(cells, head.length);
  sheet.set(tail, head.length + cells.length);
  return sheet;
}

/** Where ASCII text stands among bytes: the first place, or with `step` -1 the last; -1 if nowhere. */
function find(bytes: Uint8Array, text: string, from = 0, step: 1 | -1 = 1): number {
  const first = text.charCodeAt(0);
  const next = (at: number): number => (step === 1 ? bytes.indexOf(first, at) : bytes.lastIndexOf(first, at));
  for (let at = next(from); at >= 0; at = at + step < 0 ? -1 : next(at + step)) {
    let same = 1;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) same++;
    if (same === text.length) return at;
  }
  return -1;
}
