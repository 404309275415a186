/**
 * The lists of a contact as they stand in its columns: one flat JSON array, each entry its kind followed by its
 * parts. Names of parts would be a third of the whole file.
 */
import type {
  ContactLists,
  Labelled,
  NumberKind,
  PhoneNumber,
  PlaceKind,
  PostalAddress,
} from '../../core/directory/contact.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';
import type { Database } from './database.ts';
import { areNumbers, byHand } from './shape.ts';

export type ListName = Exclude<keyof ContactLists, 'groups'>;
export type Lists = Pick<ContactLists, ListName>;

const numberKinds: ReadonlyMap<unknown, NumberKind> = new Map(NUMBER_KINDS.map((kind) => [kind, kind]));
const placeKinds: ReadonlyMap<unknown, PlaceKind> = new Map(PLACE_KINDS.map((kind) => [kind, kind]));

type ReadEntry<T> = (parts: readonly unknown[], at: number) => T | null;

/** A flat array of entries of `size` parts each; `entry` reads the one at a place, and says null of what is none. */
const flat =
  <T>(size: number, entry: ReadEntry<T>) =>
  (parts: unknown): T[] | null => {
    if (!Array.isArray(parts)) return null;
    const entries: T[] = [];
    for (let at = 0; at < parts.length; at += size) {
      const one = at + size > parts.length ? null : entry(parts, at);
      if (one === null) return null;
      entries.push(one);
    }
    return entries;
  };

const labelled = flat(2, (parts, at): Labelled | null => {
  const kind = placeKinds.get(parts[at]);
  const value = parts[at + 1];
  return kind === undefined || typeof value !== 'string' ? null : { kind, value };
});

const READERS: { [L in ListName]: (parts: unknown) => ContactLists[L] | null } = {
  numbers: flat(3, (parts, at): PhoneNumber | null => {
    const kind = numberKinds.get(parts[at]);
    const value = parts[at + 1];
    const e164 = parts[at + 2];
    return kind === undefined || typeof value !== 'string' || (e164 !== null && typeof e164 !== 'string')
      ? null
      : { kind, value, e164 };
  }),
  emails: labelled,
  urls: labelled,
  addresses: flat(6, (parts, at): PostalAddress | null => {
    const kind = placeKinds.get(parts[at]);
    const [street, postalCode, city, region, country] = parts.slice(at + 1, at + 6);
    return kind === undefined ||
      typeof street !== 'string' ||
      typeof postalCode !== 'string' ||
      typeof city !== 'string' ||
      typeof region !== 'string' ||
      typeof country !== 'string'
      ? null
      : { kind, street, postalCode, city, region, country };
  }),
};

/** In the order in which they are read together. */
export const LISTS = ['numbers', 'emails', 'urls', 'addresses'] as const satisfies readonly ListName[];

/** Four of many, from a place on. */
function readLists(parts: readonly unknown[], at = 0): Lists | null {
  const numbers = READERS.numbers(parts[at]);
  const emails = READERS.emails(parts[at + 1]);
  const urls = READERS.urls(parts[at + 2]);
  const addresses = READERS.addresses(parts[at + 3]);
  return numbers && emails && urls && addresses && { numbers, emails, urls, addresses };
}

const readAll = (parts: unknown): Lists | null =>
  Array.isArray(parts) && parts.length === LISTS.length ? readLists(parts) : null;

/** A text as JSON; most need no escape. */
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
// oxlint-disable-next-line no-control-regex -- control characters, quotes and backslashes are escaped
const PLAIN = /^[^\u0000-\u001f"\\\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/;

/** By hand because an import writes four lists a contact, and only texts need the library. */
const written = <T>(list: readonly T[], json: (one: T) => string): string =>
  list.length === 0 ? '[]' : `[${list.map(json).join(',')}]`;

const labelledJson = (list: readonly Labelled[]): string =>
  written(list, ({ kind, value }) => `"${kind}",${quoted(value)}`);

export const WRITERS: { [L in ListName]: (list: ContactLists[L]) => string } = {
  numbers: (list) =>
    written(
      list,
      ({ kind, value, e164 }) => `"${kind}",${quoted(value)},${e164 === null ? 'null' : quoted(e164)}`,
    ),
  emails: labelledJson,
  urls: labelledJson,
  addresses: (list) =>
    written(
      list,
      ({ kind, street, postalCode, city, region, country }) =>
        `"${kind}",${quoted(street)},${quoted(postalCode)},${quoted(city)},${quoted(region)},${quoted(country)}`,
    ),
};

/** All lists of a contact, and at the end the ids of its groups, in SQL: what may stand in a JSON array. */
export const LISTS_JSON = `concat_ws(',', ${LISTS.join(', ')}, memberOf)`;

const A_ROW = LISTS.length + 1;

/** One list, from its column. Errors: `site-damaged`. */
export const listOf = <L extends ListName>(db: Database, list: L, json: string): ContactLists[L] =>
  db.json(byHand(READERS[list]), json);

/** Those of one contact, from its columns. Errors: `site-damaged`. */
export const listsOf = (db: Database, columns: Record<ListName, string>): Lists =>
  db.json(byHand(readAll), `[${LISTS.map((list) => columns[list]).join(',')}]`);

/**
 * What `make` makes of each of many rows, its lists and the ids of its groups, which its `LISTS_JSON` holds; all are
 * parsed in one go. Errors: `site-damaged`.
 */
export const withLists = <R extends { lists: string }, T>(
  db: Database,
  rows: readonly R[],
  make: (row: R, lists: Lists, memberOf: readonly number[]) => T,
): T[] =>
  db.json(
    byHand((found) => madeOf(rows, found, make)),
    `[${rows.map(({ lists }) => lists).join(',')}]`,
  );

function madeOf<R, T>(
  rows: readonly R[],
  found: unknown,
  make: (row: R, lists: Lists, memberOf: readonly number[]) => T,
): T[] | null {
  if (!Array.isArray(found) || found.length !== rows.length * A_ROW) return null;
  const parts: readonly unknown[] = found;
  const made: T[] = [];
  for (const [index, row] of rows.entries()) {
    const lists = readLists(parts, index * A_ROW);
    const memberOf = parts[(index + 1) * A_ROW - 1];
    if (lists === null || !areNumbers(memberOf)) return null;
    made.push(make(row, lists, memberOf));
  }
  return made;
}
