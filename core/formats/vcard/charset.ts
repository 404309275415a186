/** Which charset the bytes of a vCard value are in. Nearly every old exporter has its own answer. */
import { decodeCharset, decodeUtf8Strictly } from '../charset.ts';

/** Bytes of the file as UTF-8 or a superset of ASCII: UTF-16 is rewritten, a byte order mark dropped. */
export function withoutUtf16(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return bytes.subarray(3);
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (bytes.length < 2 || (!little && !big)) return bytes;
  const marked = first === 0xff || first === 0xfe;
  const text = decodeCharset(marked ? bytes.subarray(2) : bytes, little ? 'utf-16le' : 'utf-16be');
  return text === null ? bytes : new TextEncoder().encode(text);
}

const isUtf8 = (label: string): boolean => /^"?utf-?8"?$/i.test(label);

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8, or null. A last character that was cut off is dropped instead of condemning the whole value. */
function decodeUtf8(bytes: Uint8Array, declared: boolean): string | null {
  const text = utf8.decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  const strict = decodeUtf8Strictly(bytes);
  if (strict !== null) return strict;
  const rest = decodeUtf8Strictly(withoutCutCharacter(bytes));
  return rest !== null && (declared || /[^\0-\u007F]/.test(rest)) ? rest : null;
}

/** Without what stands at the end and is no whole character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const width = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return bytes.subarray(0, bytes.length - back + (width <= back ? width : 0));
  }
  return bytes;
}

/**
 * The text of a value. In order: the property's own CHARSET, strict UTF-8, then the first of `others`
 * that anybody knows (what the user chose, what the rest of the card or file names), else windows-1252.
 */
export function decodeValue(bytes: Uint8Array, declared: string, others: () => string[]): string {
  if (declared !== '' && !isUtf8(declared)) {
    const text = decodeCharset(bytes, declared);
    if (text !== null) return text;
  }
  const text = decodeUtf8(bytes, declared !== '' && isUtf8(declared));
  if (text !== null) return text;
  for (const label of others()) {
    const guess = isUtf8(label) ? null : decodeCharset(bytes, label);
    if (guess !== null) return guess;
  }
  return decodeCharset(bytes, 'windows-1252') ?? '';
}

/** The first charset other than UTF-8 that the file names anywhere, or ''. One pass over the bytes. */
export function charsetNamedIn(bytes: Uint8Array): string {
  const CHUNK = 0x10000;
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const text = utf8.decode(bytes.subarray(from, from + CHUNK + 64));
    for (const [, label = ''] of text.matchAll(/;CHARSET="?([\w.:-]{1,40})/gi)) {
      if (!isUtf8(label) && decodeCharset(new Uint8Array(0), label) !== null) return label;
    }
  }
  return '';
}
