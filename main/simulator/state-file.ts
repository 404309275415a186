/**
 * What a simulated device holds, in one SQLite file. `synchronous=FULL`: what a transaction has committed
 * survives the loss of the process or of the power, so an answer never promises too much.
 */
import Database from 'better-sqlite3';
import { z } from 'zod';
import { StateError } from './state-error.ts';

type Value = string | number | null | Buffer;

const VERSION = z.number();
/** There are tables, and not the one that every state has: a row, else none. */
const IS_STRANGE = `SELECT 1 WHERE EXISTS (SELECT 1 FROM sqlite_schema)
  AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'fact')`;
const FACT = z.object({ value: z.string() });

export class StateFile {
  readonly #db: Database.Database;

  /**
   * Throws `StateError`; another program’s file is as it was then.
   * @param steps SQL by which its tables became what they are, one for each version. The first makes `fact`.
   */
  constructor(file: string, steps: readonly string[]) {
    this.#db = opened(file);
    try {
      const done = VERSION.parse(this.#db.pragma('user_version', { simple: true }));
      if (done > steps.length || this.one(z.unknown(), IS_STRANGE) !== null)
        throw new StateError('foreign', file);
      this.#db.pragma('journal_mode = WAL');
      this.#db.pragma('synchronous = FULL');
      this.#db.pragma('foreign_keys = ON');
      this.transaction(() => {
        for (const step of steps.slice(done)) this.#db.exec(step);
        this.#db.pragma(`user_version = ${steps.length}`);
      });
    } catch (error) {
      this.#db.close();
      throw inWords(file, error);
    }
  }

  /** All or nothing; durable on return. Inside another transaction a part that throws is taken back alone. */
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  all<T>(row: z.ZodType<T>, sql: string, ...values: Value[]): T[] {
    return z.array(row).parse(this.#db.prepare(sql).all(...values));
  }

  one<T>(row: z.ZodType<T>, sql: string, ...values: Value[]): T | null {
    const found = this.#db.prepare(sql).get(...values);
    return found === undefined ? null : row.parse(found);
  }

  /** The id of the row that was inserted, and how many were touched. */
  run(sql: string, ...values: Value[]): { id: number; changes: number } {
    const { lastInsertRowid, changes } = this.#db.prepare(sql).run(...values);
    return { id: Number(lastInsertRowid), changes };
  }

  fact(name: string): string | null {
    return this.one(FACT, 'SELECT value FROM fact WHERE name = ?', name)?.value ?? null;
  }

  setFact(name: string, value: string): void {
    this.run('INSERT OR REPLACE INTO fact VALUES (?, ?)', name, value);
  }

  close(): void {
    this.#db.close();
  }
}

function opened(file: string): Database.Database {
  try {
    return new Database(file);
  } catch (error) {
    throw inWords(file, error);
  }
}

const FOREIGN: ReadonlySet<string> = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);

/** What SQLite says of a file; `SQLITE_ERROR` is of a statement, and ours. */
const inWords = (file: string, error: unknown): unknown =>
  error instanceof Database.SqliteError && error.code !== 'SQLITE_ERROR'
    ? new StateError(FOREIGN.has(error.code) ? 'foreign' : 'unwritable', file, { cause: error })
    : error;
