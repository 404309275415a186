/** The header line of a file, as templates are looked for by it. */
import { fold } from './fold.ts';

/** Cells of any length stand in the rows that are tried as headers; headers are short. */
const LONGEST_HEADER = 200;

/** What the header line's folding ignores: byte order marks, quotes, case, accents, punctuation. */
export const headerKey = (header: string): string =>
  fold(header.slice(0, LONGEST_HEADER).replaceAll('°', ''));

/** `3. Ort` and `4. Ort` meet as `# ort`; numbers after the first stay. */
export const anyNumber = (key: string): string => key.replace(/\d{1,3}/, '#');

/** A file's header line, prepared once for all templates. */
export interface HeaderLine {
  headers: readonly string[];
  columns: { key: string; numberless: string | null; n: number; occurrence: number }[];
  named: number;
}

export function readHeaderLine(headers: readonly string[]): HeaderLine {
  const seen = new Map<string, number>();
  let named = 0;
  const columns = headers.map((header) => {
    const key = headerKey(header);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const n = /\d{1,3}/.exec(key)?.[0];
    if (key !== '') named++;
    return { key, numberless: n === undefined ? null : anyNumber(key), n: Number(n ?? 1), occurrence };
  });
  return { headers, columns, named };
}
