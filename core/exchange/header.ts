/** Where the header of a table is, which template it belongs to, and what its columns hold. */
import type { ColumnMapping, Reading } from '../api/exchange.ts';
import type { Table, TableRow } from '../formats/table.ts';
import { clean } from './record.ts';
import { guessColumns, knownHeaders } from './guess.ts';
import type { Recognition } from './recognise.ts';
import { applyTemplate, isRecognised, rankTemplates } from './recognise.ts';
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

/** `wanted`: the template that the user chose. */
export function layOut(
  table: Table,
  reading: Reading,
  known: readonly Template[],
  wanted?: Template,
): Layout {
  const headerRow = reading.headerRow ?? findHeader(table.rows, known);
  const rows = table.rows.filter((it) => it.row > headerRow);
  const sampled = rows.slice(0, SAMPLED);
  const header = headerRow === 0 ? undefined : table.rows.find((it) => it.row === headerRow);
  const width = Math.max(header?.cells.length ?? 0, ...sampled.map((it) => it.cells.length));
  const headers = Array.from({ length: width }, (_, i) => clean(header?.cells[i] ?? ''));
  const samples = headers.map((_, i) => samplesOf(sampled, i));
  const ranking = rankTemplates(headers, known);
  const recognition = wanted === undefined ? (ranking.find(isRecognised) ?? null) : apply(headers, wanted);
  const base = recognition?.mapping ?? headers.map(() => null);
  const open = headers.map((_, i) => recognition?.known[i] !== true);
  const mapping = guessColumns(headers, samples, base, open);
  return { headerRow, headers, rows, recognition, ranking, mapping, samples };
}

function apply(headers: readonly string[], template: Template): Recognition {
  const recognition = applyTemplate(headers, template);
  // A saved mapping of a file without headers goes by position.
  if (recognition.columns > 0 || template.saved === undefined) return recognition;
  const mapping = headers.map((_, i) => template.saved?.mapping[i] ?? null);
  return { ...recognition, mapping, known: headers.map(() => true), matched: headers.length };
}

function findHeader(rows: readonly TableRow[], known: readonly Template[]): number {
  const first = rows.slice(0, SEARCHED);
  let best: { row: number; matched: number } | undefined;
  for (const { row, cells } of first) {
    const top = rankTemplates(cells, known).find(isRecognised);
    if (top !== undefined && top.matched > (best?.matched ?? 0)) best = { row, matched: top.matched };
  }
  if (best !== undefined) return best.row;
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

function samplesOf(rows: readonly TableRow[], column: number): string[] {
  const samples: string[] = [];
  for (const { cells } of rows) {
    const text = clean(cells[column] ?? '');
    if (text !== '') samples.push(text);
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
