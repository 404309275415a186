/**
 * Rows that belong together: a telephone that writes one number a row names the row of the contact in the
 * rows of its further numbers. They become one record, with complaints about each number at its own row.
 */
import type { TableRow } from '../formats/table.ts';
import type { ImportRecord } from './record.ts';
import { numberKeys } from './match.ts';
import type { Template } from './template.ts';

type Members = NonNullable<Template['members']>;

/** A member without the row it names belongs to the row above. */
export function joinMembers(
  rows: Iterable<TableRow>,
  members: Members,
  read: (row: TableRow) => ImportRecord | null,
): ImportRecord[] {
  const records: ImportRecord[] = [];
  const named = new Map<string, ImportRecord>();
  const further: { record: ImportRecord; reference: string; above: ImportRecord | undefined }[] = [];
  for (const row of rows) {
    const record = read(row);
    if (record === null) continue;
    const cell = (place: number): string => (row.cells[place - 1] ?? '').trim();
    if (cell(members.role) === members.is) {
      further.push({ record, reference: cell(members.reference), above: records.at(-1) });
    } else {
      records.push(record);
      if (!named.has(cell(members.to))) named.set(cell(members.to), record);
    }
  }
  for (const { record, reference, above } of further) {
    const owner = (reference === '' ? undefined : named.get(reference)) ?? above;
    if (owner === undefined) records.push(record);
    else addNumbers(owner, record);
  }
  return records;
}

function addNumbers(owner: ImportRecord, { row, draft, problems }: ImportRecord): void {
  const known = new Set(owner.draft.numbers.map((number) => numberKeys(number)[0]));
  const fresh = draft.numbers.filter((number) => !known.has(numberKeys(number)[0]));
  owner.draft.numbers.push(...fresh);
  owner.problems.push(...problems.map((problem) => ({ ...problem, row: problem.row ?? row })));
}
