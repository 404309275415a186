/** Text to the bytes of a legacy encoding: `TextEncoder` can only do UTF-8. */
import anyAscii from 'any-ascii';
import { decodeWindows1252 } from './charset.ts';
import type { Encoding } from './encoding.ts';

export interface EncodedText {
  bytes: Uint8Array;
  /** Characters the encoding does not have, each once; they were written as `?`. */
  lost: string[];
}

const UNKNOWN = 0x3f;

/** Without a byte order mark, unless the text begins with U+FEFF. */
export function encodeText(text: string, encoding: Encoding): EncodedText {
  if (encoding === 'utf-8') return { bytes: new TextEncoder().encode(text), lost: [] };
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return { bytes: utf16(text, encoding), lost: [] };
  const codes = codesOf(encoding);
  const bytes = new Uint8Array(text.length * 2);
  const lost = new Set<string>();
  let length = 0;
  for (const character of text) {
    const code = codes.get(character);
    if (code === undefined) lost.add(character);
    if (code !== undefined && code > 0xff) bytes[length++] = code >> 8;
    bytes[length++] = code ?? UNKNOWN;
  }
  return { bytes: bytes.subarray(0, length), lost: [...lost] };
}

/** Text in characters that the encoding has, for what is said to people: others come as their like. */
export function encodable(text: string, encoding: Encoding): string {
  const lost = new Set(encodeText(text, encoding).lost);
  return lost.size === 0 ? text : Array.from(text, (it) => (lost.has(it) ? anyAscii(it) : it)).join('');
}

function utf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

type LegacyEncoding = Exclude<Encoding, 'utf-8' | 'utf-16le' | 'utf-16be'>;

/** The code of each character: one byte, or two as one number. */
type Codes = ReadonlyMap<string, number>;
const known = new Map<LegacyEncoding, Codes>();

/** The decoder's own table, turned round. */
function codesOf(encoding: LegacyEncoding): Codes {
  const ready = known.get(encoding);
  if (ready !== undefined) return ready;
  const codes = new Map<string, number>();
  const decode = decoderOf(encoding);
  const add = (code: number, ...bytes: number[]): void => {
    const character = decode(Uint8Array.from(bytes));
    if (isWhole(character) && !codes.has(character)) codes.set(character, code);
  };
  for (let byte = 0; byte < 0x100; byte++) add(byte, byte);
  if (encoding === 'shift_jis') {
    for (let lead = 0x81; lead < 0xfd; lead++) {
      // Half-width katakana, and the rows that repeat IBM's extensions: the later ones are usual.
      if ((lead > 0x9f && lead < 0xe0) || lead === 0xed || lead === 0xee) continue;
      for (let trail = 0x40; trail < 0xfd; trail++) add(lead * 0x100 + trail, lead, trail);
    }
  }
  known.set(encoding, codes);
  return codes;
}

/** ISO-8859-1 proper: what is read as such may be windows-1252, what is written as such must not. */
function decoderOf(encoding: LegacyEncoding): (bytes: Uint8Array) => string {
  if (encoding === 'iso-8859-1') return (bytes) => String.fromCharCode(...bytes);
  if (encoding === 'windows-1252') return decodeWindows1252;
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}

/** One character, neither the replacement character nor one of private use. */
const isWhole = (text: string): boolean => /^[^\ufffd\ue000-\uf8ff]$/u.test(text);
