/**
 * The whole list in the order of another field than the name, in memory: SQLite would read and sort all of it for
 * every page. Only the order that was last asked for, until anything at all is written.
 */
import { z } from 'zod';
import type { ContactQuery } from '../../core/api/shapes.ts';
import { after, orderOf, type Place } from './conditions.ts';
import type { Database } from './database.ts';

type Sort = ContactQuery['sort'];

/** Reads too: only after that it is known whether somebody else has written. */
const OWN_CHANGES = 'SELECT total_changes() FROM (SELECT max(id) FROM contact)';

export class Sorted {
  readonly #db: Database;
  #kept: { order: string; state: string; ids: readonly number[] } | null = null;

  constructor(db: Database) {
    this.#db = db;
    // What was sorted inside a transaction that is taken back never was in that order.
    db.gather({ write: () => undefined, forget: () => (this.#kept = null) });
  }

  /** All present contacts. Inside a `snapshot`. */
  ids(sort: Sort): readonly number[] {
    const order = orderOf(sort);
    const state = this.#state();
    if (this.#kept?.order !== order || this.#kept.state !== state) {
      const sql = `SELECT c.id FROM contact c WHERE c.present = 1 ORDER BY ${order}`;
      this.#kept = { order, state, ids: this.#db.column(z.number(), sql) };
    }
    return this.#kept.ids;
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
    return `${own.join()} ${String(this.#db.pragma('data_version'))}`;
  }
}
