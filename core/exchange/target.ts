/** The short writing of a column's target in template files: `number 2 work`, `givenName`, `-`. */
import type { ColumnTarget } from '../api/reading.ts';
import { columnTarget } from '../api/reading.ts';

/** Null for `-`: a column that is known and left out. Throws on a writing that means nothing. */
export function parseTarget(text: string): ColumnTarget | null {
  if (text === '-') return null;
  const [field, slot, kind] = text.split(' ');
  return columnTarget.parse({
    field,
    ...(slot === undefined ? {} : { slot: Number(slot) }),
    ...(kind === undefined ? {} : { kind }),
  });
}
