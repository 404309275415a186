/** What keeps a site file safe: copies of it, and what a whole reading of it finds. */
import { z } from 'zod';
import type { CopyReason, FileCheck, Keeping, KeptCopy } from '../../core/api/safety.ts';
import type { FileFacts } from '../../core/api/support.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { copyTo, keepCopy, keptCopies, prune } from './copies.ts';
import { Database } from './database.ts';
import { faults } from './integrity.ts';
import { listsOf } from './lists.ts';
import { tablesOf } from './layout.ts';
import type { SiteSafety } from './site.ts';
import { REVISION, revisionOf, type SettingsStore } from './settings.ts';

const MOST_FAULTS = 100;
const text = z.string();
const listsShape = z.object({ id: z.number(), numbers: text, emails: text, urls: text, addresses: text });
const ROWS_AT_ONCE = 1000;
/** Twenty hours: who opens the site each morning keeps a copy each morning. */
const A_DAYS_WORK = 20 * 3_600_000;

const COUNT_FAULTS = `
SELECT 'counts: ' || t.n || ' instead of ' || c.n
  FROM (SELECT coalesce(sum(contacts), 0) AS n FROM tally) t, (SELECT count(*) AS n FROM contact WHERE present = 1) c
  WHERE t.n <> c.n`;

export class Safety implements SiteSafety {
  readonly #db: Database;
  readonly #settings: SettingsStore;

  constructor(db: Database, settings: SettingsStore) {
    this.#db = db;
    this.#settings = settings;
  }

  keeping(): Keeping {
    return this.#settings.keeping();
  }

  setKeeping(keeping: Keeping): void {
    this.#settings.setKeeping(keeping);
    this.#prune();
  }

  check(): FileCheck {
    const [contacts = 0] = this.#db.column(z.number(), 'SELECT count(*) FROM contact WHERE present = 1');
    return {
      contacts,
      bytes: Number(this.#db.pragma('page_count')) * Number(this.#db.pragma('page_size')),
      faults: [...faults(this.#db), ...this.#rows(), ...this.#counts()].slice(0, MOST_FAULTS),
      copies: keptCopies(this.#db.path).map((copy) => ({ ...copy, sound: isSoundCopy(copy.path) })),
    };
  }

  facts(): FileFacts {
    const number = (name: string): number => Number(this.#db.pragma(name));
    const rows = tablesOf(this.#db).map(({ name }) => {
      const count = damageAsNone(() => this.#db.column(z.number(), `SELECT count(*) FROM "${name}"`));
      return [name, count[0] ?? -1] as const;
    });
    return {
      schema: number('user_version'),
      journal: String(this.#db.pragma('journal_mode')),
      pages: number('page_count'),
      pageBytes: number('page_size'),
      freePages: number('freelist_count'),
      rows: Object.fromEntries(rows),
    };
  }

  copyTo(path: string): void {
    copyTo(this.#db, path);
  }

  keep(reason: CopyReason): KeptCopy | null {
    // Neither a change nor an agreement with a PBX: a new site.
    const empty = `SELECT 1 FROM site WHERE ${REVISION} = 0 AND NOT EXISTS (SELECT 1 FROM base_contact)`;
    if (this.#db.column(z.number(), empty).length > 0) return null;
    if (reason === 'daily' && this.#isFresh()) return null;
    const copy = keepCopy(this.#db, reason);
    this.#prune();
    return copy;
  }

  copies(): KeptCopy[] {
    return keptCopies(this.#db.path);
  }

  /** Whether the latest copy is of the last day, or of this very state. A clock that is set back makes it old. */
  #isFresh(): boolean {
    const [latest] = keptCopies(this.#db.path);
    if (latest === undefined) return false;
    const age = Date.now() - Date.parse(latest.at);
    return (age >= 0 && age < A_DAYS_WORK) || ofCopy(latest.path, revisionOf) === this.#settings.revision();
  }

  #prune(): void {
    const { copies, copyDays } = this.keeping();
    prune(this.#db.path, { most: copies, days: copyDays });
  }

  /** The counts say the same as the contacts they are made from. */
  #counts(): string[] {
    return damageAsNone(() => this.#db.column(z.string(), COUNT_FAULTS));
  }

  /** Lists of contacts that say nothing we know. */
  #rows(): string[] {
    const found: string[] = [];
    let from = 0;
    for (;;) {
      const sql = `SELECT id, numbers, emails, urls, addresses FROM contact WHERE id > ? ORDER BY id LIMIT ${ROWS_AT_ONCE}`;
      const rows = damageAsNone(() => this.#db.rows(listsShape, sql, from));
      for (const { id, ...columns } of rows) {
        if (damageAsNone(() => [listsOf(this.#db, columns)]).length === 0) found.push(`contact ${id}`);
        if (found.length >= MOST_FAULTS) return found;
      }
      const last = rows.at(-1);
      if (last === undefined) return found;
      from = last.id;
    }
  }
}

/** What cannot be read is what `faults` has found already. */
function damageAsNone<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') return [];
    throw error;
  }
}

const isSoundCopy = (path: string): boolean => ofCopy(path, (copy) => faults(copy).length === 0) ?? false;

/** Null where the copy cannot be read. */
function ofCopy<T>(path: string, read: (copy: Database) => T): T | null {
  try {
    const copy = new Database(path, true);
    try {
      return read(copy);
    } finally {
      copy.close();
    }
  } catch (error) {
    if (error instanceof SwitchbookError) return null;
    throw error;
  }
}
