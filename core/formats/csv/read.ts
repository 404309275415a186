/** CSV in whatever dialect it comes, as rows of text. */
import type { Reading } from '../../api/reading.ts';
import type { Problem } from '../../problem/problem.ts';
import { decodeText, type Encoding } from '../encoding.ts';
import type { Table, TableRow } from '../table.ts';
import { declaredDelimiter, type Delimiter, guessDelimiter, guessQuoting, type Quoting } from './dialect.ts';
import { splitRows } from './split.ts';

export interface CsvContent {
  table: Table;
  /** What was asked for or detected. */
  reading: { encoding: Encoding; delimiter: Delimiter; quoting: Quoting };
}

const MOST_PROBLEMS = 100;

/**
 * Reads a whole file. Line ends inside cells become `\n`. Rows keep their own number of cells.
 * Errors: `csv-line-long`, `csv-cell-long`, `file-rows`, `file-columns`.
 */
export function readCsv(bytes: Uint8Array, reading: Reading): CsvContent {
  const problems: Problem[] = [];
  const { text: decoded, encoding, damaged } = decodeText(bytes, reading.encoding);
  if (damaged) problems.push({ code: 'csv-encoding', severity: 'warning', params: { encoding } });

  const text = hasLoneReturn(decoded) ? decoded.replaceAll(/\r\r?\n|\r/g, '\n') : decoded;
  const declared = declaredDelimiter(text);
  const body = declared === undefined ? text : text.slice(text.indexOf('\n') + 1 || text.length);
  const firstRow = declared === undefined ? 1 : 2;

  const delimiter = reading.delimiter ?? declared ?? guessDelimiter(body);
  const quoting = reading.quoting ?? guessQuoting(body, delimiter);
  const { rows, problems: odd } = splitRows(body, delimiter, quoting, firstRow);
  problems.push(...odd, ...wideRows(rows));
  return { table: { rows, problems }, reading: { encoding, delimiter, quoting } };
}

/** Old Macintosh line ends, or CR CR LF of programs that ended their lines twice: one line end each. */
function hasLoneReturn(text: string): boolean {
  let at = text.indexOf('\r');
  while (at >= 0 && text[at + 1] === '\n') at = text.indexOf('\r', at + 2);
  return at >= 0;
}

/**
 * More cells than the other rows have usually means a delimiter inside a value. Fewer are normal:
 * Excel leaves delimiters away at the end of lines.
 */
function wideRows(rows: readonly TableRow[]): Problem[] {
  const widths = new Map<number, number>();
  for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let commonest = 0;
  for (const [width, times] of widths) if (times > (widths.get(commonest) ?? 0)) commonest = width;
  // A header is as wide as the table, however short its rows are.
  const usual = Math.max(commonest, rows[0]?.cells.length ?? 0);

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
