/** What a search looks at of contacts. */
import type { ContactLists, KnownFields } from '../../core/directory/contact.ts';
import { Block, IDS } from './block.ts';
import type { Database } from './database.ts';
import { foldLines, numberHaystack } from './fold.ts';
import { LISTS_JSON, withLists } from './lists.ts';
import { ofColumns } from './shape.ts';

/** The fields that are searched as they are. */
export const SEARCHED_FIELDS = [
  'givenName',
  'familyName',
  'displayName',
  'company',
  'department',
  'position',
  'shortCode',
  'note',
] as const satisfies readonly (keyof KnownFields)[];

interface Row {
  id: number;
  fields: string;
  lists: string;
}
const rowShape = ofColumns(([id, fields, lists]): Row | null =>
  typeof id === 'number' && typeof fields === 'string' && typeof lists === 'string'
    ? { id, fields, lists }
    : null,
);
const SEARCHED = `SELECT contact.id, ${SEARCHED_FIELDS.join(' || char(10) || ')}, ${LISTS_JSON} FROM`;
const IN_BLOCK = `${SEARCHED} contact WHERE id BETWEEN ? AND ? AND present = 1 ORDER BY id`;
// A cross join keeps the order of the ids.
const BY_ID = `${SEARCHED} json_each(?) j CROSS JOIN contact ON contact.id = j.value`;

/** The block of that number. */
export function readBlock(db: Database, number: number): Block {
  const first = number * IDS;
  const rows = db.columns(rowShape, IN_BLOCK, first, first + IDS - 1);
  return blockOfRows(
    db,
    first,
    rows.map(({ id }) => id),
    rows,
  );
}

/** Any contacts, not more than a block has, each under its index. */
export function readContacts(db: Database, ids: readonly number[]): Block {
  const rows = db.columns(rowShape, BY_ID, JSON.stringify(ids));
  return blockOfRows(
    db,
    0,
    rows.map((_, index) => index),
    rows,
  );
}

/** `ids`: under which they stand in it. */
function blockOfRows(db: Database, first: number, ids: readonly number[], rows: readonly Row[]): Block {
  const searched = withLists(db, rows, ({ fields }, lists) => ({ ...lists, fields }));
  return new Block(first, ids, haystackOf(searched));
}

/** Ends what is searched of one contact: a line of its own, so that no other line is two contacts'. */
export const END = '\n\0\n';

/** `fields`: those of `SEARCHED_FIELDS`, as lines. */
export interface Searched extends Omit<ContactLists, 'groups'> {
  fields: string;
}

/**
 * One contact after the other, because one long text is folded in a third of the time; one value a line, because
 * nothing is found across two of them.
 */
export function haystackOf(contacts: readonly Searched[]): string {
  let text = '';
  for (const one of contacts) {
    const lines = linesOf(one);
    text += (lines.includes('\0') ? lines.replaceAll('\0', ' ') : lines) + END;
  }
  return foldLines(text);
}

function linesOf({ fields, numbers, emails, urls, addresses }: Searched): string {
  let lines = fields;
  for (const { value } of emails) lines += `\n${value}`;
  for (const { value } of urls) lines += `\n${value}`;
  for (const { street, postalCode, city, region, country } of addresses) {
    lines += `\n${street}\n${postalCode}\n${city}\n${region}\n${country}`;
  }
  for (const number of numbers) lines += `\n${numberHaystack(number)}`;
  return lines;
}
