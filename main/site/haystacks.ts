/**
 * Searching: what is searched of all present contacts, folded, in memory. A full-text index in the file would be
 * as large as the contacts, slow every write down and still know nothing of one or two letters
 * (`docs/decisions/sqlite.md`); a walk through memory answers all of it within milliseconds.
 *
 * Contacts stand in blocks of neighbouring ids. A block is made when it is first searched, and made anew after one
 * of its contacts has changed.
 */
import { z } from 'zod';
import type { Database } from './database.ts';
import type { Needles } from './block.ts';
import { type Block, blockOf, IDS } from './block.ts';
import { readBlock, readContacts } from './haystack.ts';
import { BEFORE_UNDONE, entriesOf } from './journal.ts';
import { number } from './shape.ts';

/** Every term must be held, each in one of its spellings. */
export type Terms = readonly (readonly string[])[];

/** Contacts that were found. */
export interface Held {
  /** In order. */
  ids: readonly number[];
  holds: (id: number) => boolean;
}

/** Contacts that are looked at one by one, which takes as long as a tenth of all takes in blocks. */
const ONE_BY_ONE = 8000;
/** Those among them that may have to be read for it: as much as nobody notices while typing. */
const EACH_READ = 5000;

const stepShape = z.object({ id: z.number(), at: z.string() });
const LAST_DONE = `SELECT id, at FROM step WHERE ${BEFORE_UNDONE} ORDER BY id DESC LIMIT 1`;
const STILL_DONE = 'SELECT id FROM step WHERE id = ? AND at = ? AND undone = 0';
const rangeShape = z.object({ first: z.number(), last: z.number() });
const CHANGED_SINCE = "SELECT first, last FROM entry WHERE id > ? AND record = 'contact'";

export class Haystacks {
  readonly #db: Database;
  readonly #blocks = new Map<number, Block>();
  #order: readonly number[] | null = null;
  /** What was last searched everywhere: whoever types on is searched for among those who held it. */
  #last: { terms: Terms; ids: readonly number[] } | null = null;
  /** Whatever somebody else has written changes it. */
  #version: unknown = null;
  /** The last step that was done when it was last asked. */
  #step: z.infer<typeof stepShape> | undefined;

