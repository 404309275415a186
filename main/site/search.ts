/** Which contacts a query asks for, in its order, and the counts beside the list. */
import { z } from 'zod';
import type { ContactQuery, SiteCounts } from '../../core/api/shapes.ts';
import type { Membership } from '../../core/directory/hidden.ts';
import type { Database, Value } from './database.ts';
import { addressList, labelledList, numberList } from './lists.ts';
import { anywhere, foldings, numberHaystack, searchTerms, sortKey } from './fold.ts';
import type { GroupStore } from './groups.ts';

type Filter = keyof NonNullable<ContactQuery['filters']>;
type SortField = NonNullable<ContactQuery['sort']>['field'];

interface Condition {
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

const ADDRESS_PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;

/** What comes first in the order, before the name; absent values stand last in either direction. */
const SORT_VALUE: Record<Exclude<SortField, 'name'>, string> = {
  company: "nullif(sort_key(c.company), '')",
  department: "nullif(sort_key(c.department), '')",
  number: "coalesce(c.numbers ->> '$[0].e164', c.numbers ->> '$[0].value')",
  group: `(SELECT min(g.sortKey) FROM member m JOIN contact_group g ON g.id = m.contactGroup AND g.present = 1
    WHERE m.contact = c.id)`,
};

const IN_GROUPS = `SELECT m.contact FROM member m JOIN contact_group g ON g.id = m.contactGroup AND g.present = 1`;

export class Search {
  readonly #db: Database;
  readonly #groups: GroupStore;

  constructor(db: Database, groups: GroupStore) {
    this.#db = db;
    this.#groups = groups;
    db.define('sort_key', sortKey);
    db.define('foldings', (text) => foldings(text).join('\n'));
    db.define('number_text', (json) =>
      db
        .json(numberList, json)
        .map((one) => numberHaystack(one))
        .join('\n'),
    );
    db.define('labelled_text', (json) => textOf(db.json(labelledList, json).map(({ value }) => value)));
    db.define('address_text', (json) =>
      textOf(db.json(addressList, json).flatMap((place) => ADDRESS_PARTS.map((part) => place[part]))),
    );
  }

  find(query: ContactQuery, within?: readonly string[]): number[] {
    const conditions = [...conditionsOf(query)];
    if (within !== undefined) conditions.push(inOneOf(within));
    const where = ['c.present = 1', ...conditions.map(({ sql }) => sql)].join(' AND ');
    return this.#db.column(
      z.number(),
      `SELECT c.id FROM contact c WHERE ${where} ORDER BY ${order(query.sort)}`,
      ...conditions.flatMap(({ values }) => values),
    );
  }

  facets(within?: readonly string[]): SiteCounts {
    const restriction = within === undefined ? null : inOneOf(within);
    const initials = this.#db.rows(
      z.object({ initial: z.string(), contacts: z.number() }),
      `SELECT initial, count(*) AS contacts FROM contact c WHERE present = 1
        ${restriction === null ? '' : `AND ${restriction.sql}`} GROUP BY initial ORDER BY initial`,
      ...(restriction?.values ?? []),
    );
    const all = initials.reduce((sum, { contacts }) => sum + contacts, 0);
    const members = this.#members();
    return {
      all,
      ungrouped: within === undefined ? all - this.#grouped() : 0,
      groups: this.#groups
        .all()
        .filter(({ name }) => within?.includes(name) !== false)
        .map((group) => ({ ...group, contacts: members.get(group.id) ?? 0 })),
      initials,
    };
  }

  /** Counted by SQLite: a site has few sets of groups, however many contacts. */
  memberships(ids?: readonly number[]): Membership[] {
    const from = ids === undefined ? 'contact c' : 'json_each(?) j JOIN contact c ON c.id = j.value';
    const rows = this.#db.rows(
      z.object({ memberOf: z.string(), contacts: z.number() }),
      `SELECT memberOf, count(*) AS contacts FROM (
        SELECT (SELECT json_group_array(m.contactGroup) FROM member m WHERE m.contact = c.id) AS memberOf
        FROM ${from} WHERE c.present = 1) GROUP BY memberOf`,
      ...(ids === undefined ? [] : [JSON.stringify(ids)]),
    );
    const names = this.#groups.names();
    const sets = new Map<string, Membership>();
    for (const { memberOf, contacts } of rows) {
      const held = new Set(this.#db.json(z.array(z.number()), memberOf));
      // Memberships of a deleted group are kept for its return, and count for nothing until then.
      const groups = [...names].filter(([group]) => held.has(group)).map(([, name]) => name);
      const key = JSON.stringify(groups);
      sets.set(key, { groups, contacts: contacts + (sets.get(key)?.contacts ?? 0) });
    }
    return [...sets.values()];
  }

  /** Counted over all memberships, less those of the few contacts that are absent: twice an index, no contact. */
  #members(): Map<number, number> {
    const shape = z.object({ id: z.number(), contacts: z.number() });
    const counts = new Map<number, number>();
    const all = 'SELECT contactGroup AS id, count(*) AS contacts FROM member GROUP BY contactGroup';
    const absent = `SELECT m.contactGroup AS id, -count(*) AS contacts FROM contact c JOIN member m ON m.contact = c.id
      WHERE c.present = 0 GROUP BY m.contactGroup`;
    for (const { id, contacts } of [...this.#db.rows(shape, all), ...this.#db.rows(shape, absent)]) {
      counts.set(id, (counts.get(id) ?? 0) + contacts);
    }
    return counts;
  }

  #grouped(): number {
    const [all = 0] = this.#db.column(z.number(), `SELECT count(DISTINCT contact) FROM (${IN_GROUPS})`);
    const [absent = 0] = this.#db.column(
      z.number(),
      `SELECT count(*) FROM contact c WHERE c.present = 0 AND EXISTS (${IN_GROUPS} WHERE m.contact = c.id)`,
    );
    return all - absent;
  }
}

