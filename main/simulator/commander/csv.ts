/**
 * The device's own CSV: the address-book format (`;`, quotes escaped with a backslash, ISO-8859-1, LF,
 * a nameless last column) and the old phone book `Kurzwahl;Rufnummer;Name`.
 */
import { HEADER } from './columns.ts';

export interface CsvRow {
  /** The line on which the row starts, counted from 1. */
  line: number;
  cells: string[];
  /** False where the file ends inside quotes. */
  closed: boolean;
}

/** UTF-8 with a byte order mark, else ISO-8859-1. */
export function csvText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  return marked ? buffer.toString('utf8', 3) : buffer.toString('latin1');
}

/** One pass over the text; blank lines are left out, a quote that is never closed ends with the file. */
export function* csvRows(text: string): Generator<CsvRow> {
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  let value = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '\n') line++;
    if (quoted) {
      const next = text[i + 1];
      if ((character === '\\' || character === '"') && next === '"') {
        value += next;
        i++;
      } else if (character === '"') quoted = false;
      else value += character;
    } else if (character === '"' && value === '') quoted = true;
    else if (character === ';') {
      cells.push(value);
      value = '';
    } else if (character === '\n') {
      cells.push(value.replace(/\r$/, ''));
      if (cells.length > 1 || cells[0] !== '') yield { line: start, cells, closed: true };
      cells = [];
      value = '';
      start = line;
    } else value += character;
  }
  cells.push(value.replace(/\r$/, ''));
  if (cells.length > 1 || cells[0] !== '') yield { line: start, cells, closed: !quoted };
}

const quote = (value: string): string => (value === '' ? '' : `"${value.replaceAll('"', '\\"')}"`);

/** One line, with the nameless last column, without line end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quote).join(';')};`;

/** The export of the address book. Characters that ISO-8859-1 does not have become `?`. */
export function writeCsv(contacts: Iterable<readonly string[]>): Buffer {
  const lines = [HEADER, ...contacts].map(csvLine);
  return Buffer.from(lines.join('\n').replace(/[\u0100-\u{10ffff}]/gu, '?'), 'latin1');
}
