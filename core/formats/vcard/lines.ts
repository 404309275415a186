/**
 * The lines of a vCard file, found in its bytes: a fold or a soft break may split a character, so
 * nothing is decoded before its line is whole.
 */

/** Bytes of one whole line, pictures included. */
export const LINE_LIMIT = 16 * 1024 * 1024;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;
const EQUALS = 0x3d;

/** How a value was made fit for transport: as it is, quoted-printable, or base64. */
export type Transfer = 'plain' | 'quoted-printable' | 'base64';

export interface LogicalLine {
  /** Counted from 1: the first of its physical lines. */
  row: number;
  /** Where its bytes stand in the file, line ends inside included. */
  start: number;
  end: number;
  marker: 'begin' | 'end' | null;
  /** What stands before the colon; the whole line where there is no colon. */
  head: string;
  transfer: Transfer;
  /** ASCII text at once; other bytes are left to whoever knows their charset; null without a colon. */
  value: string | Uint8Array | null;
  /** Longer than LINE_LIMIT: head and value are then empty. */
  tooLong: boolean;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Steps through CRLF, LF, CR and CR CR LF, mixed as they come. */
class PhysicalLines {
  readonly bytes: Uint8Array;
  start = 0;
  end = 0;
  row = 0;
  private next = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  advance(): boolean {
    const { bytes } = this;
    let at = this.next;
    if (at >= bytes.length) return false;
    this.start = at;
    this.row++;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF || byte === CR) break;
    }
    this.end = at;
    if (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
    else if (bytes[at] === CR && bytes[at + 1] === CR && bytes[at + 2] === LF) at += 3;
    else at += 1;
    this.next = at;
    return true;
  }

  /** Takes the last step back. */
  back(): void {
    this.next = this.start;
    this.row--;
  }

  /** Whether the line to come continues this one: it begins with a blank or a tab. */
  get folds(): boolean {
    const byte = this.bytes[this.next];
    return byte === BLANK || byte === TAB;
  }
}

/** BEGIN:VCARD and END:VCARD, in any case and with stray blanks or a byte order mark. */
function markerOf(bytes: Uint8Array, start: number, end: number): 'begin' | 'end' | null {
  const from = bytes[start] === 0xef && bytes[start + 1] === 0xbb ? start + 3 : start;
  const first = (bytes[from] ?? 0) | 0x20;
  const second = (bytes[from + 1] ?? 0) | 0x20;
  if (end - from > 64 || !((first === 0x62 && second === 0x65) || (first === 0x65 && second === 0x6e))) {
    return null;
  }
  const text = utf8.decode(bytes.subarray(from, end)).trim();
  if (/^begin {0,9}: {0,9}vcard$/i.test(text)) return 'begin';
  return /^end {0,9}: {0,9}vcard$/i.test(text) ? 'end' : null;
}

/**
 * Where the cards begin that have no END of their own. Cards may stand inside cards, so only the whole
 * file tells a nested card from one whose predecessor was cut off.
 */
export function cardsWithoutEnd(bytes: Uint8Array): Set<number> {
  const open: number[] = [];
  const lines = new PhysicalLines(bytes);
  while (lines.advance()) {
    const marker = markerOf(bytes, lines.start, lines.end);
    if (marker === 'begin') open.push(lines.start);
    else if (marker === 'end') open.pop();
  }
  return new Set(open);
}

/** The colon after name and parameters: not one inside a quoted parameter, if the quotes are paired. */
function colonOf(bytes: Uint8Array): number {
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === COLON && !quoted) return at;
  }
  return bytes.indexOf(COLON);
}

function transferOf(head: string): Transfer {
  if (!head.includes(';')) return 'plain';
  if (/[;=]quoted-printable *(;|$)/i.test(head)) return 'quoted-printable';
  return /[;=]"?base64"? *(;|$)|;encoding="?b"? *(;|$)/i.test(head) ? 'base64' : 'plain';
}

/** Text if every byte is ASCII and nothing shifts the charset (ISO-2022 uses escape sequences). */
function asciiOf(bytes: Uint8Array): string | Uint8Array {
  const text = utf8.decode(bytes);
  return text.length === bytes.length && !text.includes('\uFFFD') && !text.includes('\u001B') ? text : bytes;
}

/** Pieces of a line that belong together. */
class Joined {
  readonly bytes: Uint8Array;
  readonly pieces: number[] = [];
  length = 0;
  /** Where in the file the line ends so far. */
  end = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  add(start: number, end: number): void {
    this.length += end - start;
    this.end = end;
    if (this.length <= LINE_LIMIT) this.pieces.push(start, end);
  }

