/**
 * The whole list in the order of another field than the name, in memory: SQLite would read and sort all of it for
 * every page. Only the order that was last asked for, until anything at all is written.
 */
import { z } from 'zod';
import type { ContactQuery } from '../../core/api/shapes.ts';
import { after, orderOf, sortValue, type Place } from './conditions.ts';
import type { Database } from './database.ts';

type Sort = ContactQuery['sort'];

const AT_ONCE = 5000;
const valueShape = z.object({ id: z.number(), value: z.string().nullable() });

/** Reads too: only after that it is known whether somebody else has written. */
const OWN_CHANGES = 'SELECT total_changes() FROM (SELECT max(id) FROM contact)';

export class Sorted {
  readonly #db: Database;
  readonly #byName: () => readonly number[];
  #kept: { order: string; state: string; ids: readonly number[] } | null = null;

  /** `byName`: all present contacts in the order of names. */
  constructor(db: Database, byName: () => readonly number[]) {
    this.#db = db;
    this.#byName = byName;
    // What was sorted inside a transaction that is taken back never was in that order.
    db.gather({ write: () => undefined, forget: () => (this.#kept = null) });
  }

  /** All present contacts. Inside a `snapshot`. */
  ids(sort: Sort): readonly number[] {
    const order = orderOf(sort);
    const state = this.#state();
    if (this.#kept?.order !== order || this.#kept.state !== state) {
      this.#kept = { order, state, ids: this.#sorted(sort) };
    }
    return this.#kept.ids;
  }

  /** Those of equal values by name. SQLite would sort a million long keys on the disk. */
  #sorted(sort: Sort): number[] {
    const values = this.#values(sortValue(sort));
    const sharing = new Map<string, number[]>();
    const without: number[] = [];
    for (const id of this.#byName()) {
      const value = values.get(id) ?? null;
      const same = value === null ? without : sharing.get(value);
      if (same !== undefined) same.push(id);
      else if (value !== null) sharing.set(value, [id]);
    }
    const ascending = [...sharing].sort(([one], [other]) => asBytes(one, other));
    const inOrder = sort?.descending === true ? ascending.toReversed() : ascending;
    return [...inOrder.map(([, ids]) => ids), without].flat();
  }

  /** In the order of the file, a part at a time: that is read fastest. */
  #values(expression: string): Map<number, string | null> {
    const values = new Map<number, string | null>();
    const sql = `SELECT c.id, ${expression} AS value FROM contact c WHERE c.present = 1 AND c.id > ? ORDER BY c.id LIMIT ${AT_ONCE}`;
    for (let last = 0; ;) {
      const rows = this.#db.rows(valueShape, sql, last);
      for (const { id, value } of rows) values.set(id, value);
      last = rows.at(-1)?.id ?? last;
      if (rows.length < AT_ONCE) return values;
    }
  }

  /** Where in `ids` those begin that come after a place, which need not be that of a contact any more. */
  indexAfter(sort: Sort, place: Place): number {
    const ids = this.ids(sort);
    const { sql, values } = after(sort, place);
    const isAfter = (id = 0): boolean =>
      this.#db.column(z.number(), `SELECT ${sql} FROM contact c WHERE c.id = ?`, ...values, id)[0] === 1;
    let [from, to] = [0, ids.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (isAfter(ids[middle])) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  /** Another one after whatever was written, here or elsewhere. */
  #state(): string {
    const own = this.#db.column(z.number(), OWN_CHANGES);
    return `${own.join()} ${this.#db.dataVersion()}`;
  }
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** As SQLite compares: by UTF-8, which is another order than that of strings beyond the first plane. */
function asBytes(one: string, other: string): number {
  if (SURROGATE.test(one) || SURROGATE.test(other))
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}
