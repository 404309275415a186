/**
 * The matrix of rights as a table for spreadsheets: a row for each subscriber, a column for each contact group
 * behind extension, name and role. A `*` behind a right marks a standard group. Written in the words of one
 * language and read in those of all.
 */
import terms from '../../../resources/translations/access-terms.json' with { type: 'json' };
import type { Matrix } from '../../directory/matrix.ts';
import { rightOf } from '../../directory/matrix.ts';
import type { WantedRow } from '../../directory/matrix-import.ts';
import { GRANTS, ROLES } from '../../directory/subscriber.ts';
import type { Language, Sentence } from '../../language/text.ts';
import { speaker } from '../../language/text.ts';
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { escapeCell, unescapeCell } from './escape.ts';
import { readCsv } from './read.ts';
import { writeCsv } from './write.ts';

/** UTF-8 with `;`, as spreadsheets take it; nothing in it is calculated. */
export function writeMatrixCsv({ subscribers, groups }: Matrix, language: Language): Uint8Array {
  const say = speaker(terms, language);
  const safe = (text: string): string => escapeCell(text, 'spreadsheet');
  const header = [say('extension'), say('name'), say('role'), ...groups.map(({ name }) => safe(name))];
  const rows = subscribers.map((subscriber) => [
    safe(subscriber.extension),
    safe(subscriber.name),
    say(`role.${subscriber.role}`),
    ...groups.map(({ name }) => {
      // Of those who may do everything no right is kept.
      if (subscriber.role !== 'subscriber') return '';
      const { grant, standard } = rightOf(subscriber, name);
      return `${say(`grant.${grant}`)}${standard ? ' *' : ''}`;
    }),
  ]);
  return writeCsv([header, ...rows]);
}

export interface MatrixFile {
  headerRow: number;
  rows: WantedRow[];
  /** Names of the columns of rights, with their place. */
  groups: { name: string; column: number }[];
  /** What could not be understood of the file as a whole. */
  problems: Problem[];
}

const words = (sentence: Sentence, word: string): string[] => [word, ...Object.values(sentence)].map(fold);
const fold = (text: string): string => text.normalize('NFC').trim().toLowerCase();

const GRANT_WORDS = new Map(
  GRANTS.flatMap((grant) => words(terms[`grant.${grant}`], grant).map((word) => [word, grant])),
);
const ROLE_WORDS = new Map(
  ROLES.flatMap((role) => words(terms[`role.${role}`], role).map((word) => [word, role])),
);

/** Extension, name and role stand in front of the groups: one of them may be called the same. */
const PEOPLE_COLUMNS = 3;
const SHOWN = 60;

/** Errors: `access-file-no-extension`, and those of `readCsv`. */
export function readMatrixCsv(bytes: Uint8Array): MatrixFile {
  const { table } = readCsv(bytes, {});
  const [header, ...body] = table.rows;
  const headerRow = header?.row ?? 1;
  const headings = (header?.cells ?? []).map((cell) => unescapeCell(cell).normalize('NFC').trim());
  const place = (key: 'extension' | 'name' | 'role'): number =>
    headings.slice(0, PEOPLE_COLUMNS).findIndex((heading) => words(terms[key], key).includes(fold(heading)));
  const at = { extension: place('extension'), name: place('name'), role: place('role') };
  if (at.extension < 0) throw new SwitchbookError('access-file-no-extension', { row: headerRow });

  const people = new Set(Object.values(at));
  const groups: MatrixFile['groups'] = [];
  const problems = [...table.problems];
  headings.forEach((name, column) => {
    if (people.has(column) || name === '') return;
    if (groups.some((group) => group.name === name)) {
      problems.push({
        code: 'access-file-group-twice',
        severity: 'error',
        row: headerRow,
        column: name,
        value: name,
      });
    } else groups.push({ name, column });
  });
  const rows = body.map(({ row, cells }): WantedRow => {
    const cell = (column: number): string =>
      unescapeCell(cells[column] ?? '')
        .normalize('NFC')
        .trim();
    const found: Problem[] = [];
    const misread = (code: Problem['code'], column: string, value: string): void => {
      found.push({ code, severity: 'error', row, column, value: value.slice(0, SHOWN) });
    };
    const roleWord = cell(at.role);
    const role = ROLE_WORDS.get(fold(roleWord)) ?? null;
    if (roleWord !== '' && role === null) misread('access-file-role', headings[at.role] ?? '', roleWord);
    const rights: WantedRow['rights'] = [];
    for (const { name, column } of groups) {
      const typed = cell(column);
      if (typed === '') continue;
      const standard = typed.endsWith('*');
      const grant = GRANT_WORDS.get(fold(standard ? typed.slice(0, -1) : typed));
      if (grant === undefined) misread('access-file-right', name, typed);
      else rights.push({ group: name, grant, standard });
    }
    return {
      row,
      extension: cell(at.extension),
      name: at.name < 0 ? null : cell(at.name),
      role,
      rights,
      problems: found,
    };
  });
  return { headerRow, rows, groups, problems };
}