  /** Takes the `=` and the blanks behind it off the end, if the line ends in a soft break. */
  dropSoftBreak(): boolean {
    const { bytes, pieces } = this;
    const start = pieces.at(-2) ?? 0;
    let end = pieces.at(-1) ?? 0;
    while (end > start && (bytes[end - 1] === BLANK || bytes[end - 1] === TAB)) end--;
    if (end === start || bytes[end - 1] !== EQUALS) return false;
    pieces[pieces.length - 1] = end - 1;
    return true;
  }

  get whole(): Uint8Array {
    const { bytes, pieces } = this;
    if (pieces.length === 2) return bytes.subarray(pieces[0], pieces[1]);
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (let i = 0; i < pieces.length; i += 2) {
      const piece = bytes.subarray(pieces[i], pieces[i + 1]);
      whole.set(piece, at);
      at += piece.length;
    }
    return whole.subarray(0, at);
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== BLANK && bytes[at] !== TAB) return false;
  return true;
}

function isBase64(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const letter = byte | 0x20;
    const known =
      (letter >= 0x61 && letter <= 0x7a) ||
      (byte >= 0x2f && byte <= 0x39) ||
      byte === 0x2b ||
      byte === EQUALS;
    if (!known && byte !== BLANK && byte !== TAB) return false;
  }
  return true;
}

/** Whether a line could be a property: the rule that ends a value whose own end is unclear. */
function looksLikeProperty(bytes: Uint8Array, start: number, end: number): boolean {
  return /^[A-Za-z][\w.-]{0,63}[;:]/.test(utf8.decode(bytes.subarray(start, Math.min(end, start + 66))));
}

/** Quoted-printable goes on after a soft break, without indent and even past blank lines, up to END. */
function joinSoftBreaks(lines: PhysicalLines, joined: Joined): void {
  const { bytes } = lines;
  while (joined.length <= LINE_LIMIT && joined.dropSoftBreak()) {
    if (!lines.advance()) return;
    let skipped = false;
    while (isBlank(bytes, lines.start, lines.end)) {
      skipped = true;
      if (!lines.advance()) return;
    }
    const { start, end } = lines;
    if (markerOf(bytes, start, end) !== null || (skipped && looksLikeProperty(bytes, start, end))) {
      lines.back();
      return;
    }
    joined.add(start, end);
    joinFolds(lines, joined);
  }
}

/** Base64 of version 2.1 goes on, indented or not, up to a blank line or the next property. */
function joinBase64(lines: PhysicalLines, joined: Joined): void {
  const { bytes } = lines;
  while (lines.advance()) {
    const { start, end } = lines;
    if (isBlank(bytes, start, end)) {
      joined.end = end;
      return;
    }
    if (!isBase64(bytes, start, end)) {
      lines.back();
      return;
    }
    joined.add(start, end);
  }
}

function joinFolds(lines: PhysicalLines, joined: Joined): void {
  while (lines.folds && lines.advance()) joined.add(lines.start + 1, lines.end);
}

/** Every line of the file that is not blank, whole. Time and memory grow with the bytes alone. */
export function* logicalLines(bytes: Uint8Array): Generator<LogicalLine> {
  const lines = new PhysicalLines(bytes);
  while (lines.advance()) {
    const { row, start } = lines;
    const marker = markerOf(bytes, start, lines.end);
    if (marker !== null) {
      yield { row, start, end: lines.end, marker, head: '', transfer: 'plain', value: '', tooLong: false };
      continue;
    }
    if (isBlank(bytes, start, lines.end)) continue;
    const joined = new Joined(bytes);
    joined.add(start, lines.end);
    joinFolds(lines, joined);
    yield finish(lines, joined, row, start);
  }
}

function finish(lines: PhysicalLines, joined: Joined, row: number, start: number): LogicalLine {
  const line: LogicalLine = {
    row,
    start,
    end: joined.end,
    marker: null,
    head: '',
    transfer: 'plain',
    value: null,
    tooLong: joined.length > LINE_LIMIT,
  };
  if (line.tooLong) return line;
  let whole = joined.whole;
  const colon = colonOf(whole);
  line.head = utf8.decode(colon === -1 ? whole : whole.subarray(0, colon));
  if (colon === -1) return line;
  line.transfer = transferOf(line.head);
  if (line.transfer !== 'plain') {
    if (line.transfer === 'base64') joinBase64(lines, joined);
    else joinSoftBreaks(lines, joined);
    line.end = joined.end;
    line.tooLong = joined.length > LINE_LIMIT;
    if (line.tooLong) return line;
    whole = joined.whole;
  }
  line.value = asciiOf(whole.subarray(colon + 1));
  return line;
}
