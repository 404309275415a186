/** The lines of a file as an editor shows them, and what can be told from the bytes of one. */

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const BLANK = 0x20;
const EQUALS = 0x3d;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export type Marker = 'begin' | 'end';

/**
 * Steps through CRLF, LF, CR and CR CR LF, mixed as they come. In a file that knows LF, a CR by itself
 * ends a line only before something like a property: else it is a line break inside a value.
 */
export class PhysicalLines {
  readonly bytes: Uint8Array;
  start = 0;
  end = 0;
  row = 0;
  private next = 0;
  private readonly classic: boolean;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.classic = !bytes.includes(LF);
  }

  advance(): boolean {
    const { bytes } = this;
    let at = this.next;
    if (at >= bytes.length) return false;
    this.start = at;
    this.row++;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF || (byte === CR && (this.classic || this.ends(at + 1)))) break;
    }
    this.end = at;
    if (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
    else if (bytes[at] === CR && bytes[at + 1] === CR && bytes[at + 2] === LF) at += 3;
    else at += 1;
    this.next = at;
    return true;
  }

  /** Whether a CR ends the line, by what stands behind it. */
  private ends(at: number): boolean {
    const byte = this.bytes[at];
    if (byte === LF || byte === undefined) return true;
    if (byte === CR) return this.bytes[at + 1] === LF;
    return looksLikeProperty(this.bytes, at, this.bytes.length);
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
export function markerOf(bytes: Uint8Array, start: number, end: number): Marker | null {
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

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== BLANK && bytes[at] !== TAB) return false;
  return true;
}

export function isBase64(bytes: Uint8Array, start: number, end: number): boolean {
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
export function looksLikeProperty(bytes: Uint8Array, start: number, end: number): boolean {
  return /^[A-Za-z][\w.-]{0,63}[;:]/.test(utf8.decode(bytes.subarray(start, Math.min(end, start + 66))));
}
