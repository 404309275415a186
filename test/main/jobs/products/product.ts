/** Files as products write them: header, dialect, rows, and what they must become. */
import { HEADERS } from './headers.ts';

/** What a record says, in short: `work +49301234567`, `home Ring 1, 10115, Berlin, , Germany`. */
export interface Expected {
  salutation?: string;
  givenName?: string;
  familyName?: string;
  displayName?: string;
  company?: string;
  department?: string;
  position?: string;
  birthday?: string;
  shortCode?: string;
  note?: string;
  groups?: string[];
  numbers?: string[];
  emails?: string[];
  urls?: string[];
  addresses?: string[];
}

export interface Product {
  id: string;
  /** ISO code of the country whose national numbers the file holds. */
  country: string;
  bytes: Uint8Array;
  expected: Expected[];
}

export interface Writing {
  delimiter: ',' | ';' | '\t' | '|';
  encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'latin1';
  newline?: '\n' | '\r\n';
  /** Which cells are quoted, and how a quote inside is written. */
  quotes?: 'needed' | 'all' | 'backslash';
  preamble?: string;
  country?: string;
}

export function encode(text: string, encoding: Writing['encoding']): Uint8Array {
  if (encoding === 'latin1') return Buffer.from(text, 'latin1');
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(encoding === 'utf-8-bom' ? `\ufeff${text}` : text, 'utf8');
}

export function write(rows: readonly (readonly string[])[], writing: Writing): Uint8Array {
  const { delimiter, encoding, newline = '\r\n', quotes = 'needed', preamble = '' } = writing;
  const cell = (text: string): string => {
    const isNeeded = text.includes(delimiter) || /["\n\r]/.test(text);
    if (quotes !== 'all' && !isNeeded) return text;
    return `"${text.replaceAll('"', quotes === 'backslash' ? '\\"' : '""')}"`;
  };
  const lines = rows.map((cells) => cells.map(cell).join(delimiter) + newline);
  return encode(preamble + lines.join(''), encoding);
}

/** A row by header; `Titre#2` is the second column of that name. */
export type Row = Readonly<Record<string, string>>;

export function product(
  id: keyof typeof HEADERS,
  writing: Writing,
  records: readonly (readonly [Row, Expected])[],
): Product {
  const header = HEADERS[id].split('|');
  const seen = new Map<string, number>();
  const names = header.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
  const rows = records.map(([row]) => {
    const strange = Object.keys(row).find((name) => !names.includes(name));
    if (strange !== undefined) throw new Error(`${id} has no column ${strange}`);
    return names.map((name) => row[name] ?? '');
  });
  const bytes = write([header, ...rows], writing);
  return { id, country: writing.country ?? 'DE', bytes, expected: records.map(([, expected]) => expected) };
}
