/** Files of contacts as the API reads them: CSV, XLS and XLSX in the documented columns (section 7.2). */
import { isUtf8 } from 'node:buffer';
import { read, utils, type WorkBook } from 'xlsx';
import { z } from 'zod';

export const COLUMNS = [
  'group',
  'surname',
  'name',
  'workPhone',
  'workMobile',
  'homePhone',
  'homeMobile',
  'countryCode',
] as const;
type Column = (typeof COLUMNS)[number];

export interface SheetRow {
  /** Counted from 1, the header included. */
  row: number;
  cells: Record<Column, string>;
}

const NEEDED: readonly Column[] = ['surname', 'name'];
const CELLS = z.array(z.array(z.unknown()));

function textOf(bytes: Buffer): string {
  const marked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  return isUtf8(bytes)
    ? bytes.toString('utf8', marked ? 3 : 0)
    : new TextDecoder('windows-1252').decode(bytes);
}

/** The character among `;`, `,` and tab that stands most often in the header. */
function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (character: string): number => header.split(character).length;
  return [',', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best), ';');
}

/** Null for a file whose name says that it is none of the three, or that cannot be read. */
function workbook(filename: string, bytes: Buffer): WorkBook | null {
  const [, extension = ''] = /\.(\w+)$/.exec(filename.toLowerCase()) ?? [];
  try {
    if (extension === 'csv') {
      const text = textOf(bytes);
      return read(text, { type: 'string', raw: true, FS: separatorOf(text) });
    }
    return extension === 'xls' || extension === 'xlsx' ? read(bytes, { type: 'buffer' }) : null;
  } catch {
    return null;
  }
}

const shown = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell).trim()
    : '';

/** The rows of the first sheet, or why there are none. Other sheets are not looked at. */
export function readSheet(filename: string, bytes: Buffer): SheetRow[] | string {
  const book = workbook(filename, bytes);
  const sheet = book?.Sheets[book.SheetNames[0] ?? ''];
  if (sheet === undefined) return 'The file is not a CSV, XLS or XLSX file';
  const lines = CELLS.parse(
    utils.sheet_to_json(sheet, { header: 1, raw: true, blankrows: true, defval: '' }),
  );
  const header = (lines[0] ?? []).map((cell) => shown(cell).toLowerCase());
  const places = COLUMNS.map((column) => [column, header.indexOf(column.toLowerCase())] as const);
  const absent = NEEDED.filter((column) => !places.some(([name, place]) => name === column && place >= 0));
  if (absent.length > 0) return `The first row does not name the columns: ${absent.join(', ')}`;
  return lines.slice(1).flatMap((line, i) => {
    const at = (column: Column): string => shown(line[places.find(([name]) => name === column)?.[1] ?? -1]);
    const cells = {
      group: at('group'),
      surname: at('surname'),
      name: at('name'),
      workPhone: at('workPhone'),
      workMobile: at('workMobile'),
      homePhone: at('homePhone'),
      homeMobile: at('homeMobile'),
      countryCode: at('countryCode'),
    };
    return Object.values(cells).every((cell) => cell === '') ? [] : [{ row: i + 2, cells }];
  });
}
