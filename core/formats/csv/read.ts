/** CSV in whatever dialect it comes, as rows of text. Splitting is papaparse's; everything around it is ours. */
import Papa from 'papaparse';
import type { Reading } from '../../api/exchange.ts';
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { decodeText, type Encoding } from '../encoding.ts';
import type { Table, TableRow } from '../table.ts';
import { FILE_LIMITS } from '../table.ts';
import { declaredDelimiter, type Delimiter, guessDelimiter, guessQuoting, type Quoting } from './dialect.ts';
import { tidyQuotes } from './quotes.ts';

export interface CsvContent {
  table: Table;
  /** What was asked for or detected. */
  reading: { encoding: Encoding; delimiter: Delimiter; quoting: Quoting };
}

/** papaparse hands its rows over in pieces of this many characters, so that limits hold while it reads. */
const PIECE = 4 * 1024 * 1024;
const MOST_PROBLEMS = 100;

/**
 * Reads a whole file. Line ends inside cells become `\n`. Rows keep their own number of cells.
 * Errors: `csv-line-long`, `csv-cell-long`, `file-rows`, `file-columns`.
 */
export function readCsv(bytes: Uint8Array, reading: Reading): CsvContent {
  const problems: Problem[] = [];
  const { text: decoded, encoding, damaged } = decodeText(bytes, reading.encoding);
  if (damaged) problems.push({ code: 'csv-encoding', severity: 'warning', params: { encoding } });

  const text = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded;
  refuseLongLines(text);
  const declared = declaredDelimiter(text);
  const body = declared === undefined ? text : text.slice(text.indexOf('\n') + 1 || text.length);
  const firstRow = declared === undefined ? 1 : 2;

  const delimiter = reading.delimiter ?? declared ?? guessDelimiter(body);
  const quoting = reading.quoting ?? guessQuoting(body, delimiter);
  const tidy = tidyQuotes(body, delimiter, quoting, firstRow);
  const rows = splitRows(tidy.text, delimiter, firstRow);
  problems.push(...tidy.problems, ...wideRows(rows));
  return { table: { rows, problems }, reading: { encoding, delimiter, quoting } };
}

function refuseLongLines(text: string): void {
  let row = 1;
  for (let start = 0; start < text.length; row++) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end;
    if (next - start > FILE_LIMITS.cell) {
      throw new SwitchbookError('csv-line-long', { row, params: { row, most: FILE_LIMITS.cell } });
    }
    start = next + 1;
  }
}

function splitRows(text: string, delimiter: Delimiter, firstRow: number): TableRow[] {
  const rows: TableRow[] = [];
  const multiline = text.includes('"');
  let row = firstRow;
  const add = (cells: string[]): void => {
    if (cells.length > FILE_LIMITS.columns) {
      throw new SwitchbookError('file-columns', { row, params: { row, most: FILE_LIMITS.columns } });
    }
    if (cells.some((cell) => cell !== '')) rows.push({ row, cells });
    if (rows.length > FILE_LIMITS.rows) {
      throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
    }
    row += 1 + (multiline ? lineBreaks(cells) : 0);
  };
  const finished = (): void => undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    chunkSize: PIECE,
    chunk: ({ data }: Papa.ParseResult<string[]>) => data.forEach(add),
    complete: finished,
  });
  return rows;
}

function lineBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks++;
  }
  return breaks;
}

/**
 * More cells than the other rows have usually means a delimiter inside a value. Fewer are normal:
 * Excel leaves delimiters away at the end of lines.
 */
function wideRows(rows: readonly TableRow[]): Problem[] {
  const widths = new Map<number, number>();
  for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let usual = 0;
  for (const [width, times] of widths) if (times > (widths.get(usual) ?? 0)) usual = width;

  const problems: Problem[] = [];
  for (const { row, cells } of rows) {
    const surplus = cells.length > usual ? cells.slice(usual).find((cell) => cell !== '') : undefined;
    if (surplus === undefined) continue;
    const params = { cells: cells.length, usual };
    problems.push({ code: 'csv-row-wide', severity: 'warning', row, value: surplus.slice(0, 60), params });
    if (problems.length === MOST_PROBLEMS) break;
  }
  return problems;
}
