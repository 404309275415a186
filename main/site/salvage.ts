/**
 * A new site file from a damaged one: every row that can still be read, page by page, whatever has happened to
 * the others. Nothing is written to the damaged file.
 */
import { rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { Salvage } from '../../core/api/safety.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { takingName } from './copies.ts';
import { Database, type Value } from './database.ts';
import { faults } from './integrity.ts';
import { read, type Table, tablesOf } from './layout.ts';
import { applyMigrations, PAGE_BYTES, prepareEmpty } from './making.ts';
import { mend } from './mend.ts';
import { Pages, type Row } from './pages.ts';
import { said } from './path-problem.ts';
import { MIGRATIONS } from './schema.ts';
import { LOGS, Shadow } from './shadow.ts';

/** Pages where each table and index begins. */
const rootShape = z
  .tuple([z.string(), z.string(), z.string(), z.number().int().positive(), z.string().nullable()])
  .transform(([type, name, , root]) => ({ type, name, root }));
type Root = z.infer<typeof rootShape>;

/**
 * Errors: `site-missing`, `site-folder`, `site-exists`, `site-disk-full`, `site-read-only`; `site-foreign`
 * where nothing of a site was found.
 */
export function salvage(path: string, output: string): Salvage {
  if (said(path, () => statSync(path)).isDirectory()) {
    throw new SwitchbookError('site-folder', { value: path });
  }
  const shadow = new Shadow(path);
  try {
    const hasLog = LOGS.some((log) => (statSync(`${shadow.file}${log}`, NONE)?.size ?? 0) > 0);
    const logLost = hasLog && !foldLog(shadow.file);
    using pages = pagesOf(shadow.file);
    return takingName(output, (part) => {
      prepareEmpty(part, versionOf(pages), () => undefined);
      const db = new Database(output, false, part);
      try {
        return fill(db, pages, { path, output }, logLost);
      } finally {
        db.close();
      }
    });
  } finally {
    shadow.remove();
  }
}

function fill(
  db: Database,
  pages: Pages,
  { path, output }: { path: string; output: string },
  logLost: boolean,
): Salvage {
  db.pragma('foreign_keys = 0');
  const salvaged = db.transaction(() => {
    const rows = new Rows(db, pages);
    rows.all();
    if (rows.saved === 0) throw new SwitchbookError('site-foreign', { value: path });
    applyMigrations(db, versionOf(pages));
    const repairs = mend(db, rows.lost > 0 || rows.unreadable > 0 || logLost);
    if (logLost) repairs.push({ what: 'log-lost', count: 1 });
    if (rows.twice > 0) repairs.push({ what: 'row-twice', count: rows.twice });
    const tables = [...rows.tables].map(([table, counts]) => ({ table, ...counts }));
    return { output, tables, unreadablePages: rows.unreadable, pages: pages.count, repairs };
  });
  const [fault] = faults(db);
  if (fault === undefined) return salvaged;
  throw new SwitchbookError('site-copy-differs', { value: output, params: { detail: fault } });
}

const NONE = { throwIfNoEntry: false } as const;

/**
 * What was written last goes into the file, as if it had been closed, and what was half written out of it. Says
 * whether that could be done.
 */
function foldLog(file: string): boolean {
  try {
    const db = new Database(file, false);
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return true;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof SwitchbookError) return false;
    throw error;
  } finally {
    for (const log of LOGS) rmSync(`${file}${log}`, { force: true });
  }
}

/** The header may be damaged too: ours all have pages of one size. */
function pagesOf(file: string): Pages {
  using header = new Pages(file, 512);
  const asked = header.page(1).readUInt16BE(16);
  const size = asked === 1 ? 65_536 : asked;
  const known = [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536].includes(size);
  return new Pages(file, known ? size : PAGE_BYTES);
}

function versionOf(pages: Pages): number {
  const version = pages.page(1).readUInt32BE(60);
  return version >= 1 && version <= MIGRATIONS.length ? version : MIGRATIONS.length;
}

class Rows {
  readonly tables = new Map<string, { saved: number; lost: number }>();
  saved = 0;
  lost = 0;
  twice = 0;
  unreadable = 0;
  readonly #db: Database;
  readonly #pages: Pages;
  readonly #kinds: readonly Table[];

