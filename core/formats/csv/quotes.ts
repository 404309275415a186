/**
 * Quotes as RFC 4180 wants them. papaparse knows one escape at a time, takes quadratic time over stray
 * quotes with blanks after them, and lets one unclosed quote swallow the rest of the file; so what it
 * gets to see is well-formed.
 */
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { FILE_LIMITS } from '../table.ts';
import type { Delimiter, Quoting } from './dialect.ts';

export interface TidyText {
  text: string;
  problems: Problem[];
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

type Quoted = { end: number; edits: Edit[]; stray: boolean } | null;

/**
 * Rewrites only the cells that need it; linear in the length of the text.
 * `firstRow` is the row number of the first line. Errors: `csv-cell-long`.
 */
export function tidyQuotes(text: string, delimiter: Delimiter, quoting: Quoting, firstRow: number): TidyText {
  const problems: Problem[] = [];
  const rowAt = rowCounter(text, firstRow);
  const complain = (code: 'csv-quote-stray' | 'csv-quote-open', at: number): void => {
    if (problems.length < MOST_PROBLEMS) {
      const line = text.slice(at, at + 60).split('\n', 1)[0] ?? '';
      problems.push({ code, severity: 'warning', row: rowAt(at), value: line });
    }
  };

  const pieces: string[] = [];
  let copied = 0;
  const apply = ({ from, to, text: replacement }: Edit): void => {
    pieces.push(text.slice(copied, from), replacement);
    copied = to;
  };

  let mayClose = true;
  let at = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', at)) {
    const before = text[open - 1];
    if (before !== undefined && before !== delimiter && before !== '\n') {
      at = open + 1;
      continue;
    }
    const quoted = mayClose ? readQuoted(text, open, delimiter, quoting, rowAt) : null;
    if (quoted === null) {
      // Nothing further down closes a quote, or it would have closed this one: not searched for again.
      mayClose = false;
      complain('csv-quote-open', open);
      at = cellEnd(text, open, delimiter);
      apply({ from: open, to: at, text: `"${text.slice(open, at).replaceAll('"', '""')}"` });
    } else {
      if (quoted.stray) complain('csv-quote-stray', open);
      quoted.edits.forEach(apply);
      at = quoted.end;
    }
  }
  return { text: copied === 0 ? text : pieces.join('') + text.slice(copied), problems };
}

const MOST_PROBLEMS = 100;

/** From the opening quote to the delimiter or line end after the closing one; null if nothing closes it. */
function readQuoted(
  text: string,
  open: number,
  delimiter: Delimiter,
  quoting: Quoting,
  rowAt: (at: number) => number,
): Quoted {
  const edits: Edit[] = [];
  let stray = false;
  let quote = open;
  for (;;) {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) return null;
    if (quote - open > FILE_LIMITS.cell) {
      const row = rowAt(open);
      throw new SwitchbookError('csv-cell-long', { row, params: { row, most: FILE_LIMITS.cell } });
    }
    if (quoting === 'backslash' && text[quote - 1] === '\\' && quote - 1 > open) {
      edits.push({ from: quote - 1, to: quote + 1, text: '""' });
      continue;
    }
    if (text[quote + 1] === '"') {
      quote++;
      continue;
    }
    let end = quote + 1;
    while (text[end] === ' ') end++;
    const next = text[end];
    if (next === undefined || next === delimiter || next === '\n') {
      if (end > quote + 1) edits.push({ from: quote + 1, to: end, text: '' });
      return { end, edits, stray };
    }
    stray = true;
    edits.push({ from: quote, to: quote + 1, text: '""' });
  }
}

function cellEnd(text: string, from: number, delimiter: Delimiter): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === delimiter || text[at] === '\n') return at;
  }
  return text.length;
}

/** The row number of ever later places, each line counted once. */
function rowCounter(text: string, firstRow: number): (at: number) => number {
  let row = firstRow;
  let counted = 0;
  return (at) => {
    for (let end = text.indexOf('\n', counted); end >= 0 && end < at; end = text.indexOf('\n', counted)) {
      row++;
      counted = end + 1;
    }
    return row;
  };
}
