/** Which contacts a query asks for, in its order, and the counts beside the list. */
import { z } from 'zod';
import type { ContactPage, ContactQuery, PageAsked, SiteCounts } from '../../core/api/shapes.ts';
import { ADDRESS_PARTS } from '../../core/directory/contact.ts';
import type { Membership } from '../../core/directory/hidden.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import {
  after,
  conditionsOf,
  IN_GROUPS,
  inOneOf,
  orderOf,
  readsFields,
  sortValue,
  termsOf,
  type Condition,
  type Place,
} from './conditions.ts';
import type { Database } from './database.ts';
import { listOf } from './lists.ts';
import { foldings, numberHaystack, sortKey } from './fold.ts';
import type { GroupStore } from './groups.ts';
import type { Haystacks, Held } from './haystacks.ts';
import { number, numbers } from './shape.ts';
import { Sorted } from './sorted.ts';

/** Up to so many hits are put in order by themselves. */
const FEW_HITS = 500;
/** Contacts of the list that are looked at in one go for those that hold what is searched. */
const WALKED_AT_ONCE = 5000;

const listedShape = z.object({
  value: z.string().nullable(),
  initial: z.string(),
  sortKey: z.string(),
  id: z.number(),
});
/** Asked for most, and put together once. */
const WHOLE: Condition = {
  sql: `FROM contact c WHERE c.present = 1 ORDER BY ${orderOf(undefined)}`,
  values: [],
};
const placeShape = z.tuple([z.string().nullable(), z.string(), z.string(), z.number()]);

export class Search {
  readonly #db: Database;
  readonly #groups: GroupStore;
  readonly #haystacks: Haystacks;
  readonly #sorted: Sorted;

  constructor(db: Database, groups: GroupStore, haystacks: Haystacks) {
    this.#db = db;
    this.#groups = groups;
    this.#haystacks = haystacks;
    this.#sorted = new Sorted(db, () => haystacks.order());
    db.define('sort_key', sortKey);
    db.define('foldings', (text) => foldings(text).join('\n'));
    db.define('number_text', (json) =>
      listOf(db, 'numbers', json)
        .map((one) => numberHaystack(one))
        .join('\n'),
    );
    db.define('labelled_text', (json) => textOf(listOf(db, 'emails', json).map(({ value }) => value)));
    db.define('address_text', (json) =>
      textOf(listOf(db, 'addresses', json).flatMap((place) => ADDRESS_PARTS.map((part) => place[part]))),
    );
  }

  /** Inside a `snapshot`. */
  find(query: ContactQuery, within?: readonly string[]): number[] {
    const hits = this.#hits(query);
    if (hits?.given !== true && within === undefined && isWholeList(query)) {
      const order = isByName(query) ? this.#haystacks.order() : this.#sorted.ids(query.sort);
      const found = hits === null ? [...order] : order.filter(hits.holds);
      return isByName(query) && query.sort?.descending === true ? found.toReversed() : found;
    }
    const { sql, values } = this.#where(query, { hits, within });
    const ids = this.#db.column(number, `SELECT c.id ${sql} ORDER BY ${orderOf(query.sort)}`, ...values);
    return hits?.given === false ? ids.filter(hits.holds) : ids;
  }

  /** Inside a `snapshot`. Errors: `bad-request` for an `after` that no page has given. */
  page(query: ContactQuery, { limit, after: key }: PageAsked, within?: readonly string[]): ContactPage {
    const whole = within === undefined && isWholeList(query);
    if (key === undefined && whole && isByName(query)) {
      const terms = termsOf(query);
      if (terms.length > 0) {
        const first = this.#haystacks.first(terms, limit + 1, query.sort?.descending === true);
        return this.#pageOf(first, limit, query.sort);
      }
    }
    const hits = this.#hits(query);
    if (whole && !isByName(query) && hits?.given !== true) {
      return this.#sortedPage(query.sort, hits, limit, key === undefined ? null : placeIn(key));
    }
    const found: number[] = [];
    const isWalked = hits?.given === false;
    const atOnce = isWalked ? Math.max(limit, WALKED_AT_ONCE) : limit + 1;
    let place = key === undefined ? undefined : placeIn(key);
    while (found.length <= limit) {
      const { sql, values } = this.#where(query, { hits, within, place });
      const inOrder = `SELECT c.id ${sql} ORDER BY ${orderOf(query.sort)} LIMIT ?`;
      const ids = this.#db.column(number, inOrder, ...values, atOnce);
      found.push(...(isWalked ? ids.filter(hits.holds) : ids));
      const last = ids.at(-1);
      if (last === undefined || ids.length < atOnce) break;
      if (found.length <= limit) place = this.#placeOf(last, query.sort);
    }
    return this.#pageOf(found, limit, query.sort);
  }

