/** Pairs of contacts that look alike and are two, as rows. By id: another name does not make them one. */
import { z } from 'zod';
import { among } from './among.ts';
import type { Database } from './database.ts';
import type { Held, Keeper } from './journal.ts';

const pairShape = z.object({ one: z.number(), other: z.number() });
const heldShape = pairShape.extend({ present: z.number() });

export class DistinctStore implements Keeper {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): [number, number][] {
    return this.#db
      .rows(pairShape, 'SELECT one, other FROM distinct_pair WHERE present = 1 ORDER BY one, other')
      .map(({ one, other }) => [one, other]);
  }

  has(one: number, other: number): boolean {
    return this.#idsOf(one, other).length > 0;
  }

  insert(one: number, other: number): number {
    const sql = 'INSERT INTO distinct_pair (one, other, present) VALUES (?, ?, 1)';
    return this.#db.run(sql, Math.min(one, other), Math.max(one, other)).id;
  }

  /** A pair is there or not: it has nothing that could be edited. */
  patch(): void {}

  setPresent(first: number, last: number, present: boolean): void {
    const sql = 'UPDATE distinct_pair SET present = ? WHERE id BETWEEN ? AND ?';
    this.#db.run(sql, present ? 1 : 0, first, last);
  }

  purge(first: number, last: number): void {
    this.#db.run('DELETE FROM distinct_pair WHERE present = 0 AND id BETWEEN ? AND ?', first, last);
  }

  held(id: number): Held | null {
    const row = this.#db.row(heldShape, 'SELECT one, other, present FROM distinct_pair WHERE id = ?', id);
    if (row === undefined) return null;
    const { present, one, other } = row;
    return { present: present !== 0, name: `${one} ≠ ${other}`, fields: { one, other } };
  }

  among(first: number, last: number, present: boolean): number[] {
    return among(this.#db, 'distinct_pair', first, last, present);
  }

  isTaken(id: number): boolean {
    const pair = this.#db.row(pairShape, 'SELECT one, other FROM distinct_pair WHERE id = ?', id);
    return pair !== undefined && this.#idsOf(pair.one, pair.other).some((other) => other !== id);
  }

  isInUse(): boolean {
    return false;
  }

  #idsOf(one: number, other: number): number[] {
    const sql = 'SELECT id FROM distinct_pair WHERE present = 1 AND one = ? AND other = ?';
    return this.#db.column(z.number(), sql, Math.min(one, other), Math.max(one, other));
  }
}
