/**
 * One connection to a SQLite file: pragmas, prepared statements, transactions, and every error of
 * SQLite said in a sentence that a person understands. Rows leave here checked, never assumed.
 */
import Sqlite from 'better-sqlite3';
import type { Problem, ProblemCode } from '../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../core/problem/problem.ts';
import type { Place } from './place.ts';
import { number, type Shape } from './shape.ts';

export type Value = string | number | null | Uint8Array;
type Statement = Sqlite.Statement<Value[]>;

/** Long enough for a commit of one contact elsewhere, short enough to be answered while somebody types. */
const BUSY_MS = 100;
/** The list of 200 000 contacts stays in memory: 64 MiB, in SQLite's negative kibibytes. */
const CACHE_KIB = -65_536;
const STATEMENTS_KEPT = 300;
/** 16 MiB between two looks at what else there is to do. */
const PAGES_AT_ONCE = 1024;

/** What every connection keeps to, whatever journal it has. */
const PROMISED = { synchronous: 2, foreign_keys: 1, trusted_schema: 0, busy_timeout: BUSY_MS };

const CODES: readonly (readonly [prefix: string, code: ProblemCode])[] = [
  ['SQLITE_BUSY', 'site-busy'],
  ['SQLITE_LOCKED', 'site-busy'],
  ['SQLITE_CORRUPT', 'site-damaged'],
  // A value that an index looks into; SQLite has no code of its own for it.
  ['malformed JSON', 'site-damaged'],
  ['SQLITE_NOTADB', 'site-damaged'],
  // A row that others refer to is gone, or a number is greater than any of ours.
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'site-damaged'],
  ['SQLITE_MISMATCH', 'site-damaged'],
  ['SQLITE_READONLY', 'site-read-only'],
  ['SQLITE_PERM', 'site-read-only'],
  ['SQLITE_FULL', 'site-disk-full'],
  ['SQLITE_CANTOPEN', 'site-unreachable'],
  ['SQLITE_IOERR', 'site-unreachable'],
];

/** What is written once at the end of a transaction rather than with each of its rows. */
export interface Gathered {
  write(): void;
  /** The transaction is taken back. */
  forget(): void;
}

export class Database {
  readonly path: string;
  readonly #raw: Sqlite.Database;
  readonly #statements = new Map<string, Statement>();
  readonly #gathered: Gathered[] = [];
  /** Remembered here because every contact of an import asks for it. */
  #inTransaction = false;
  readonly #plucked = new Map<string, Statement>();
  readonly #raws = new Map<string, Statement>();
  #locked: Problem | null = null;
  #place: Place | null = null;
  #journal: 'wal' | 'truncate' | null = null;

