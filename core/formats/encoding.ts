/** Which characters the bytes of a text file stand for, when nothing but the bytes says so. */
import type { Reading } from '../api/reading.ts';
import { decodeUtf8Strictly, decodeWindows1252 } from './charset.ts';
import { guessEncoding, isSound } from './encoding-guess.ts';

export type Encoding = NonNullable<Reading['encoding']>;

export interface DecodedText {
  /** Without a byte order mark. */
  text: string;
  encoding: Encoding;
  /** Some bytes mean nothing in the encoding that was asked for: they became U+FFFD. */
  damaged: boolean;
}

/**
 * `wanted` wins over everything. Else: byte order mark, UTF-16 by its zero bytes, strict UTF-8, and what
 * is left is windows-1252 unless another encoding proves itself.
 */
export function decodeText(bytes: Uint8Array, wanted?: Encoding): DecodedText {
  const known = wanted ?? markedEncoding(bytes) ?? zeroPattern(bytes);
  const unicode = known === undefined ? decodeUtf8Strictly(bytes) : null;
  if (unicode !== null) return { text: unicode, encoding: 'utf-8', damaged: false };
  const encoding = known ?? guessEncoding(bytes);
  const text = decodeAs(bytes, encoding);
  return {
    text: text.startsWith('\ufeff') ? text.slice(1) : text,
    encoding,
    // A text may hold U+FFFD of its own: whoever wrote it had lost a character before.
    damaged: text.includes('\ufffd') && !isSound(bytes, encoding),
  };
}

const decodeAs = (bytes: Uint8Array, encoding: Encoding): string =>
  encoding === 'windows-1252' || encoding === 'iso-8859-1'
    ? decodeWindows1252(bytes)
    : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * Delimiters, digits and line ends have a zero byte in UTF-16, always on the same side, whatever script
 * the words are in; no other text has zero bytes.
 */
function zeroPattern(bytes: Uint8Array): Encoding | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  const [many, none] = [pairs * 0.1, pairs * 0.01];
  if (odd > many && even <= none) return 'utf-16le';
  if (even > many && odd <= none) return 'utf-16be';
  return undefined;
}
