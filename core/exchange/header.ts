/** Where the header of a table is, which template it belongs to, and what its columns hold. */
import type { ColumnMapping, Reading } from '../api/reading.ts';
import type { Table, TableRow } from '../formats/table.ts';
import { clean } from './record.ts';
import { guessColumns, knownHeaders } from './guess.ts';
import { guessNames } from './guess-names.ts';
import { readHeaderLine } from './header-line.ts';
import type { Dialect, Recognition } from './recognise.ts';
import { applyTemplate, rankTemplates } from './recognise.ts';
import { applyShape, rankShapes, recordRows } from './shape.ts';
import type { Template } from './template.ts';

export interface Layout {
  /** Row number of the header; 0 when there is none. */
  headerRow: number;
  /** One per column of the widest row looked at; `''` without a header. */
  headers: string[];
  rows: TableRow[];
  /** The template that is used, if any. */
  recognition: Recognition | null;
  /** Every template worth offering, best first. */
  ranking: Recognition[];
  mapping: ColumnMapping;
  samples: string[][];
}

/** Preambles are short: LinkedIn has three lines, Panasonic and Excel one. */
const SEARCHED = 10;
/** Rows that samples are taken from, and samples of a column. */
const SAMPLED = 200;
const SAMPLES = 3;
const LONGEST_SAMPLE = 200;

/** `written`: how the file is written, as far as it is known. `wanted`: the template that the user chose. */
export function layOut(
  table: Table,
  reading: Reading,
  written: Omit<Dialect, 'ascii'>,
  known: readonly Template[],
  wanted?: Template,
): Layout {
  const dialect: Dialect = { ...written, ascii: isAscii(table.rows) };
  const shaped = shapeOf(table.rows, reading, dialect, known, wanted);
  const isHeaderless = shaped !== null || (wanted !== undefined && isWithoutHeaders(wanted));
  const headerRow = reading.headerRow ?? (isHeaderless ? 0 : findHeader(table.rows, known, dialect));
  const all = shaped === null ? table.rows : recordRows(table.rows, shaped.template);
  const rows = all.filter((it) => it.row > headerRow);
  const sampled = rows.slice(0, SAMPLED);
  const header = headerRow === 0 ? undefined : table.rows.find((it) => it.row === headerRow);
  const width = Math.max(header?.cells.length ?? 0, ...sampled.map((it) => it.cells.length));
  const headers = Array.from({ length: width }, (_, i) => clean(header?.cells[i] ?? ''));
  const samples = headers.map((_, i) => samplesOf(sampled, i));
  const line = readHeaderLine(headers);
  const ranking = headerRow === 0 ? rankShapes(sampled, known) : rankTemplates(line, known, dialect);
  const recognition =
    shaped ??
    (wanted === undefined ? (ranking.find((it) => it.certain) ?? null) : apply(headers, wanted, dialect));
  const open = headers.map((_, i) => recognition?.known[i] !== true);
  const names = headerRow === 0 && recognition === null ? guessNames(columnsOf(sampled, width)) : [];
  const base = recognition?.mapping ?? headers.map((_, i) => names[i] ?? null);
  const mapping = guessColumns(headers, samples, base, open);
  return { headerRow, headers, rows, recognition, ranking, mapping, samples };
}

/** A template for files without a header that was chosen, or whose rows these unmistakably are. */
function shapeOf(
  rows: readonly TableRow[],
  reading: Reading,
  dialect: Dialect,
  known: readonly Template[],
  wanted: Template | undefined,
): Recognition | null {
  const looked = rows.slice(0, SAMPLED);
  if (wanted !== undefined) return wanted.cells === undefined ? null : applyShape(looked, wanted);
  if ((reading.headerRow ?? 0) > 0) return null;
  const shape = rankShapes(looked, known).find((it) => it.certain);
  if (shape === undefined) return null;
  return reading.headerRow === undefined && findTemplate(rows, known, dialect) !== undefined ? null : shape;
}

/** Saved for files without a header. */
const isWithoutHeaders = ({ saved }: Template): boolean =>
  saved !== undefined && saved.headers.every((header) => header === '');

function apply(headers: readonly string[], template: Template, dialect: Dialect): Recognition {
  const recognition = applyTemplate(readHeaderLine(headers), template, dialect);
  // A saved mapping of a file without headers goes by position.
  if (recognition.columns > 0 || template.saved === undefined) return recognition;
  const mapping = headers.map((_, i) => template.saved?.mapping[i] ?? null);
  return { ...recognition, mapping, known: headers.map(() => true), matched: headers.length };
}

/** The row that a template is certain to know. */
function findTemplate(
  rows: readonly TableRow[],
  known: readonly Template[],
  dialect: Dialect,
): number | undefined {
  let best: { row: number; top: Recognition } | undefined;
  for (const { row, cells } of rows.slice(0, SEARCHED)) {
    const top = rankTemplates(readHeaderLine(cells), known, dialect).find((it) => it.certain);
    if (top !== undefined && top.matched > (best?.top.matched ?? 0)) best = { row, top };
  }
  return best?.row;
}

function findHeader(rows: readonly TableRow[], known: readonly Template[], dialect: Dialect): number {
  const recognised = findTemplate(rows, known, dialect);
  if (recognised !== undefined) return recognised;
  const first = rows.slice(0, SEARCHED);
  let usual: { row: number; headers: number } | undefined;
  for (const { row, cells } of first) {
    const headers = knownHeaders(cells);
    if (headers > (usual?.headers ?? 0)) usual = { row, headers };
  }
  // One usual word proves a header only where there is hardly more than one column.
  const narrow = first.every(({ cells }) => cells.length <= 2);
  if (usual !== undefined && usual.headers >= (narrow ? 1 : 2)) return usual.row;
  return hasForeignHeader(rows) ? (rows[0]?.row ?? 0) : 0;
}

/** A header in a language nobody here knows: words in the first row, numbers or addresses below them. */
function hasForeignHeader(rows: readonly TableRow[]): boolean {
  const [head, ...body] = rows.slice(0, SAMPLED);
  if (head === undefined || body.length === 0) return false;
  const isData = (cell: string): boolean => /@|\d{3}/.test(cell.replaceAll(/[\s./()-]/g, ''));
  return !head.cells.some(isData) && body.some(({ cells }) => cells.some(isData));
}

// oxlint-disable-next-line no-control-regex -- everything below U+0080 is the same in every encoding
const ASCII = /^[\u0000-\u007f]*$/;

const isAscii = (rows: readonly TableRow[]): boolean =>
  rows.slice(0, SAMPLED).every(({ cells }) => cells.every((cell) => ASCII.test(cell)));

const columnsOf = (rows: readonly TableRow[], width: number): string[][] =>
  Array.from({ length: width }, (_, i) =>
    rows.map(({ cells }) => clean((cells[i] ?? '').slice(0, LONGEST_SAMPLE))),
  );

function samplesOf(rows: readonly TableRow[], column: number): string[] {
  const samples: string[] = [];
  for (const { cells } of rows) {
    const text = clean(cells[column] ?? '');
    if (text !== '') samples.push(text.slice(0, LONGEST_SAMPLE));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** A column as complaints call it: its header, or the letter a spreadsheet gives it. */
export const columnName = (header: string, index: number): string =>
  header === '' ? columnLetter(index) : header;

function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