  constructor(db: Database, pages: Pages) {
    this.#db = db;
    this.#pages = pages;
    this.#kinds = tablesOf(db);
    for (const { name } of this.#kinds) this.tables.set(name, { saved: 0, lost: 0 });
  }

  all(): void {
    const roots = this.#roots();
    if (roots.length === 0) this.unreadable += 1;
    const reached = new Set<number>([1]);
    for (const root of roots) this.#tree(root, reached);
    for (const root of roots) if (root.name === 'member_group') this.#membersAgain(root);
    const free = this.#pages.free();
    for (let number = 2; number <= this.#pages.count; number += 1) {
      if (!reached.has(number) && !free.has(number)) this.#stray(number);
    }
  }

  /** The table of tables; without it all pages are strays. */
  #roots(): Root[] {
    return this.#pages.leaves(1).leaves.flatMap((leaf) =>
      (this.#pages.rows(leaf)?.rows ?? []).flatMap(({ values }) => {
        const root = rootShape.safeParse(values);
        return root.success ? [root.data] : [];
      }),
    );
  }

  #tree({ type, name, root }: Root, reached: Set<number>): void {
    const { leaves, others, missing } = this.#pages.leaves(root);
    for (const number of [...leaves, ...others]) reached.add(number);
    if (name === 'sqlite_sequence') this.#sequences(leaves);
    const table = this.#kinds.find((one) => one.name === name);
    if (type !== 'table' || table === undefined) return;
    this.unreadable += missing;
    for (const number of table.isIndex ? [...leaves, ...others] : leaves) {
      const found = this.#pages.rows(number);
      if (found === null) this.unreadable += 1;
      else {
        this.#lose(table, found.lost);
        for (const row of found.rows) this.#keep(table, row);
      }
    }
  }

  /** Before version 16 an index held the memberships a second time, the other way round. */
  #membersAgain({ root }: Root): void {
    const table = this.#kinds.find(({ name }) => name === 'member');
    if (table === undefined) return;
    const { leaves, others } = this.#pages.leaves(root);
    for (const { values, rowid } of [...leaves, ...others].flatMap((n) => this.#pages.rows(n)?.rows ?? [])) {
      const member = read(table, { rowid, values: values.toReversed() });
      if (member === null || !this.#insert(table.name, member)) continue;
      this.#save(table);
      // One of those that were missed.
      if ((this.tables.get(table.name)?.lost ?? 0) > 0) this.#lose(table, -1);
    }
  }

  /** A page that nothing leads to any more. Its rows must be of one table and no other. */
  #stray(number: number): void {
    if (this.#pages.kind(number) !== 'table') return;
    for (const row of this.#pages.rows(number)?.rows ?? []) {
      const fitting = this.#kinds.filter((table) => !table.isIndex && read(table, row) !== null);
      const [table] = fitting;
      if (table !== undefined && fitting.length === 1) this.#keep(table, row);
    }
  }

  #keep(table: Table, row: Row): void {
    const values = read(table, row);
    if (values === null) this.#lose(table, 1);
    else {
      try {
        this.#store(table, values);
      } catch (error) {
        // A value in it that an index cannot look into.
        if (!(error instanceof SwitchbookError) || error.problem.code !== 'site-damaged') throw error;
        this.#lose(table, 1);
      }
    }
  }

  #store(table: Table, values: ReadonlyMap<string, Value>): void {
    if (this.#insert(table.name, values)) this.#save(table);
    else this.twice += 1;
  }

  #save(table: Table): void {
    this.saved += 1;
    const counts = this.tables.get(table.name);
    if (counts !== undefined) counts.saved += 1;
  }

  #insert(table: string, values: ReadonlyMap<string, Value>): boolean {
    const columns = [...values.keys()];
    // A new file has its row of the PBX already.
    const verb = table === 'pbx' ? 'INSERT OR REPLACE' : 'INSERT OR IGNORE';
    const sql = `${verb} INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    return this.#db.run(sql, ...values.values()).changes > 0;
  }

  #lose(table: Table, count: number): void {
    this.lost += count;
    const counts = this.tables.get(table.name);
    if (counts !== undefined) counts.lost += count;
  }

  /** Ids are never used twice, also those that are gone. */
  #sequences(leaves: readonly number[]): void {
    const shape = z.tuple([z.string(), z.number().int().nonnegative()]);
    for (const { values } of leaves.flatMap((leaf) => this.#pages.rows(leaf)?.rows ?? [])) {
      const found = shape.safeParse(values);
      if (!found.success || !this.tables.has(found.data[0])) continue;
      this.#db.run('DELETE FROM sqlite_sequence WHERE name = ?', found.data[0]);
      this.#db.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', ...found.data);
    }
  }
}
