/** Quoted-printable of RFC 2045 section 6.7, inside one vCard value. */

/** Soft breaks are joined before; `=` without two hexadecimal digits stands for itself. */
export function decodeQuoted(source: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let i = 0; i < source.length; i++) {
    const byte = source[i] ?? 0;
    const high = byte === 0x3d ? hexDigit(source[i + 1]) : -1;
    const low = high < 0 ? -1 : hexDigit(source[i + 2]);
    if (low < 0) {
      bytes[length++] = byte;
    } else {
      bytes[length++] = high * 16 + low;
      i += 2;
    }
  }
  return bytes.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const WIDTH = 76;

/**
 * UTF-8 in lines of at most 76 characters behind `head`. A soft break never splits a character, and no
 * line it begins can be taken for a fold, a property or END:VCARD: blanks there and every colon are
 * encoded, which careless readers need.
 */
export function encodeQuoted(head: string, text: string): string {
  const lines: string[] = [];
  let line = head;
  for (const character of text.toWellFormed().replaceAll('\n', '\r\n')) {
    let piece = isPlain(character.codePointAt(0) ?? 0) ? character : escaped(character);
    if (line.length + piece.length >= WIDTH) {
      lines.push(`${line}=`);
      line = '';
    }
    if (line === '' && (character === ' ' || character === '\t')) piece = escaped(character);
    line += piece;
  }
  if (/[ \t]$/.test(line)) line = line.slice(0, -1) + escaped(line.slice(-1));
  return [...lines, line].join('\r\n');
}

/** Tab, blank and printable ASCII without `=` and `:`. */
const isPlain = (code: number): boolean =>
  code === 0x09 || (code >= 0x20 && code < 0x7f && code !== 0x3a && code !== 0x3d);

/** Percent and equals escapes are the same but for their sign. */
const escaped = (character: string): string => encodeURIComponent(character).replaceAll('%', '=');