  constructor(db: Database) {
    this.#db = db;
    // What was searched inside a transaction that is taken back never was.
    db.gather({ write: () => this.#keepUp(), forget: () => this.#forget() });
  }

  /** A contact has another place in the list, or is new there, or gone. */
  moved(): void {
    this.#order = null;
  }

  /** What is searched of these contacts has changed. */
  touch(first: number, last: number): void {
    this.#last = null;
    const [from, to] = [blockOf(first), blockOf(last)];
    if (to - from > this.#blocks.size) {
      for (const block of this.#blocks.keys()) if (block >= from && block <= to) this.#blocks.delete(block);
    } else {
      for (let block = from; block <= to; block++) this.#blocks.delete(block);
    }
  }

  /**
   * Contacts that hold every term in one of its spellings. Inside a `snapshot`, so that what is searched and what is
   * listed are of the same moment.
   */
  holding(terms: Terms): Held {
    const end = this.#end();
    const needles = needlesOf(terms);
    const among = this.#among(terms);
    let ids: number[] = [];
    if (among !== null) ids = among.filter((id) => this.#block(blockOf(id)).holds(id, needles));
    else for (let block = 0; block < end; block++) this.#block(block).search(needles, ids);
    this.#last = ids.length > ONE_BY_ONE ? null : { terms, ids };
    return { ids, holds: membersOf(ids) };
  }

  /** The first ids of those, in the order of the list or from its end. Inside a `snapshot` too. */
  first(terms: Terms, count: number, descending: boolean): number[] {
    const order = descending ? this.order().toReversed() : this.order();
    // What many hold, some hold of those who come first.
    const found = this.#among(terms) === null ? this.#firstOnes(order, needlesOf(terms), count) : [];
    return found.length < count ? firstOf(order, this.holding(terms).holds, count) : found;
  }

  /** At most `count`, and only of those who are looked at one by one. */
  #firstOnes(order: readonly number[], needles: Needles, count: number): number[] {
    const found: number[] = [];
    let read = 0;
    for (let at = 0; at < ONE_BY_ONE && found.length < count; at += IDS) {
      const ids = order.slice(at, Math.min(at + IDS, ONE_BY_ONE));
      const unread = ids.filter((id) => !this.#blocks.has(blockOf(id)));
      read += unread.length;
      if (read > EACH_READ) break;
      const held = this.#heldBy(unread, needles);
      const holds = (id: number): boolean =>
        this.#blocks.get(blockOf(id))?.holds(id, needles) ?? held.has(id);
      found.push(...firstOf(ids, holds, count - found.length));
    }
    return found;
  }

  /** Of these, which are read for it. */
  #heldBy(ids: readonly number[], needles: Needles): Set<number> {
    if (ids.length === 0) return new Set();
    const held: number[] = [];
    readContacts(this.#db, ids).search(needles, held);
    return new Set(held.map((index) => ids[index] ?? 0));
  }

  /** All of them by id, in the order of the list. Inside a `snapshot` too. */
  order(): readonly number[] {
    this.#end();
    this.#order ??= this.#db.column(
      number,
      'SELECT id FROM contact WHERE present = 1 ORDER BY initial, sortKey, id',
    );
    return this.#order;
  }

  /**
   * Makes the order or one more block, so that the first search need not. False: all are there. Inside a `snapshot`
   * too.
   */
  prepare(): boolean {
    const end = this.#end();
    if (this.#order === null) {
      this.order();
      return true;
    }
    for (let number = 0; number < end; number++) {
      if (this.#blocks.has(number)) continue;
      this.#block(number);
      return true;
    }
    return false;
  }

  /** Those that are among what was last searched; null: anybody may be. */
  #among(terms: Terms): readonly number[] | null {
    const last = this.#last;
    if (last === null) return null;
    const isSought = (wider: readonly string[]): boolean =>
      terms.some((spellings) => spellings.every((one) => wider.some((part) => one.includes(part))));
    return last.terms.every(isSought) ? last.ids : null;
  }

  /** One more than the last block. */
  #end(): number {
    const [last = null] = this.#db.column(z.number().nullable(), 'SELECT max(id) FROM contact');
    // Only after a read it is known whether somebody else has written.
    this.#keepUp();
    return last === null ? 0 : blockOf(last) + 1;
  }

  /** Also at the end of what is written here: it comes after what somebody else has written. */
  #keepUp(): void {
    const version = this.#db.dataVersion();
    if (version !== this.#version) this.#catchUp();
    this.#version = version;
    this.#step = this.#db.row(stepShape, LAST_DONE);
  }

  /** Which contacts somebody else has changed, the journal knows, as long as it went on from where it was. */
  #catchUp(): void {
    const { id = 0, at = '' } = this.#step ?? {};
    const [, end] = entriesOf(id);
    if (this.#db.column(z.number(), STILL_DONE, id, at).length === 0) this.#forget();
    else for (const { first, last } of this.#db.rows(rangeShape, CHANGED_SINCE, end)) this.touch(first, last);
    this.#order = null;
  }

  #forget(): void {
    this.#blocks.clear();
    this.#order = null;
    this.#last = null;
  }

  #block(number: number): Block {
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = readBlock(this.#db, number);
      this.#blocks.set(number, block);
    }
    return block;
  }
}

function firstOf(ids: readonly number[], holds: (id: number) => boolean, count: number): number[] {
  const found: number[] = [];
  for (const id of ids) {
    if (found.length === count) break;
    if (holds(id)) found.push(id);
  }
  return found;
}

const needlesOf = (terms: Terms): Needles =>
  terms.map((spellings) => spellings.map((spelling) => Buffer.from(spelling)));

/** Whether an id is one of these, which are in order. */
function membersOf(ids: readonly number[]): (id: number) => boolean {
  const held = new Uint8Array((ids.at(-1) ?? 0) + 1);
  for (const id of ids) held[id] = 1;
  return (id) => held[id] === 1;
}
