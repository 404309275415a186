/**
 * Rows that belong together: a telephone that writes one number a row names the row of the contact in the
 * rows of its further numbers. They become one record, with complaints about each number at its own row.
 */
import type { TableRow } from '../formats/table.ts';
import type { ImportRecord } from './record.ts';
import { numberKeys } from './match.ts';
import type { Template } from './template.ts';

type Members = NonNullable<Template['members']>;

/** The row of the contact by the row of each further number; without the row it names it is the row above. */
function ownersOf(rows: readonly TableRow[], members: Members): Map<number, number> {
  const cell = ({ cells }: TableRow, place: number): string => (cells[place - 1] ?? '').trim();
  const isMember = (row: TableRow): boolean => cell(row, members.role) === members.is;
  const named = new Map<string, number>();
  for (const row of rows) {
    const name = cell(row, members.to);
    if (!isMember(row) && name !== '' && !named.has(name)) named.set(name, row.row);
  }
  const owners = new Map<number, number>();
  let above: number | undefined;
  for (const row of rows) {
    const owner = isMember(row) ? (named.get(cell(row, members.reference)) ?? above) : undefined;
    if (!isMember(row)) above = row.row;
    else if (owner !== undefined) owners.set(row.row, owner);
  }
  return owners;
}

/** Who leaves a contact's row out leaves out its further numbers too. */
export function joinMembers(
  rows: readonly TableRow[],
  members: Members,
  excluded: ReadonlySet<number>,
  read: (row: TableRow) => ImportRecord | null,
): ImportRecord[] {
  const owners = ownersOf(rows, members);
  const records = new Map<number, ImportRecord>();
  const further: ImportRecord[] = [];
  for (const row of rows) {
    const owner = owners.get(row.row);
    const record = excluded.has(row.row) || excluded.has(owner ?? 0) ? null : read(row);
    if (record === null) continue;
    if (owner === undefined) records.set(row.row, record);
    else further.push(record);
  }
  for (const record of further) {
    const owner = records.get(owners.get(record.row) ?? 0);
    if (owner !== undefined) addNumbers(owner, record);
  }
  return [...records.values()];
}

function addNumbers(owner: ImportRecord, { row, draft, problems, columnOf }: ImportRecord): void {
  const known = new Set(owner.draft.numbers.map((number) => numberKeys(number)[0]));
  const fresh = draft.numbers.filter((number) => !known.has(numberKeys(number)[0]));
  owner.draft.numbers.push(...fresh);
  const { columnOf: ownColumnOf } = owner;
  owner.columnOf = (list, value) => ownColumnOf?.(list, value) ?? columnOf?.(list, value);
  owner.problems.push(...problems.map((problem) => ({ ...problem, row: problem.row ?? row })));
}
