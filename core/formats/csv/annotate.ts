/**
 * Some rows of a CSV file, byte for byte, with one more column: the same dialect, encoding, preamble and
 * header, so that the file is read again as what it was.
 */
import type { Reading } from '../../api/reading.ts';
import { encodable, encodeText } from '../encode.ts';
import { decodeText, type Encoding } from '../encoding.ts';
import { joinBytes } from '../bytes.ts';
import { type LineBytes, lineBytes, markLength } from '../line-bytes.ts';
import type { TableRow } from '../table.ts';
import type { Delimiter, Quoting } from './dialect.ts';
import { readCsv } from './read.ts';
import { splitRows } from './split.ts';

export interface Notes {
  /** The header row's number and its note; null for a file without header. */
  header: { row: number; note: string } | null;
  /** The first row of data: lines above it and above the header are the preamble. */
  firstRow: number;
  /** By row number. */
  rows: ReadonlyMap<number, string>;
}

/** `reading`: how the file was read. Notes lose quotes, backslashes and line breaks. */
export function annotateCsv(
  bytes: Uint8Array,
  reading: Reading,
  { header, firstRow, rows }: Notes,
): Uint8Array {
  const content = readCsv(bytes, reading);
  const { encoding } = content.reading;
  const lines = lineBytes(bytes, encoding);
  const notes = new Map(rows);
  if (header !== null) notes.set(header.row, header.note);
  const noted = content.table.rows.filter(({ row }) => notes.has(row));
  const width = Math.max(...noted.map(({ cells }) => cells.length));
  const writer = new Annotator(bytes, lines, content.reading, width);

  const preamble = lines[Math.min(header?.row ?? firstRow, firstRow) - 1]?.from ?? 0;
  const pieces = [bytes.subarray(0, Math.max(preamble, markLength(bytes, encoding)))];
  for (const row of noted) pieces.push(...writer.annotate(row, notes.get(row.row) ?? ''));
  return joinBytes(pieces);
}

class Annotator {
  readonly #bytes: Uint8Array;
  readonly #lines: readonly LineBytes[];
  readonly #encoding: Encoding;
  readonly #delimiter: Delimiter;
  readonly #quoting: Quoting;
  readonly #width: number;
  /** For a last line that has none. */
  readonly #lineEnd: Uint8Array;

  constructor(
    bytes: Uint8Array,
    lines: readonly LineBytes[],
    { encoding, delimiter, quoting }: { encoding: Encoding; delimiter: Delimiter; quoting: Quoting },
    width: number,
  ) {
    this.#bytes = bytes;
    this.#lines = lines;
    this.#encoding = encoding;
    this.#delimiter = delimiter;
    this.#quoting = quoting;
    this.#width = width;
    const [first] = lines;
    this.#lineEnd =
      first === undefined || first.next === first.to
        ? encodeText('\r\n', encoding).bytes
        : bytes.subarray(first.to, first.next);
  }

  annotate({ row, cells }: TableRow, note: string): Uint8Array[] {
    const bytes = this.#bytes;
    const first = this.#lines[row - 1];
    const last = this.#lines[row - 1 + lineBreaks(cells)];
    if (first === undefined || last === undefined) return [];
    const plain = note
      .replaceAll('"', '’')
      .replaceAll('\\', '/')
      .replaceAll(/[\t\r\n ]+/g, ' ');
    const text = encodable(plain, this.#encoding).replaceAll('"', "'");
    const tail = this.#delimiter.repeat(Math.max(1, this.#width - cells.length + 1)) + `"${text}"`;
    const raw = bytes.subarray(first.from, last.to);
    const end = last.next > last.to ? bytes.subarray(last.to, last.next) : this.#lineEnd;
    const padded = Array.from({ length: this.#width }, (_, i) => cells[i] ?? '');
    const written = this.#isRead(decodeText(raw, this.#encoding).text + tail, [...padded, text])
      ? [raw, this.#encode(tail)]
      : [this.#encode([...padded, text].map((cell) => this.#quote(cell)).join(this.#delimiter))];
    return [...written, end];
  }

  /** A broken quote would swallow what stands behind it. */
  #isRead(line: string, cells: readonly string[]): boolean {
    const { rows, problems } = splitRows(
      line.replaceAll(/\r\r?\n|\r/g, '\n'),
      this.#delimiter,
      this.#quoting,
      1,
    );
    const [read] = rows;
    return (
      rows.length === 1 &&
      !problems.some(({ code }) => code === 'csv-quote-open') &&
      read?.cells.length === cells.length &&
      cells.every((cell, i) => cell === read.cells[i])
    );
  }

  #quote(cell: string): string {
    const quotes = this.#quoting === 'backslash' ? '\\"' : '""';
    return cell === '' ? '' : `"${cell.replaceAll('"', quotes)}"`;
  }

  readonly #encode = (text: string): Uint8Array => encodeText(text, this.#encoding).bytes;
}

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
