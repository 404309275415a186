/** The lines of a text file as bytes, for parts of it that are handed back as they came. */
import type { Encoding } from './encoding.ts';

export interface LineBytes {
  from: number;
  /** Where the text ends and the line end begins. */
  to: number;
  /** Where the next line begins. */
  next: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Counted as every reader here counts: CRLF, LF, CR and CR CR LF end a line each. Without the mark in front. */
export function lineBytes(bytes: Uint8Array, encoding: Encoding): LineBytes[] {
  const width = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const [low, high] = encoding === 'utf-16be' ? [1, 0] : [0, 1];
  const codeAt = (at: number): number =>
    width === 1 ? (bytes[at] ?? 0) : (bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8);
  const lines: LineBytes[] = [];
  let from = markLength(bytes, encoding);
  for (let at = from; at < bytes.length; at += width) {
    const code = codeAt(at);
    if (code !== LF && code !== CR) continue;
    const to = at;
    if (code === CR) {
      const behind = codeAt(at + width);
      if (behind === LF) at += width;
      else if (behind === CR && codeAt(at + 2 * width) === LF) at += 2 * width;
    }
    lines.push({ from, to, next: at + width });
    from = at + width;
  }
  if (from < bytes.length) lines.push({ from, to: bytes.length, next: bytes.length });
  return lines;
}

/** The length of the byte order mark, 0 without one. */
export function markLength(bytes: Uint8Array, encoding: Encoding): number {
  const [first, second, third] = bytes;
  if (encoding === 'utf-8') return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  if (encoding === 'utf-16le') return first === 0xff && second === 0xfe ? 2 : 0;
  return encoding === 'utf-16be' && first === 0xfe && second === 0xff ? 2 : 0;
}
