/** Which of the contacts that are there a record is. */
import type { ImportPolicy } from '../api/import.ts';
import { shownName } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';
import { excerpt } from './fold.ts';
import type { ContactIndex, PlannedContact } from './match.ts';
import { nameKeys, numberKeys } from './match.ts';
import type { ImportRecord } from './record.ts';

export interface Choice {
  /** Null: none of them. */
  contact: PlannedContact | null;
  warnings: Problem[];
}

/**
 * By the policy.
 *
 * @param joins The groups that the record puts a contact into.
 * @param saysNothingNew Whether it would leave a contact as it is, put into these groups.
 */
export function chooseContact(
  record: ImportRecord,
  policy: ImportPolicy,
  index: ContactIndex,
  joins: readonly string[],
  saysNothingNew: (contact: PlannedContact, joins: readonly string[]) => boolean,
): Choice {
  const found = index.find(record.draft);
  if (policy === 'version-1') {
    return { contact: found.find((it) => isSameEntry(it, record, joins)) ?? null, warnings: [] };
  }
  const same = found.find((it) => saysNothingNew(it, joins)) ?? found.find((it) => saysNothingNew(it, []));
  if (same !== undefined) return { contact: same, warnings: [] };
  const value = excerpt(shownName(record.draft));
  const first = found[0];
  if (policy === 'add' || first === undefined) {
    const warnings: Problem[] = index.hasNamesake(record.draft)
      ? [{ code: 'import-namesake', severity: 'warning', value }]
      : [];
    return { contact: null, warnings };
  }
  if (found.length === 1) return { contact: first, warnings: [] };
  const params = { count: found.length };
  return { contact: first, warnings: [{ code: 'import-ambiguous', severity: 'warning', value, params }] };
}

/**
 * Phone book version 1: identical name, number and short code are the same entry. It has one number a
 * contact, so one with further numbers that is not in the book is another contact.
 */
function isSameEntry({ fields }: PlannedContact, { draft }: ImportRecord, joins: readonly string[]): boolean {
  const known = new Set(fields.numbers.flatMap(numberKeys));
  const given = new Set(draft.numbers.flatMap(numberKeys));
  return (
    fields.shortCode === draft.shortCode &&
    nameKeys(draft).some((name) => nameKeys(fields).includes(name)) &&
    draft.numbers.every((number) => numberKeys(number).some((key) => known.has(key))) &&
    (fields.numbers.every((number) => numberKeys(number).some((key) => given.has(key))) ||
      joins.every((group) => fields.groups.includes(group)))
  );
}