/** Walks the list in its order and looks the memberships up, as a query for one group does. */
const inOneOf = (groups: readonly string[]): Condition => ({
  sql: `+c.id IN (${IN_GROUPS} WHERE g.name IN (SELECT value FROM json_each(?)))`,
  values: [JSON.stringify(groups)],
});

const textOf = (values: readonly string[]): string => values.flatMap((value) => foldings(value)).join('\n');

function* conditionsOf(query: ContactQuery): Generator<Condition> {
  if (query.initial !== undefined) yield { sql: 'c.initial = ?', values: [query.initial] };
  for (const spellings of searchTerms(query.search ?? '')) yield like('c.haystack', spellings);
  for (const [field, typed] of filtersOf(query)) yield* filter(field, typed);
  // The plus keeps SQLite on the list's own order: the list is walked once, memberships are looked up.
  if (query.group !== undefined) {
    yield { sql: `+c.id IN (${IN_GROUPS} WHERE g.name = ?)`, values: [query.group.normalize('NFC').trim()] };
  }
  if (query.ungrouped === true) yield { sql: `+c.id NOT IN (${IN_GROUPS})`, values: [] };
}

function filtersOf({ filters = {} }: ContactQuery): [Filter, string][] {
  const found: [Filter, string][] = [];
  for (const field of FILTERS) {
    const typed = filters[field]?.trim() ?? '';
    if (typed !== '') found.push([field, typed]);
  }
  return found;
}

const FILTERS = [
  'salutation',
  'givenName',
  'familyName',
  'displayName',
  'company',
  'department',
  'position',
  'birthday',
  'shortCode',
  'note',
  'number',
  'email',
  'url',
  'address',
] as const satisfies readonly Filter[];

/** The haystack is asked first: it stands in the list, the field itself only in the contact. */
function* filter(field: Filter, typed: string): Generator<Condition> {
  const terms = field === 'number' ? searchTerms(typed) : [foldings(typed)];
  for (const spellings of terms) {
    if (!OUTSIDE_HAYSTACK.has(field)) yield like('c.haystack', spellings);
    yield like(LIST_TEXT[field] ?? `foldings(c.${field})`, spellings);
  }
}

const like = (expression: string, spellings: readonly string[]): Condition => ({
  sql: `(${spellings.map(() => String.raw`${expression} LIKE ? ESCAPE '\'`).join(' OR ')})`,
  values: spellings.map((spelling) => anywhere(spelling)),
});

function order(sort: ContactQuery['sort']): string {
  const direction = sort?.descending === true ? 'DESC' : 'ASC';
  const byName = ['c.initial', 'c.sortKey', 'c.id'];
  if (sort === undefined || sort.field === 'name') {
    return byName.map((column) => `${column} ${direction}`).join(', ');
  }
  return [`${SORT_VALUE[sort.field]} ${direction} NULLS LAST`, ...byName].join(', ');
}
