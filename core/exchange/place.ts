/** The column of the file that a complaint about a contact points to. */
import type { ContactFields } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';
import type { ImportRecord, ValueList } from './record.ts';
import { VALUE_LISTS } from './record.ts';

export type Lists = Pick<ContactFields, ValueList>;

interface Columns {
  /** The first column of a field. */
  columnOf(field: string): string | undefined;
}

/** `lists`: what was checked. A value in them that only the site held stands in no column of the file. */
export function placeOf(
  { column, params }: Problem,
  record: ImportRecord,
  lists: Lists,
  columns: Columns,
): { column?: string } {
  const { field, at } = params ?? {};
  if (column !== undefined) return { column };
  if (typeof field !== 'string') return {};
  const list = VALUE_LISTS.find((it) => it === field);
  const value = list === undefined || typeof at !== 'number' ? undefined : lists[list][at]?.value;
  const found =
    list === undefined || value === undefined ? columns.columnOf(field) : record.columnOf?.(list, value);
  return found === undefined ? {} : { column: found };
}
