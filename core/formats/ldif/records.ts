/** The records of an LDIF file (RFC 2849): folded lines, base64 values, comments. */
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { decodeUtf8Strictly, decodeWindows1252 } from '../charset.ts';
import type { TextSpan } from '../entry.ts';
import { FILE_LIMITS } from '../table.ts';
import { decodeBase64 } from '../vcard/base64.ts';

export interface LdifRecord {
  /** The line of `dn`, counted from 1. */
  row: number;
  dn: string;
  /** Values by attribute name in lower case, without options (`;lang-de`). */
  texts: ReadonlyMap<string, string[]>;
  /** Values in base64 as bytes, by the same names. */
  binaries: ReadonlyMap<string, Uint8Array[]>;
  problems: Problem[];
  /** In the text, without the line end behind it. */
  span: TextSpan;
}

const MOST_LINES = 10_000;
const MOST_PROBLEMS = 20;

interface Open {
  row: number;
  dn: string | null;
  texts: Map<string, string[]>;
  binaries: Map<string, Uint8Array[]>;
  problems: Problem[];
  lines: number;
  change: string | null;
  span: TextSpan;
}

/** `text`: the whole file. Errors: `file-rows`. */
export function* ldifRecords(text: string): Generator<LdifRecord> {
  let open: Open | null = null;
  let count = 0;
  for (const { row, line, span } of logicalLines(text)) {
    if (line === '') {
      if (open !== null) yield* closed(open);
      open = null;
      continue;
    }
    if (/^version:\s*\d/i.test(line) && open === null) continue;
    if (open === null) {
      if (++count > FILE_LIMITS.rows) {
        throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
      }
      open = {
        row,
        dn: null,
        texts: new Map(),
        binaries: new Map(),
        problems: [],
        lines: 0,
        change: null,
        span: { ...span },
      };
    }
    open.span.to = span.to;
    take(open, row, line);
  }
  if (open !== null) yield* closed(open);
}

function* closed({ dn, change, ...open }: Open): Generator<LdifRecord> {
  if (change !== null) {
    open.problems.push({ code: 'ldif-change', severity: 'error', row: open.row, value: change });
  }
  if (dn !== null || open.problems.length > 0) yield { ...open, dn: dn ?? '' };
}

function take(open: Open, row: number, line: string): void {
  if (++open.lines > MOST_LINES) return;
  const complain = (code: 'ldif-line' | 'ldif-reference', value: string): void => {
    if (open.problems.length < MOST_PROBLEMS) {
      open.problems.push({ code, severity: 'warning', row, value: value.slice(0, 60) });
    }
  };
  const parts = /^([A-Za-z][\w.-]*)((?:;[\w-]+)*):([:<]?) *([\s\S]*)$/.exec(line);
  if (parts === null) {
    complain('ldif-line', line);
    return;
  }
  const [, attribute = '', , mark = '', raw = ''] = parts;
  const name = attribute.toLowerCase();
  if (mark === '<') {
    complain('ldif-reference', raw);
    return;
  }
  const bytes = mark === ':' ? decodeBase64(raw) : null;
  const value = bytes === null ? raw : (decodeUtf8Strictly(bytes) ?? decodeWindows1252(bytes));
  if (name === 'dn') open.dn ??= value.trim();
  else if (name === 'changetype') open.change = /^add$/i.test(value.trim()) ? null : value.trim();
  else {
    append(open.texts, name, value);
    if (bytes !== null) append(open.binaries, name, bytes);
  }
}

function append<T>(values: Map<string, T[]>, name: string, value: T): void {
  const known = values.get(name);
  if (known === undefined) values.set(name, [value]);
  else known.push(value);
}

interface LogicalLine {
  row: number;
  line: string;
  span: TextSpan;
}

interface OpenLine {
  row: number;
  pieces: string[];
  span: TextSpan;
}

/** Lines with their continuations (a line that begins with a blank), without comments. */
function* logicalLines(text: string): Generator<LogicalLine> {
  let open: OpenLine | null = null;
  let row = 0;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const span = { from: at, to: text[stop - 1] === '\r' && stop > at ? stop - 1 : stop };
    const physical = text.slice(span.from, span.to);
    at = stop + 1;
    row++;
    if (physical.startsWith(' ') && open !== null) {
      open.pieces.push(physical.slice(1));
      open.span.to = span.to;
      continue;
    }
    if (open !== null) yield* withoutComment(open);
    open = { row, pieces: [physical], span };
  }
  if (open !== null) yield* withoutComment(open);
}

function* withoutComment({ row, pieces, span }: OpenLine): Generator<LogicalLine> {
  const line = pieces.join('');
  if (!line.startsWith('#')) yield { row, line: line.trim() === '' ? '' : line, span };
}
