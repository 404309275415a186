/** Bytes to text, for the encodings that address books come in. */
import { decodeDos } from './dos.ts';

/** windows-1252 differs from ISO-8859-1 in these 32 places; 0 where nothing is assigned. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];

/**
 * Own table: several Node releases decode 0x80–0x9F of windows-1252 as control characters
 * (nodejs/node #56542, #60888), which loses € and typographic quotes.
 */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  new TextDecoder('windows-1252').decode(bytes).replace(/[\u0080-\u009f]/g, (control) => {
    const code = control.charCodeAt(0);
    return String.fromCharCode(WINDOWS_1252[code - 0x80] || code);
  });

/** The text, or null when the bytes are not UTF-8 throughout. */
export function decodeUtf8Strictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of charsets that decoders know by another one only. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
};

/** Any charset by its IANA or vendor label; null when nobody knows the label. Wrong bytes become U+FFFD. */
export function decodeCharset(bytes: Uint8Array, label: string): string | null {
  const asked = label.trim().toLowerCase().replace(/^x-/, '');
  const name = OTHER_NAMES[asked] ?? asked.replace(/^(?:windows|win|cp)[-_]?(?=125\d$)/, 'windows-');
  if (/^(windows-?1252|cp-?1252|ansi|iso-?8859-?1|latin-?1|us-ascii|ascii)$/.test(name)) {
    return decodeWindows1252(bytes);
  }
  try {
    return new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeDos(bytes, name);
  }
}
