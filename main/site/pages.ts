/**
 * The rows of a SQLite file read page by page, as far as they can be read: no page is trusted, and none that
 * is damaged keeps the others from being read. The format: https://www.sqlite.org/fileformat2.html
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Value } from './database.ts';

const LEAF_TABLE = 13;
const INNER_TABLE = 5;
const LEAF_INDEX = 10;
const INNER_INDEX = 2;
/** A row of more bytes is none of ours: pictures have a few megabytes. */
const MOST_PAYLOAD = 64 * 1024 * 1024;
const MOST_COLUMNS = 100;
/** Deeper than any tree of 2^31 pages. */
const MOST_DEPTH = 20;

export interface Row {
  /** Of tables that have one; their own `INTEGER PRIMARY KEY` reads as null among the values. */
  rowid: number | null;
  values: Value[];
}

export class Pages implements Disposable {
  readonly size: number;
  readonly count: number;
  readonly #file: number;

  /** `size`: of a page, in bytes, as the header says or as the file was made. */
  constructor(path: string, size: number) {
    this.size = size;
    this.count = Math.ceil(statSync(path).size / size);
    this.#file = openSync(path, 'r');
  }

  /** Numbered from 1; what the file lacks of the last one is zero. */
  page(number: number): Buffer {
    const bytes = Buffer.alloc(this.size);
    readSync(this.#file, bytes, 0, this.size, (number - 1) * this.size);
    return bytes;
  }

  /**
   * The leaves below a page, in order, as far as the pages above them are intact. Damaged ones too. `missing`: pages
   * that the file does not have.
   */
  leaves(root: number): { leaves: number[]; others: number[]; missing: number } {
    const leaves: number[] = [];
    const others: number[] = [];
    const seen = new Set<number>();
    let missing = 0;
    const visit = (number: number, depth: number): void => {
      if (number < 1 || number > this.count) missing += 1;
      if (number < 1 || number > this.count || seen.has(number) || depth > MOST_DEPTH) return;
      seen.add(number);
      const page = this.page(number);
      const start = number === 1 ? 100 : 0;
      const kind = page[start];
      if (kind !== INNER_TABLE && kind !== INNER_INDEX) {
        leaves.push(number);
        return;
      }
      others.push(number);
      for (const cell of this.#cells(page, start, 12)) visit(page.readUInt32BE(cell), depth + 1);
      visit(page.readUInt32BE(start + 8), depth + 1);
    };
    visit(root, 0);
    return { leaves, others, missing };
  }

  /** Pages that hold nothing any more; what still stands in them was deleted. */
  free(): Set<number> {
    const free = new Set<number>();
    let trunk = this.page(1).readUInt32BE(32);
    while (trunk >= 1 && trunk <= this.count && !free.has(trunk)) {
      free.add(trunk);
      const page = this.page(trunk);
      const leaves = Math.min(page.readUInt32BE(4), this.size / 4 - 2);
      for (let i = 0; i < leaves; i += 1) free.add(page.readUInt32BE(8 + 4 * i));
      trunk = page.readUInt32BE(0);
    }
    return free;
  }

  kind(number: number): 'table' | 'index' | null {
    const kind = this.page(number)[number === 1 ? 100 : 0];
    return kind === LEAF_TABLE ? 'table' : kind === LEAF_INDEX ? 'index' : null;
  }

  /** The rows of a leaf, and of the inner pages of an index, which hold some too. `lost`: cells that are none. */
  rows(number: number): { rows: Row[]; lost: number } | null {
    const page = this.page(number);
    const start = number === 1 ? 100 : 0;
    const kind = page[start];
    const inner = kind === INNER_INDEX;
    if (kind !== LEAF_TABLE && kind !== LEAF_INDEX && !inner) return null;
    const rows: Row[] = [];
    let lost = 0;
    for (const cell of this.#cells(page, start, inner ? 12 : 8)) {
      const row = this.#row(page, inner ? cell + 4 : cell, kind === LEAF_TABLE);
      if (row === null) lost += 1;
      else rows.push(row);
    }
    return { rows, lost: lost + this.#missing(page, start) };
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }

  /** Where the cells begin. */
  *#cells(page: Buffer, start: number, header: number): Generator<number> {
    const room = Math.floor((this.size - start - header) / 2);
    const count = Math.min(page.readUInt16BE(start + 3), room);
    for (let i = 0; i < count; i += 1) {
      const at = page.readUInt16BE(start + header + 2 * i);
      if (at >= start + header && at <= this.size - 4) yield at;
    }
  }

  /** Cells whose place in the page is none. */
  #missing(page: Buffer, start: number): number {
    const header = page[start] === INNER_INDEX ? 12 : 8;
    const found = [...this.#cells(page, start, header)].length;
    return Math.max(0, Math.min(page.readUInt16BE(start + 3), this.size / 4) - found);
  }

  #row(page: Buffer, at: number, isTable: boolean): Row | null {
    const reader = new Reader(page, at);
    const length = reader.varint();
    const rowid = isTable ? reader.varint() : null;
    if (length < 1 || length > MOST_PAYLOAD || reader.failed) return null;
    const payload = this.#payload(page, reader.at, length, isTable);
    const values = payload === null ? null : valuesOf(payload);
    return values === null ? null : { rowid, values };
  }

  /** What does not fit on the page stands in a chain of others. */
  #payload(page: Buffer, at: number, length: number, isTable: boolean): Buffer | null {
    const usable = this.size;
    const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
    if (length <= most) return at + length <= usable ? page.subarray(at, at + length) : null;
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const fitting = least + ((length - least) % (usable - 4));
    const here = fitting <= most ? fitting : least;
    if (at + here + 4 > usable) return null;
    const parts = [page.subarray(at, at + here)];
    let next = page.readUInt32BE(at + here);
    let left = length - here;
    while (left > 0) {
      if (next < 1 || next > this.count) return null;
      const part = this.page(next);
      parts.push(part.subarray(4, 4 + Math.min(left, usable - 4)));
      left -= usable - 4;
      next = part.readUInt32BE(0);
    }
    return Buffer.concat(parts, length);
  }
}

