/**
 * The list of contacts in its order: each knows its own place, and how many stand under each initial is kept
 * beside it. Every write of contacts goes through here.
 */
import { z } from 'zod';
import type { KnownFields } from '../../core/directory/contact.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { Database } from './database.ts';
import { initialOf, sortKey } from './fold.ts';

/** Where a contact stands. */
export interface Place {
  initial: string;
  sortKey: string;
}

export function placeOf(fields: Omit<KnownFields, 'groups'>): Place {
  // A contact without any name stands under its number.
  const key = sortKey(shownName(fields) || (fields.numbers[0]?.value ?? ''));
  return { initial: initialOf(key), sortKey: key };
}

const HELD = 'SELECT present, initial, sortKey FROM contact WHERE id = ?';
const MOVE = 'UPDATE contact SET initial = ?, sortKey = ? WHERE id = ?';
const MORE = 'ON CONFLICT (initial) DO UPDATE SET contacts = contacts + excluded.contacts';
const COUNT_ONE = `INSERT INTO tally (initial, contacts) VALUES (?, ?) ${MORE}`;
const COUNT_MANY = `INSERT INTO tally (initial, contacts)
  SELECT initial, ? * count(*) FROM contact WHERE id BETWEEN ? AND ? AND present <> ? GROUP BY initial ${MORE}`;

const heldShape = z.object({ present: z.number(), initial: z.string(), sortKey: z.string() });

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

  /** `contacts`: so many more stand under this initial; fewer where it is negative. */
  count(initial: string, contacts: number): void {
    if (this.#db.inTransaction) this.#uncounted.set(initial, (this.#uncounted.get(initial) ?? 0) + contacts);
    else this.#db.run(COUNT_ONE, initial, contacts);
  }

  /** Most changes leave a contact where it stands. Says whether this one did not. */
  move(id: number, { initial, sortKey: key }: Place): boolean {
    const held = this.#db.row(heldShape, HELD, id);
    if (held === undefined || (held.initial === initial && held.sortKey === key)) return false;
    this.#db.run(MOVE, initial, key, id);
    if (held.present === 1 && held.initial !== initial) {
      this.count(held.initial, -1);
      this.count(initial, 1);
    }
    return true;
  }

  /** Before the contacts themselves are marked. */
  setPresent(first: number, last: number, present: boolean): void {
    this.#db.run(COUNT_MANY, present ? 1 : -1, first, last, present ? 1 : 0);
  }
}
