/** Lines that go on: folded ones, soft breaks of quoted-printable, base64 without an indent. */
import { isBase64, isBlank, looksLikeProperty, markerOf, type PhysicalLines } from './physical.ts';

/** Bytes of one whole line, pictures included. */
export const LINE_LIMIT = 16 * 1024 * 1024;

const TAB = 0x09;
const BLANK = 0x20;
const EQUALS = 0x3d;

/** Pieces of a line that belong together. */
export class Joined {
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
export function joinSoftBreaks(lines: PhysicalLines, joined: Joined): void {
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
export function joinBase64(lines: PhysicalLines, joined: Joined): void {
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

export function joinFolds(lines: PhysicalLines, joined: Joined): void {
  while (lines.folds && lines.advance()) joined.add(lines.start + 1, lines.end);
}
