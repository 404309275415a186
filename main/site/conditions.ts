/** A query of the list as SQL: what must hold of a row of `contact c`, and the order. */
import type { ContactQuery } from '../../core/api/shapes.ts';
import { FILTER_FIELDS } from '../../core/api/shapes.ts';
import type { Value } from './database.ts';
import { anywhere, foldings, searchTerms } from './fold.ts';
import { nameAsStored } from './groups.ts';
import type { Terms } from './haystacks.ts';

type Filter = keyof NonNullable<ContactQuery['filters']>;
type SortField = NonNullable<ContactQuery['sort']>['field'];

export interface Condition {
  sql: string;
  values: Value[];
}

/** The text of a field that is a list. All others are columns of that name. */
const LIST_TEXT: Partial<Record<Filter, string>> = {
  number: 'number_text(c.numbers)',
  email: 'labelled_text(c.emails)',
  url: 'labelled_text(c.urls)',
  address: 'address_text(c.addresses)',
};
/** Fields that the haystack leaves out: dates would be found by the digits of a number. */
const OUTSIDE_HAYSTACK: ReadonlySet<Filter> = new Set(['salutation', 'birthday']);

/** What comes first in the order, before the name; absent values stand last in either direction. */
const SORT_VALUE: Record<Exclude<SortField, 'name'>, string> = {
  company: "nullif(sort_key(c.company), '')",
  department: "nullif(sort_key(c.department), '')",
  position: "nullif(sort_key(c.position), '')",
  email: "lower(c.emails ->> '$[1]')",
  // By their value: they are digits, at most with a sign before them.
  shortCode: "nullif(printf('%12s', c.shortCode), printf('%12s', ''))",
  number: "coalesce(c.numbers ->> '$[2]', c.numbers ->> '$[1]')",
  group: `(SELECT min(g.sortKey) FROM json_each(c.memberOf) j JOIN contact_group g ON g.id = j.value
    AND g.present = 1)`,
};

/** A place in the list: what it is sorted by first (null where it is sorted by name only), then the name. */
export type Place = readonly [value: string | null, initial: string, sortKey: string, contact: number];
const NAME = '(c.initial, c.sortKey, c.id)';

export const IN_GROUPS = `SELECT m.contact FROM group_member m JOIN contact_group g ON g.id = m.contactGroup AND g.present = 1`;

/** Walks the list in its order and looks the memberships up, as a query for one group does. */
export const inOneOf = (groups: readonly string[]): Condition => ({
  sql: `+c.id IN (${IN_GROUPS} WHERE g.name IN (SELECT value FROM json_each(?)))`,
  values: [JSON.stringify(groups)],
});

export function* conditionsOf(query: ContactQuery): Generator<Condition> {
  if (query.initial !== undefined) yield { sql: 'c.initial = ?', values: [query.initial] };
  for (const [field, typed] of filtersOf(query)) {
    for (const spellings of filterTerms(field, typed))
      yield like(LIST_TEXT[field] ?? `foldings(c.${field})`, spellings);
  }
  // The plus keeps SQLite on the list's own order: the list is walked once, memberships are looked up.
  if (query.group !== undefined) {
    yield {
      sql: `+c.id IN (${IN_GROUPS} WHERE g.name = ?)`,
      values: [nameAsStored(query.group)],
    };
  }
  if (query.ungrouped === true) yield { sql: `+c.id NOT IN (${IN_GROUPS})`, values: [] };
}

/**
 * What a contact must hold somewhere for a query to find it: far quicker to ask than the fields themselves. None:
 * any contact may be found.
 */
export function termsOf(query: ContactQuery): Terms {
  const terms = searchTerms(query.search ?? '');
  for (const [field, typed] of filtersOf(query)) {
    if (!OUTSIDE_HAYSTACK.has(field)) terms.push(...filterTerms(field, typed));
  }
  return terms;
}

/** Whether fields of contacts are to be read, which takes longer than all else. */
export const readsFields = (query: ContactQuery): boolean => filtersOf(query).length > 0;

export function orderOf(sort: ContactQuery['sort']): string {
  const direction = sort?.descending === true ? 'DESC' : 'ASC';
  const byName = ['c.initial', 'c.sortKey', 'c.id'];
  if (sort === undefined || sort.field === 'name') {
    return byName.map((column) => `${column} ${direction}`).join(', ');
  }
  return [`${SORT_VALUE[sort.field]} ${direction} NULLS LAST`, ...byName].join(', ');
}

/** What a `Place` begins with. */
export const sortValue = (sort: ContactQuery['sort']): string =>
  sort === undefined || sort.field === 'name' ? 'NULL' : SORT_VALUE[sort.field];

/** What comes after a place in the order of `sort`: SQLite goes there by the key of the list. */
export function after(sort: ContactQuery['sort'], [value, ...name]: Place): Condition {
  const descending = sort?.descending === true;
  if (sort === undefined || sort.field === 'name') {
    return { sql: `${NAME} ${descending ? '<' : '>'} (?, ?, ?)`, values: name };
  }
  const first = SORT_VALUE[sort.field];
  const sameValue = `${NAME} > (?, ?, ?)`;
  if (value === null) return { sql: `${first} IS NULL AND ${sameValue}`, values: name };
  return {
    sql: `(${first} IS NULL OR ${first} ${descending ? '<' : '>'} ? OR (${first} = ? AND ${sameValue}))`,
    values: [value, value, ...name],
  };
}

function filtersOf({ filters = {} }: ContactQuery): [Filter, string][] {
  const found: [Filter, string][] = [];
  for (const field of FILTER_FIELDS) {
    const typed = filters[field]?.trim() ?? '';
    if (typed !== '') found.push([field, typed]);
  }
  return found;
}

const filterTerms = (field: Filter, typed: string): Terms =>
  field === 'number' ? searchTerms(typed) : [foldings(typed)];

const like = (expression: string, spellings: readonly string[]): Condition => ({
  sql: `(${spellings.map(() => String.raw`${expression} LIKE ? ESCAPE '\'`).join(' OR ')})`,
  values: spellings.map((spelling) => anywhere(spelling)),
});
