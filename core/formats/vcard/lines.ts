/**
 * The lines of a vCard file, found in its bytes: a fold or a soft break may split a character, so
 * nothing is decoded before its line is whole.
 */
import type { Marker } from './physical.ts';
import { isBase64, isBlank, looksLikeProperty, markerOf, PhysicalLines } from './physical.ts';

/** Bytes of one whole line, pictures included. */
export const LINE_LIMIT = 16 * 1024 * 1024;

const TAB = 0x09;
const BLANK = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;
const EQUALS = 0x3d;

/** Bytes of name and parameters. */
const HEAD_LIMIT = 64 * 1024;

/** How a value was made fit for transport: as it is, quoted-printable, or base64. */
type Transfer = 'plain' | 'quoted-printable' | 'base64';

export interface LogicalLine {
  /** Counted from 1: the first of its physical lines. */
  row: number;
  /** Where its bytes stand in the file, line ends inside included. */
  start: number;
  end: number;
  marker: Marker | null;
  /** What stands before the colon; where there is no colon, how the line begins. */
  head: string;
  transfer: Transfer;
  /**
   * Plain ASCII as text; what is encoded, or in a charset that others may know, as bytes; null without
   * a colon.
   */
  value: string | Uint8Array | null;
  /** Longer than LINE_LIMIT: head and value are then empty. */
  tooLong: boolean;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

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
function asciiOf(bytes: Uint8Array): string | null {
  const text = utf8.decode(bytes);
  return text.length === bytes.length && !text.includes('\uFFFD') && !text.includes('\u001B') ? text : null;
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
    this.end = end - 1;
    return true;
  }

  /** Soft breaks before indented lines: there the indent is text, not a fold. */
  softenFolds(): void {
    const { bytes, pieces } = this;
    for (let i = 1; i < pieces.length - 1; i += 2) {
      const end = pieces[i] ?? 0;
      if (bytes[end - 1] !== EQUALS || end === pieces[i - 1]) continue;
      pieces[i] = end - 1;
      pieces[i + 1] = (pieces[i + 1] ?? 0) - 1;
    }
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

/** Quoted-printable goes on after a soft break, without indent and even past blank lines, up to END. */
function joinSoftBreaks(lines: PhysicalLines, joined: Joined): void {
  const { bytes } = lines;
  joined.softenFolds();
  while (joined.length <= LINE_LIMIT) {
    if (!joined.dropSoftBreak()) {
      if (!lines.folds || !lines.advance()) return;
      joined.add(lines.start + 1, lines.end);
      continue;
    }
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
  if (colon === -1 || colon > HEAD_LIMIT) {
    line.head = utf8.decode(whole.subarray(0, 100));
    return line;
  }
  const text = asciiOf(whole);
  line.head = text?.slice(0, colon) ?? utf8.decode(whole.subarray(0, colon));
  line.transfer = transferOf(line.head);
  if (line.transfer === 'plain') {
    line.value = text?.slice(colon + 1) ?? whole.subarray(colon + 1);
    return line;
  }
  if (line.transfer === 'base64') joinBase64(lines, joined);
  else joinSoftBreaks(lines, joined);
  line.end = joined.end;
  line.tooLong = joined.length > LINE_LIMIT;
  if (line.tooLong) return line;
  whole = joined.whole;
  line.value = whole.subarray(colon + 1);
  return line;
}
