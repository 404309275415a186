/**
 * CSV text to rows, in one pass. Lines without quotes are split natively; a record with quotes is read cell
 * by cell. It never fails over quotes: what cannot be a quoted cell is text, and a complaint says so.
 */
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import type { TableRow } from '../table.ts';
import { FILE_LIMITS } from '../table.ts';
import type { Delimiter, Quoting } from './dialect.ts';

export interface SplitText {
  /** Without empty rows. */
  rows: TableRow[];
  problems: Problem[];
}

const MOST_PROBLEMS = 100;
const QUOTE = 0x22;
const LINE_END = 0x0a;
const BLANK = 0x20;
const RETURN = 0x0d;

/**
 * Lines end in LF or CRLF; both become LF inside cells. `firstRow` is the row number of the first line. Linear in the length of the text.
 * Errors: `csv-line-long`, `csv-cell-long`, `file-rows`, `file-columns`.
 */
export function splitRows(text: string, delimiter: Delimiter, quoting: Quoting, firstRow: number): SplitText {
  const splitter = new Splitter(text, delimiter, quoting, firstRow);
  const rows: TableRow[] = [];
  for (;;) {
    const { row } = splitter;
    const cells = splitter.next();
    if (cells === null) return { rows, problems: splitter.problems };
    if (cells.length > FILE_LIMITS.columns) {
      throw new SwitchbookError('file-columns', { row, params: { row, most: FILE_LIMITS.columns } });
    }
    if (cells.some((cell) => cell !== '')) rows.push({ row, cells });
    if (rows.length > FILE_LIMITS.rows) {
      throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
    }
  }
}

class Splitter {
  readonly problems: Problem[] = [];
  /** The number of the line that is read next. */
  row: number;
  readonly #text: string;
  readonly #delimiter: Delimiter;
  readonly #delimiterCode: number;
  readonly #escapes: boolean;
  #at = 0;
  /** The next ones from `#at` on, or the text's length: nothing is searched for twice. */
  #quote = -1;
  #lineEnd = -1;
  #cut = -1;
  /** Once no further quote closed a cell, none will. */
  #mayClose = true;
  /** Characters. */
  #mayRepeat: number;

  constructor(text: string, delimiter: Delimiter, quoting: Quoting, firstRow: number) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
    this.#escapes = quoting === 'backslash';
    this.#mayRepeat = text.length;
    this.row = firstRow;
  }

  /** The cells of the next record, or null at the end. */
  next(): string[] | null {
    const text = this.#text;
    const start = this.#at;
    if (start >= text.length) return null;
    this.#lineEnd = this.#find('\n', start);
    if (this.#lineEnd - start > FILE_LIMITS.line) {
      throw new SwitchbookError('csv-line-long', {
        row: this.row,
        params: { row: this.row, most: FILE_LIMITS.line },
      });
    }
    if (this.#quote < start) this.#quote = this.#find('"', start);
    const cells =
      this.#quote > this.#lineEnd
        ? text.slice(start, this.#textEnd()).split(this.#delimiter)
        : this.#record();
    this.#at = this.#lineEnd + 1;
    this.row++;
    return cells;
  }

  #find(character: string, from: number): number {
    const found = this.#text.indexOf(character, from);
    return found < 0 ? this.#text.length : found;
  }

  /** Where the line's text ends. */
  #textEnd(): number {
    const end = this.#lineEnd;
    return end > this.#at && this.#text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
  }

  /** Leaves `#lineEnd` at the end of the record's last line. */
  #record(): string[] {
    const text = this.#text;
    const cells: string[] = [];
    for (;;) {
      let open = this.#at;
      while (text.charCodeAt(open) === BLANK) open++;
      const quoted = text.charCodeAt(open) === QUOTE ? this.#quoted(open) : null;
      cells.push(quoted ?? this.#plain());
      if (text.charCodeAt(this.#at) !== this.#delimiterCode) return cells;
      this.#at++;
    }
  }

  #plain(): string {
    const from = this.#at;
    if (this.#cut < from) this.#cut = this.#find(this.#delimiter, from);
    this.#at = Math.min(this.#cut, this.#textEnd());
    return this.#text.slice(from, this.#at);
  }

  /** The value of the cell whose quote opens at `open`; null, and nothing done, if it is no quoted cell. */
  #quoted(open: number): string | null {
    if (!this.#mayClose) return this.#complain('csv-quote-open', open);
    const text = this.#text;
    const isIndented = open > this.#at;
    let value = '';
    let from = open + 1;
    let stray = false;
    for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
      if (quote - open > FILE_LIMITS.cell) {
        throw new SwitchbookError('csv-cell-long', {
          row: this.row,
          params: { row: this.row, most: FILE_LIMITS.cell },
        });
      }
      if (this.#escapes && quote > open + 1 && text[quote - 1] === '\\') {
        value += `${text.slice(from, quote - 1)}"`;
        from = quote + 1;
        continue;
      }
      if (text.charCodeAt(quote + 1) === QUOTE) {
        value += text.slice(from, quote + 1);
        from = quote + 2;
        quote++;
        continue;
      }
      let end = quote + 1;
      while (text.charCodeAt(end) === BLANK) end++;
      if (this.#isCellEnd(end)) {
        if (stray) this.#complain('csv-quote-stray', open);
        value += text.slice(from, quote);
        return this.#moveTo(end) ? value.replaceAll('\r\n', '\n') : value;
      }
      // A blank, a quoted word and more text is text; and a quote that opens a cell further down means
      // that this one was never closed.
      if (isIndented) return null;
      if (this.#opensFurtherDown(open, quote)) return this.#complain('csv-quote-open', open);
      stray = true;
    }
    // Nothing further down closes a cell, or it would have closed this one.
    this.#mayClose = false;
    return this.#complain('csv-quote-open', open);
  }

  #isCellEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === this.#delimiterCode || code === LINE_END || code === RETURN || at >= this.#text.length;
  }

  /** What is in between is read once more then, which must not happen for ever. */
  #opensFurtherDown(open: number, quote: number): boolean {
    const before = this.#text.charCodeAt(quote - 1);
    if (quote < this.#lineEnd || (before !== LINE_END && before !== this.#delimiterCode)) return false;
    this.#mayRepeat -= quote - open;
    return this.#mayRepeat >= 0;
  }

  /** Counts the lines that the cell spans; says whether there are several. */
  #moveTo(end: number): boolean {
    const spans = this.#lineEnd < end;
    while (this.#lineEnd < end) {
      this.row++;
      this.#lineEnd = this.#find('\n', this.#lineEnd + 1);
    }
    this.#at = end;
    return spans;
  }

  #complain(code: 'csv-quote-stray' | 'csv-quote-open', at: number): null {
    if (this.problems.length < MOST_PROBLEMS) {
      const value = this.#text.slice(at, at + 60).split(/[\r\n]/, 1)[0] ?? '';
      this.problems.push({ code, severity: 'warning', row: this.row, value });
    }
    return null;
  }
}
