/**
 * The whole book as the file that travels over a console: the address-book CSV with two columns more, the
 * groups and the console's own number of the contact (docs/protocols/console.md, section 2).
 */
import { encodeText } from '../../../core/formats/encode.ts';
import { COMMANDER_HEADER } from '../../../core/formats/csv/commander.ts';
import { splitRows } from '../../../core/formats/csv/split.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** One contact of the book. `cells`: the 45 named columns as they stand in the file. */
export interface BookRow {
  /** Empty for a contact that the console has not numbered yet. */
  id: string;
  cells: readonly string[];
  groups: readonly string[];
}

const FIELDS = COMMANDER_HEADER.length - 1;
const HEADER = [...COMMANDER_HEADER.slice(0, FIELDS), 'Kontaktgruppen', 'Kontakt-Id', ''];

/** Errors: `console-book-unreadable` where it is no book, or not the whole of one. */
export function readBook(bytes: Uint8Array): BookRow[] {
  const text = Buffer.from(bytes).toString('latin1');
  const { rows, problems } = splitRows(text, ';', 'backslash', 1);
  const [header, ...lines] = rows;
  const [problem] = problems;
  if (header === undefined || !HEADER.every((name, at) => (header.cells[at] ?? '') === name)) {
    throw unreadable(1, header?.cells.join(';') ?? '');
  }
  if (problem !== undefined) throw unreadable(problem.row ?? 1, problem.value ?? '');
  return lines.map(({ row, cells }) => {
    if (cells.length !== HEADER.length) throw unreadable(row, cells.join(';'));
    return {
      id: cells[FIELDS + 1] ?? '',
      cells: cells.slice(0, FIELDS),
      groups: splitGroups(cells[FIELDS] ?? ''),
    };
  });
}

const unreadable = (row: number, value: string): SwitchbookError =>
  new SwitchbookError('console-book-unreadable', { row, value: value.slice(0, 60) });

/** Whether the file can say all of the row: a field cannot end in a backslash, which would escape its quote. */
export const canTravel = ({ cells, groups }: BookRow): boolean =>
  [...cells, joinGroups(groups)].every((text) => !text.endsWith('\\'));

/** A line a contact, the header first: the second line is the first row. */
export function writeBook(rows: readonly BookRow[]): Uint8Array {
  const lines = rows.map(({ id, cells, groups }) => line([...cells, joinGroups(groups), id, '']));
  return encodeText([line(HEADER), ...lines, ''].join('\n'), 'iso-8859-1').bytes;
}

const line = (cells: readonly string[]): string => cells.map(field).join(';');

/** A line end has no place in a field; a backslash at its end stands only in rows that were never read here. */
function field(text: string): string {
  if (text === '') return '';
  const plain = text.replaceAll(/\s*[\r\n]+\s*/g, ' ').replace(/\\+$/, (end) => '/'.repeat(end.length));
  return `"${plain.replaceAll('"', String.raw`\"`)}"`;
}

const joinGroups = (groups: readonly string[]): string =>
  groups.map((name) => name.replaceAll(/[\\|]/g, (sign) => `\\${sign}`)).join('|');

const splitGroups = (text: string): string[] =>
  [...text.matchAll(/((?:[^\\|]|\\.)+)/gs)].map(([, name = '']) => name.replaceAll(/\\(.)/gs, '$1'));