  /** `file`: what is really opened where `path`, which people know, cannot be used as it is. */
  constructor(path: string, readOnly: boolean, file: string = path) {
    this.path = path;
    this.#raw = this.#said(
      () => new Sqlite(file, { readonly: readOnly, fileMustExist: true, timeout: BUSY_MS }),
    );
  }

  /** Why nothing may be written; null where it may. */
  get locked(): Problem | null {
    if (this.#locked !== null || this.#place?.isLost !== true) return this.#locked;
    this.#emptyLog();
    return { code: 'site-moved', severity: 'error', value: this.path };
  }

  /** From now on nothing is written once the file is not found there any more. */
  watch(place: Place): void {
    this.#place = place;
  }

  #refuseIfLost(): void {
    const why = this.#place?.isLost === true ? this.locked : null;
    if (why !== null) throw errorOf(why);
  }

  /**
   * SQLite would leave it under the old name, where it belongs to none or, worse, to another file; so all of it goes
   * into our own. While somebody reads it is left for the next time.
   */
  #emptyLog(): void {
    if (!this.#raw.inTransaction) this.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Writes all of it to a new file, without what was deleted; also from a file that has lost its name. */
  writeTo(path: string): void {
    this.#said(() => this.#statement('VACUUM INTO ?').run(path));
  }

  /** From now on nothing is written, and whoever tries is told this. */
  lock(why: Problem): void {
    this.pragma('query_only = 1');
    this.#locked = why;
  }

  /**
   * What every connection of a site promises, asserted because a build of SQLite may choose otherwise:
   * better-sqlite3 runs WAL at NORMAL, which loses the last commits in a power cut.
   */
  prepareForUse(readOnly: boolean, journal: 'wal' | 'truncate' = 'wal'): void {
    // Without `fullfsync`, macOS flushes to the drive's own cache only. Other systems ignore it.
    this.script(`${readOnly ? '' : `PRAGMA journal_mode = ${journal};`}
      PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA foreign_keys = 1;
      PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1; PRAGMA cache_size = ${CACHE_KIB}`);
    const promised = { ...PROMISED, ...(!readOnly && { journal_mode: journal }) };
    for (const [name, value] of Object.entries(promised)) {
      if (this.pragma(name) !== value) throw new Error(`SQLite refuses ${name} = ${value}`);
    }
    this.#journal = readOnly ? null : journal;
  }

  pragma(text: string): unknown {
    return this.#said(() => this.#raw.pragma(text, { simple: true }));
  }

  /** Adds a function of one text to SQL. */
  define(name: string, work: (text: string) => string): void {
    this.#raw.function(name, { deterministic: true }, (value: unknown) => work(String(value)));
  }

  script(sql: string): void {
    this.#said(() => this.#raw.exec(sql));
  }

  run(sql: string, ...values: Value[]): { changes: number; id: number } {
    if (!this.#inTransaction) this.#refuseIfLost();
    return this.#said(() => {
      const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
      return { changes, id: Number(lastInsertRowid) };
    });
  }

  row<T>(shape: Shape<T>, sql: string, ...values: Value[]): T | undefined {
    const row = this.#said(() => this.#statement(sql).get(...values));
    return row === undefined ? undefined : this.checked(shape, row);
  }

  rows<T>(shape: Shape<T>, sql: string, ...values: Value[]): T[] {
    const rows = this.#said(() => this.#statement(sql).all(...values));
    // One by one: a shape of the list would be made anew for every call, and costs more than a short list.
    return rows.map((row) => this.checked(shape, row));
  }

  /** Every row as the list of its columns: many rows of many columns are read faster so. */
  columns<T>(shape: Shape<T>, sql: string, ...values: Value[]): T[] {
    const rows = this.#said(() => kept(this.#raws, sql, () => this.#prepare(sql).raw()).all(...values));
    return rows.map((row) => this.checked(shape, row));
  }

  /** The first column of every row. */
  column<T>(shape: Shape<T>, sql: string, ...values: Value[]): T[] {
    const found = this.#said(() => kept(this.#plucked, sql, () => this.#prepare(sql).pluck()).all(...values));
    return found.map((value) => this.checked(shape, value));
  }

  /** Another one after somebody else has written; known only after a read. */
  dataVersion(): number | undefined {
    return this.column(number, 'PRAGMA data_version')[0];
  }

  checked<T>(shape: Shape<T>, value: unknown): T {
    const result = shape.safeParse(value);
    if (result.success) return result.data;
    throw this.#unfit(result.error);
  }

  json<T>(shape: Shape<T>, text: string): T {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw this.#damaged(error);
    }
    return this.checked(shape, value);
  }

  /**
   * One transaction that holds the write lock from its first moment, so that it never fails half-way
   * because somebody else writes. Inside another transaction it is a savepoint of it.
   */
  transaction<T>(work: () => T): T {
    const outer = this.#inTransaction;
    if (!outer) this.#refuseIfLost();
    // A savepoint that is taken back takes back what was gathered in it, and nothing else.
    if (outer) for (const each of this.#gathered) each.write();
    const whole = this.#raw.transaction(() => {
      const result = work();
      for (const each of this.#gathered) each.write();
      return result;
    });
    this.#inTransaction = true;
    try {
      return this.#said(() => whole.immediate());
    } catch (error) {
      for (const each of this.#gathered) each.forget();
      throw error;
    } finally {
      this.#inTransaction = outer;
    }
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  gather(gathered: Gathered): void {
    this.#gathered.push(gathered);
  }

  /** Several reads of one and the same state. */
  snapshot<T>(work: () => T): T {
    if (this.#raw.inTransaction) return work();
    return this.#said(() => {
      // By hand: the library makes four functions for each transaction, of which a page of the list has one.
      this.#statement('BEGIN').run();
      try {
        return work();
      } finally {
        // After an error SQLite may have ended it by itself.
        if (this.#raw.inTransaction) this.#statement('COMMIT').run();
      }
    });
  }

  /**
   * Writes all of this file over another one, as one transaction there: whoever has that one open reads the old
   * state or the new one. `whenLocked` is called as soon as nobody else can write there; what it throws ends it all.
   */
  async pourInto(path: string, whenLocked: () => void): Promise<void> {
    let locked = false;
    const progress = (): number => {
      if (!locked) whenLocked();
      locked = true;
      return PAGES_AT_ONCE;
    };
    try {
      await this.#raw.backup(path, { progress });
    } catch (error) {
      throw inWords(error, path);
    }
    // The library takes a file that is being written for one that is done.
    if (!locked) throw new SwitchbookError('site-busy', { value: path });
  }

  close(): void {
    const lost = this.#raw.open && this.#place?.isLost === true ? this.#place : null;
    if (lost !== null) this.#emptyLog();
    else if (this.#raw.open) this.#dropJournal();
    this.#raw.close();
    lost?.dropLog();
  }

  /** SQLite deletes its WAL with the last who leaves, but not the older journal. In use elsewhere it stays. */
  #dropJournal(): void {
    if (this.#journal !== 'truncate' || this.#raw.inTransaction) return;
    try {
      this.#raw.pragma('journal_mode = delete');
    } catch {
      // An empty journal is none; and the share may be gone.
    }
  }

  #statement(sql: string): Statement {
    return kept(this.#statements, sql, () => this.#prepare(sql));
  }

  #prepare(sql: string): Statement {
    try {
      return this.#raw.prepare<Value[]>(sql);
    } catch (error) {
      // Our statements fit our tables: where they do not, the file's tables are not ours any more.
      if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_ERROR') throw this.#unfit(error);
      throw error;
    }
  }

  /** A file of a newer version may have other tables and be sound; of others it may be known what they lack. */
  #unfit(cause: unknown): SwitchbookError {
    const locked = this.#locked;
    return locked?.code === 'site-newer' || locked?.code === 'site-parts-missing'
      ? errorOf(locked, cause)
      : this.#damaged(cause);
  }

  #damaged(cause: unknown): SwitchbookError {
    return new SwitchbookError('site-damaged', { value: this.path }, { cause });
  }

  #said<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const why = inWords(error, this.path);
      if (isReadOnly(why) && this.#locked !== null) throw errorOf(this.#locked, error);
      throw why;
    }
  }
}

const isReadOnly = (error: unknown): boolean =>
  error instanceof SwitchbookError && error.problem.code === 'site-read-only';

/** What SQLite says of a file, as a person understands it; anything else as it is. */
function inWords(error: unknown, path: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const code = CODES.find(([prefix]) => error.code.startsWith(prefix) || error.message === prefix)?.[1];
  return code === undefined ? error : new SwitchbookError(code, { value: path }, { cause: error });
}

/** Statements whose text depends on a search are of many shapes: the cache starts anew when it is full. */
function kept(cache: Map<string, Statement>, sql: string, prepare: () => Statement): Statement {
  let statement = cache.get(sql);
  if (statement === undefined) {
    if (cache.size >= STATEMENTS_KEPT) cache.clear();
    statement = prepare();
    cache.set(sql, statement);
  }
  return statement;
}