  /** The list as SQLite walks it, in its order; null where its order or what is searched is known in memory. */
  walked(query: ContactQuery, within?: readonly string[]): Condition | null {
    if (termsOf(query).length > 0) return null;
    if (within === undefined && isWholeList(query)) {
      if (query.sort === undefined) return WHOLE;
      if (!isByName(query)) return null;
    }
    const { sql, values } = this.#where(query, { hits: null, within });
    return { sql: `${sql} ORDER BY ${orderOf(query.sort)}`, values };
  }

  /** The one after `place`; the first where that is null. */
  #sortedPage(
    sort: ContactQuery['sort'],
    hits: Hits | null,
    limit: number,
    place: Place | null,
  ): ContactPage {
    const order = this.#sorted.ids(sort);
    const found: number[] = [];
    for (let at = place === null ? 0 : this.#sorted.indexAfter(sort, place); at < order.length; at++) {
      const id = order[at] ?? 0;
      if (hits?.holds(id) !== false) found.push(id);
      if (found.length > limit) break;
    }
    return this.#pageOf(found, limit, sort);
  }

  /** `found`: more than `limit` where another page follows. */
  #pageOf(found: readonly number[], limit: number, sort: ContactQuery['sort']): ContactPage {
    const ids = found.slice(0, limit);
    const last = found.length > limit ? ids.at(-1) : undefined;
    return { ids, next: last === undefined ? null : JSON.stringify(this.#placeOf(last, sort)) };
  }

  /** Of one that was just found. */
  #placeOf(id: number, sort: ContactQuery['sort']): Place {
    const sql = `SELECT ${sortValue(sort)} AS value, c.initial, c.sortKey, c.id FROM contact c WHERE c.id = ?`;
    const row = this.#db.checked(listedShape, this.#db.row(listedShape, sql, id));
    return [row.value, row.initial, row.sortKey, row.id];
  }

  /** Inside a `snapshot`; see `Site.prepareSearch`. */
  prepare(): boolean {
    return this.#haystacks.prepare();
  }

  facets(within?: readonly string[]): SiteCounts {
    const restriction = within === undefined ? null : inOneOf(within);
    const initials = this.#db.rows(
      z.object({ initial: z.string(), contacts: z.number() }),
      restriction === null
        ? 'SELECT initial, contacts FROM tally WHERE contacts > 0 ORDER BY initial'
        : `SELECT initial, count(*) AS contacts FROM contact c WHERE present = 1 AND ${restriction.sql}
            GROUP BY initial ORDER BY initial`,
      ...(restriction?.values ?? []),
    );
    const all = initials.reduce((sum, { contacts }) => sum + contacts, 0);
    const members = this.#members();
    const synced = this.#synced();
    return {
      all,
      ungrouped: within === undefined ? all - this.#grouped() : 0,
      groups: this.#groups
        .all()
        .filter(({ name }) => within?.includes(name) !== false)
        .map((group) => ({
          ...group,
          contacts: members.get(group.id) ?? 0,
          lastSync: synced.get(group.id) ?? null,
        })),
      initials,
    };
  }

  #synced(): Map<number, string> {
    const rows = this.#db.rows(
      z.object({ groupId: z.number(), at: z.string() }),
      'SELECT b.groupId, s.at FROM group_sync s JOIN base_group b ON b.remoteId = s.remoteId',
    );
    return new Map(rows.map(({ groupId, at }) => [groupId, at]));
  }

  /** Counted by SQLite: a site has few sets of groups, however many contacts. */
  memberships(ids?: readonly number[]): Membership[] {
    const from = ids === undefined ? 'contact c' : 'json_each(?) j JOIN contact c ON c.id = j.value';
    const rows = this.#db.rows(
      z.object({ memberOf: z.string(), contacts: z.number() }),
      `SELECT c.memberOf, count(*) AS contacts FROM ${from} WHERE c.present = 1 GROUP BY c.memberOf`,
      ...(ids === undefined ? [] : [JSON.stringify(ids)]),
    );
    const names = this.#groups.names();
    const sets = new Map<string, Membership>();
    for (const { memberOf, contacts } of rows) {
      const held = new Set(this.#db.json(numbers, memberOf));
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
    const all = 'SELECT contactGroup AS id, count(*) AS contacts FROM group_member GROUP BY contactGroup';
    const absent = `SELECT j.value AS id, -count(*) AS contacts FROM contact c, json_each(c.memberOf) j
      WHERE c.present = 0 GROUP BY j.value`;
    for (const { id, contacts } of [...this.#db.rows(shape, all), ...this.#db.rows(shape, absent)]) {
      counts.set(id, (counts.get(id) ?? 0) + contacts);
    }
    return counts;
  }

  /** Contacts that hold what is searched; null: nothing is. */
  #hits(query: ContactQuery): Hits | null {
    const terms = termsOf(query);
    if (terms.length === 0) return null;
    const held = this.#haystacks.holding(terms);
    return { ...held, given: held.ids.length <= FEW_HITS || readsFields(query) };
  }

  #where(query: ContactQuery, { hits, within, place }: Within): Condition {
    const conditions = [...conditionsOf(query)];
    if (within !== undefined) conditions.push(inOneOf(within));
    if (place !== undefined) conditions.push(after(query.sort, place));
    const where = ['c.present = 1', ...conditions.map(({ sql }) => sql)].join(' AND ');
    const values = conditions.flatMap((condition) => condition.values);
    if (hits?.given !== true) return { sql: `FROM contact c WHERE ${where}`, values };
    // A cross join begins with the hits, whatever SQLite thinks of it.
    const sql = `FROM json_each(?) j CROSS JOIN contact c ON c.id = j.value WHERE ${where}`;
    return { sql, values: [JSON.stringify(hits.ids), ...values] };
  }

  #grouped(): number {
    const [all = 0] = this.#db.column(z.number(), `SELECT count(DISTINCT contact) FROM (${IN_GROUPS})`);
    const [absent = 0] = this.#db.column(
      z.number(),
      `SELECT count(*) FROM contact c WHERE c.present = 0 AND EXISTS (SELECT 1 FROM json_each(c.memberOf) j
        JOIN contact_group g ON g.id = j.value AND g.present = 1)`,
    );
    return all - absent;
  }
}

interface Hits extends Held {
  /** They are few, or each of them is to be looked at: SQLite begins with them. Else it walks the list. */
  given: boolean;
}

interface Within {
  hits: Hits | null;
  within: readonly string[] | undefined;
  place?: Place | undefined;
}

/** It asks nothing but what is searched. */
const isWholeList = ({ search: _search, ...conditions }: ContactQuery): boolean =>
  conditionsOf(conditions).next().done === true;

const isByName = ({ sort }: ContactQuery): boolean => (sort?.field ?? 'name') === 'name';

const textOf = (values: readonly string[]): string => values.flatMap((value) => foldings(value)).join('\n');

/** Keys come back from outside: whatever is no place is refused. */
function placeIn(key: string): Place {
  let value: unknown;
  try {
    value = JSON.parse(key);
  } catch {
    value = null;
  }
  const place = placeShape.safeParse(value);
  if (place.success) return place.data;
  throw new SwitchbookError('bad-request', { params: { detail: 'after' } });
}
