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
import { haystackOf } from './haystack.ts';
import { listsOf } from './lists.ts';

/** Every term must be held, each in one of its spellings. */
export type Terms = readonly (readonly string[])[];

/** Ids a block: few enough that one edited contact costs a millisecond, enough to search at full speed. */
const BLOCK_BITS = 8;
const BLOCKS_AT_ONCE = 4;

interface Block {
  ids: readonly number[];
  /** One contact after the other in UTF-8, each with an end of line. Bytes are searched faster than strings. */
  bytes: Buffer;
  /** Where each contact's bytes end, its end of line included. */
  ends: readonly number[];
}

const text = z.string();
const contactShape = z.object({
  id: z.number(),
  givenName: text,
  familyName: text,
  displayName: text,
  company: text,
  department: text,
  position: text,
  shortCode: text,
  note: text,
  numbers: text,
  emails: text,
  urls: text,
  addresses: text,
});
const CONTACTS = `SELECT ${Object.keys(contactShape.shape).join(', ')} FROM contact
  WHERE id BETWEEN ? AND ? AND present = 1 ORDER BY id`;

const stepShape = z.object({ id: z.number(), at: text });
const LAST_DONE = 'SELECT id, at FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1';
const STILL_DONE = 'SELECT id FROM step WHERE id = ? AND at = ? AND undone = 0';
const rangeShape = z.object({ first: z.number(), last: z.number() });
const CHANGED_SINCE = "SELECT first, last FROM entry WHERE step > ? AND record = 'contact'";

export class Haystacks {
  readonly #db: Database;
  readonly #blocks = new Map<number, Block>();
  #order: readonly number[] | null = null;
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
    if (last - first > this.#blocks.size << BLOCK_BITS) {
      for (const block of this.#blocks.keys()) {
        if (block >= first >> BLOCK_BITS && block <= last >> BLOCK_BITS) this.#blocks.delete(block);
      }
    } else {
      for (let block = first >> BLOCK_BITS; block <= last >> BLOCK_BITS; block++) this.#blocks.delete(block);
    }
  }

  /**
   * Contacts by id that hold every term in one of its spellings. Inside a `snapshot`, so that what is searched and
   * what is listed are of the same moment.
   */
  holding(terms: Terms): number[] {
    const ids: number[] = [];
    const last = this.#last();
    const needles = terms.map((spellings) => spellings.map((spelling) => Buffer.from(spelling)));
    for (let number = 0; number <= last; number++) search(this.#block(number), needles, ids);
    return ids;
  }

  /** All of them by id, in the order of the list. Inside a `snapshot` too. */
  order(): readonly number[] {
    this.#last();
    this.#order ??= this.#db.column(
      z.number(),
      'SELECT id FROM contact WHERE present = 1 ORDER BY initial, sortKey, id',
    );
    return this.#order;
  }

  /** Makes some more blocks, so that the first search need not. False: all are there. Inside a `snapshot` too. */
  prepare(): boolean {
    const last = this.#last();
    let made = 0;
    for (let number = 0; number <= last; number++) {
      if (this.#blocks.has(number)) continue;
      if (made === BLOCKS_AT_ONCE) return true;
      this.#block(number);
      made += 1;
    }
    return false;
  }

  /** The last block there is. */
  #last(): number {
    const [last = null] = this.#db.column(z.number().nullable(), 'SELECT max(id) FROM contact');
    // Only after a read it is known whether somebody else has written.
    this.#keepUp();
    return last === null ? -1 : last >> BLOCK_BITS;
  }

  /** Also at the end of what is written here: it comes after what somebody else has written. */
  #keepUp(): void {
    const version = this.#db.pragma('data_version');
    if (version !== this.#version) this.#catchUp();
    this.#version = version;
    this.#step = this.#db.row(stepShape, LAST_DONE);
  }

  /** Which contacts somebody else has changed, the journal knows, as long as it went on from where it was. */
  #catchUp(): void {
    const { id = 0, at = '' } = this.#step ?? {};
    if (this.#db.column(z.number(), STILL_DONE, id, at).length === 0) this.#forget();
    else for (const { first, last } of this.#db.rows(rangeShape, CHANGED_SINCE, id)) this.touch(first, last);
    this.#order = null;
  }

  #forget(): void {
    this.#blocks.clear();
    this.#order = null;
  }

  #block(number: number): Block {
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = this.#made(number);
      this.#blocks.set(number, block);
    }
    return block;
  }

  #made(number: number): Block {
    const first = number << BLOCK_BITS;
    const rows = this.#db.rows(contactShape, CONTACTS, first, first + (1 << BLOCK_BITS) - 1);
    const ids: number[] = [];
    const ends: number[] = [];
    const parts: string[] = [];
    let end = 0;
    for (const row of rows) {
      const part = `${haystackOf(row, listsOf(this.#db, row))}\n`;
      parts.push(part);
      end += Buffer.byteLength(part);
      ids.push(row.id);
      ends.push(end);
    }
    return { ids, ends, bytes: Buffer.from(parts.join('')) };
  }
}

/** Adds the contacts of a block that hold every term. */
function search({ ids, ends, bytes }: Block, terms: readonly (readonly Buffer[])[], found: number[]): void {
  /** How many terms each contact holds, as long as it lacks none. */
  let held: Uint16Array | null = null;
  for (const [term, spellings] of terms.entries()) {
    for (const spelling of spellings) {
      let start = 0;
      for (let index = 0; index < ids.length; index++) {
        const at = placeOf(bytes, spelling, start);
        if (at === -1) break;
        while ((ends[index] ?? Infinity) <= at) index += 1;
        held ??= new Uint16Array(ids.length);
        if (held[index] === term) held[index] = term + 1;
        start = ends[index] ?? bytes.length;
      }
    }
    if (held === null) return;
  }
  for (const [index, id] of ids.entries()) if (held?.[index] === terms.length) found.push(id);
}

/** As `indexOf`, which takes longer to be called than one letter takes to be found. */
function placeOf(bytes: Buffer, part: Buffer, start: number): number {
  if (part.length !== 1) return bytes.indexOf(part, start);
  for (let at = start; at < bytes.length; at++) if (bytes[at] === part[0]) return at;
  return -1;
}
