/**
 * The lines of a vCard file, found in its bytes: a fold or a soft break may split a character, so
 * nothing is decoded before its line is whole.
 */
import type { Marker } from './physical.ts';
import { isBlank, markerOf, PhysicalLines } from './physical.ts';
import { joinBase64, Joined, joinFolds, joinSoftBreaks, LINE_LIMIT } from './unfold.ts';

const QUOTE = 0x22;
const COLON = 0x3a;

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

/** The same, in text that has a character for every byte. */
function colonIn(text: string): number {
  const colon = text.indexOf(':');
  const quote = text.indexOf('"');
  if (quote === -1 || quote > colon) return colon;
  let quoted = false;
  for (let at = quote; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ':' && !quoted) return at;
  }
  return colon;
}

function transferOf(head: string): Transfer {
  if (!head.includes(';')) return 'plain';
  if (/[;=]quoted-printable *(;|$)/i.test(head)) return 'quoted-printable';
  return /[;=]"?base64"? *(;|$)|;encoding="?b"? *(;|$)/i.test(head) ? 'base64' : 'plain';
}

/** What is not plain ASCII, and what shifts the charset (ISO-2022 uses escape sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const FOREIGN = /[\u001b\u0080-\uffff]/;

function asciiOf(bytes: Uint8Array): string | null {
  const text = utf8.decode(bytes);
  return text.length === bytes.length && !FOREIGN.test(text) ? text : null;
}

const bytewise = new TextDecoder('latin1');
const WINDOW = 256 * 1024;

/** Pieces of a file as text with a character for every byte: many are cut out of one, which is cheap. */
class ByteText {
  readonly #bytes: Uint8Array;
  #from = 0;
  #text = '';

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Text if it is plain ASCII, else null. */
  ascii(start: number, end: number): string | null {
    if (end > this.#from + this.#text.length || start < this.#from) {
      this.#from = start;
      this.#text = bytewise.decode(this.#bytes.subarray(start, Math.max(end, start + WINDOW)));
    }
    const text = this.#text.slice(start - this.#from, end - this.#from);
    return FOREIGN.test(text) ? null : text;
  }
}

/** Every line of the file that is not blank, whole. Time and memory grow with the bytes alone. */
export function* logicalLines(bytes: Uint8Array): Generator<LogicalLine> {
  const lines = new PhysicalLines(bytes);
  const text = new ByteText(bytes);
  while (lines.advance()) {
    const { row, start } = lines;
    const marker = markerOf(bytes, start, lines.end);
    if (marker !== null) {
      yield { row, start, end: lines.end, marker, head: '', transfer: 'plain', value: '', tooLong: false };
      continue;
    }
    if (isBlank(bytes, start, lines.end)) continue;
    const plain = lines.folds ? null : plainLine(lines, row, text);
    if (plain !== null) {
      yield plain;
      continue;
    }
    const joined = new Joined(bytes);
    joined.add(start, lines.end);
    joinFolds(lines, joined);
    yield finish(lines, joined, row, start);
  }
}

/** Most lines by far: plain ASCII, nothing folded, no value that goes on. Null for all others. */
function plainLine({ bytes, start, end }: PhysicalLines, row: number, file: ByteText): LogicalLine | null {
  if (end - start > HEAD_LIMIT) return null;
  const text = file.ascii(start, end);
  if (text === null) return null;
  const colon = colonIn(text);
  if (colon === -1) return null;
  const head = text.slice(0, colon);
  const transfer = transferOf(head);
  if (transfer === 'base64' || (transfer === 'quoted-printable' && /=[ \t]*$/.test(text))) return null;
  const value = transfer === 'plain' ? text.slice(colon + 1) : bytes.subarray(start + colon + 1, end);
  return { row, start, end, marker: null, head, transfer, value, tooLong: false };
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
  const whole = joined.whole;
  const colon = colonOf(whole);
  if (colon === -1 || colon > HEAD_LIMIT) {
    line.head = utf8.decode(whole.subarray(0, 100));
    return line;
  }
  line.head = utf8.decode(whole.subarray(0, colon));
  line.transfer = transferOf(line.head);
  if (line.transfer === 'plain') {
    line.value = asciiOf(whole.subarray(colon + 1)) ?? whole.subarray(colon + 1);
    return line;
  }
  if (line.transfer === 'base64') joinBase64(lines, joined);
  else joinSoftBreaks(lines, joined);
  line.end = joined.end;
  line.tooLong = joined.length > LINE_LIMIT;
  if (line.tooLong) return line;
  line.value = joined.whole.subarray(colon + 1);
  return line;
}