/** The values of a record: their kinds first, then their bytes. Null where the two do not agree. */
function valuesOf(payload: Buffer): Value[] | null {
  const header = new Reader(payload, 0);
  const end = header.varint();
  if (end < 1 || end > payload.length) return null;
  const kinds: number[] = [];
  while (header.at < end && kinds.length <= MOST_COLUMNS) kinds.push(header.varint());
  if (header.at !== end || header.failed || kinds.length > MOST_COLUMNS) return null;
  const values: Value[] = [];
  let at = end;
  for (const kind of kinds) {
    const length = lengthOf(kind);
    if (length === null || at + length > payload.length) return null;
    const value = valueOf(kind, payload.subarray(at, at + length));
    if (value === undefined) return null;
    values.push(value);
    at += length;
  }
  return at === payload.length ? values : null;
}

const LENGTHS: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

const lengthOf = (kind: number): number | null =>
  kind >= 12 ? Math.floor((kind - 12) / 2) : (LENGTHS[kind] ?? null);

const utf8 = new TextDecoder('utf-8', { fatal: true });

function valueOf(kind: number, bytes: Buffer): Value | undefined {
  if (kind === 0) return null;
  if (kind === 8) return 0;
  if (kind === 9) return 1;
  if (kind === 7) return bytes.readDoubleBE(0);
  if (kind === 6) {
    const value = Number(bytes.readBigInt64BE(0));
    return Number.isSafeInteger(value) ? value : undefined;
  }
  if (kind < 6) return bytes.readIntBE(0, bytes.length);
  if (kind % 2 === 0) return new Uint8Array(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Numbers of one to nine bytes, the first ones first. */
class Reader {
  readonly #bytes: Buffer;
  at: number;
  failed = false;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  varint(): number {
    let value = 0;
    for (let i = 0; i < 9; i += 1) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      if (i === 8) value = value * 256 + byte;
      else value = value * 128 + (byte & 0x7f);
      if (i === 8 || byte < 0x80) {
        if (!Number.isSafeInteger(value)) this.failed = true;
        return value;
      }
    }
    this.failed = true;
    return -1;
  }
}
