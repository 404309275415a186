/**
 * The list of contacts in its order, with what a search looks at: one row a contact, kept in step with the
 * contacts by every write of them, and so are the counts by initial. A contact knows its own place, which is how its row is found.
 */
import { z } from 'zod';
import type { Database } from './database.ts';
import type { Listing } from './listing.ts';

const ROW = '(present, initial, sortKey, contact)';
const INSERT = `INSERT INTO listing (present, initial, sortKey, contact, haystack) VALUES (?, ?, ?, ?, ?)`;
const FOUND = `WHERE ${ROW} = (SELECT present, initial, sortKey, id FROM contact WHERE id = ?)`;
const READ = `SELECT present, initial, sortKey, haystack FROM listing ${FOUND}`;
const CHANGE = `UPDATE listing SET haystack = ? ${FOUND}`;
const MOVE = `UPDATE listing SET initial = ?, sortKey = ?, haystack = ? ${FOUND}`;
const KEEP_PLACE = 'UPDATE contact SET initial = ?, sortKey = ? WHERE id = ?';
const SET_PRESENT = `UPDATE listing SET present = ?
  WHERE ${ROW} IN (SELECT present, initial, sortKey, id FROM contact WHERE id BETWEEN ? AND ?)`;
const PURGE = `DELETE FROM listing
  WHERE ${ROW} IN (SELECT 0, initial, sortKey, id FROM contact WHERE present = 0 AND id BETWEEN ? AND ?)`;
const MORE = 'ON CONFLICT (initial) DO UPDATE SET contacts = contacts + excluded.contacts';
const COUNT_ONE = `INSERT INTO tally (initial, contacts) VALUES (?, ?) ${MORE}`;
const COUNT_MANY = `INSERT INTO tally (initial, contacts)
  SELECT initial, ? * count(*) FROM contact WHERE id BETWEEN ? AND ? AND present <> ? GROUP BY initial ${MORE}`;

const listingShape = z.object({
  present: z.number(),
  initial: z.string(),
  sortKey: z.string(),
  haystack: z.string(),
});

export class List {
  readonly #db: Database;
  /** By initial, what this transaction has added and not written: an import counts once, not with each contact. */
  readonly #uncounted = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
    db.gather({
      write: () => {
        for (const [initial, contacts] of this.#uncounted) this.#db.run(COUNT_ONE, initial, contacts);
        this.#uncounted.clear();
      },
      forget: () => this.#uncounted.clear(),
    });
  }

  insert(id: number, { initial, sortKey, haystack }: Listing, present = true): void {
    this.#db.run(INSERT, present ? 1 : 0, initial, sortKey, id, haystack);
    if (present) this.#count(initial, 1);
  }

  #count(initial: string, contacts: number): void {
    if (this.#db.inTransaction) this.#uncounted.set(initial, (this.#uncounted.get(initial) ?? 0) + contacts);
    else this.#db.run(COUNT_ONE, initial, contacts);
  }

  /** Most changes leave a contact where it stands, many even what is found of it: what is the same is not written. */
  change(id: number, { initial, sortKey, haystack }: Listing): void {
    const held = this.#db.row(listingShape, READ, id);
    if (held?.initial !== initial || held.sortKey !== sortKey) {
      this.#db.run(MOVE, initial, sortKey, haystack, id);
      this.#db.run(KEEP_PLACE, initial, sortKey, id);
      if (held?.present === 1 && held.initial !== initial) {
        this.#count(held.initial, -1);
        this.#count(initial, 1);
      }
    } else if (held.haystack !== haystack) this.#db.run(CHANGE, haystack, id);
  }

  /** Before the contacts themselves are marked. */
  setPresent(first: number, last: number, present: boolean): void {
    this.#db.run(COUNT_MANY, present ? 1 : -1, first, last, present ? 1 : 0);
    this.#db.run(SET_PRESENT, present ? 1 : 0, first, last);
  }

  /** Before the contacts themselves go. */
  purge(first: number, last: number): void {
    this.#db.run(PURGE, first, last);
  }
}
