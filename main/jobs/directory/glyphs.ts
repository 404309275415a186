/** Which characters a TrueType font has: its table `cmap` (OpenType 1.9, format 12). */
import { readFileSync } from 'node:fs';

const WINDOWS_FULL = [3, 10] as const;
const TABLE_RECORD = 16;
const ENCODING_RECORD = 8;
const GROUP = 12;

/** The first and the last code point of each run of characters, in ascending order. */
function runsOf(font: DataView): [first: number, last: number][] {
  const tables = Array.from({ length: font.getUint16(4) }, (_, i) => 12 + i * TABLE_RECORD);
  const record = tables.find((at) => font.getUint32(at) === 0x636d6170);
  if (record === undefined) throw new Error('The font has no cmap');
  const cmap = font.getUint32(record + 8);
  const encodings = Array.from(
    { length: font.getUint16(cmap + 2) },
    (_, i) => cmap + 4 + i * ENCODING_RECORD,
  );
  const full = encodings.find(
    (at) => font.getUint16(at) === WINDOWS_FULL[0] && font.getUint16(at + 2) === WINDOWS_FULL[1],
  );
  if (full === undefined) throw new Error('The font has no full Unicode table');
  const table = cmap + font.getUint32(full + 4);
  return Array.from({ length: font.getUint32(table + 12) }, (_, i) => {
    const at = table + 16 + i * GROUP;
    return [font.getUint32(at), font.getUint32(at + 4)];
  });
}

/** Says of a text which of its characters the font at `path` lacks, each once. */
export function lackingIn(path: string): (text: string) => string[] {
  const bytes = readFileSync(path);
  const known = new Set<number>();
  for (const [first, last] of runsOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))) {
    for (let code = first; code <= last; code++) known.add(code);
  }
  return (text) => [...new Set(text)].filter((sign) => !known.has(sign.codePointAt(0) ?? 0));
}
