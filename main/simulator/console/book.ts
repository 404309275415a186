/** The file in which the whole book travels: docs/protocols/console.md, section 2. */
import { HEADER } from '../commander/columns.ts';
import { csvLine, csvRows, csvText } from '../commander/csv.ts';
import type { Store } from '../commander/store.ts';

const COLUMNS: readonly string[] = [...HEADER, 'Kontaktgruppen', 'Kontakt-Id'];

export interface BookRow {
  /** The line on which the row starts; the header is 1. */
  line: number;
  /** The 45 columns of the contact. */
  cells: string[];
  /** Names. */
  groups: string[];
  id: string;
}

/** Why a file is no book. */
export class BookError extends Error {
  override readonly name = 'BookError';
}

/** A text as it arrives at the other end: what the file cannot carry is replaced. */
export const carried = (text: string): string =>
  text.replace(/[\u0100-\u{10ffff}]/gu, '?').replace(/\\$/, '/');

const joinNames = (names: readonly string[]): string =>
  names.map((name) => carried(name).replace(/[\\|]/g, '\\$&')).join('|');

function splitNames(text: string): string[] {
  if (text === '') return [];
  const names = [''];
  for (const [piece] of text.matchAll(/\\[\\|]|[^]/g)) {
    if (piece === '|') names.push('');
    else names.push(`${names.pop() ?? ''}${piece.length === 2 ? piece.slice(1) : piece}`);
  }
  return names;
}

export function writeBook(store: Store): Buffer {
  const names = new Map(store.groups().map(({ id, name }) => [id, name]));
  const lines = [csvLine(COLUMNS)];
  for (const { id, cells, groups } of store.contacts()) {
    const members = joinNames(groups.map((group) => names.get(group) ?? ''));
    lines.push(csvLine([...cells.map(carried), members, String(id)]));
  }
  return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
}

/**
 * Throws `BookError` for another header, a row with more or fewer fields, and a quote that is never closed: a
 * damaged file must not pass for a book in which contacts are missing.
 */
export function readBook(bytes: Buffer): BookRow[] {
  const text = csvText(bytes).replaceAll('\r\n', '\n');
  const rows = [...csvRows(text)];
  const header = rows.shift()?.cells ?? [];
  const known = COLUMNS.every((name, at) => header[at] === name);
  if (!known || header.slice(COLUMNS.length).some((name) => name !== '')) {
    throw new BookError(text === '' ? 'the file is empty' : 'line 1 is not the header of the book');
  }
  const last = rows.at(-1);
  if (last?.closed === false) throw new BookError(`line ${last.line}: a quote is never closed`);
  return rows.map(({ line, cells }) => {
    if (cells.length !== COLUMNS.length + 1) {
      throw new BookError(`line ${line}: ${cells.length} fields in place of ${COLUMNS.length + 1}`);
    }
    return {
      line,
      cells: cells.slice(0, HEADER.length),
      groups: splitNames(cells[HEADER.length] ?? ''),
      id: cells[HEADER.length + 1] ?? '',
    };
  });
}
