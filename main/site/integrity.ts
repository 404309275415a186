/** Whether a file is sound: quickly at each opening, and wholly when somebody asks or a copy is made. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { z } from 'zod';
import { beginsLikeSite, FIRST_PAGE } from '../../core/formats/site.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { Database } from './database.ts';
import { applyMigrations } from './making.ts';
import { MIGRATIONS } from './schema.ts';

/** Looks through a file of at most so many bytes; a larger one counts as sound. Bounded by that. */
export function isSound(db: Database, mostBytes: number): boolean {
  try {
    if (Number(db.pragma('page_count')) * Number(db.pragma('page_size')) > mostBytes) return true;
    return db.pragma('quick_check(1)') === 'ok';
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') return false;
    throw error;
  }
}

const partShape = z.object({ name: z.string(), table: z.string() });
type Part = z.infer<typeof partShape>;

/** Tables and indices, each with the table it is or belongs to. */
const NAMES = 'SELECT name, tbl_name AS "table" FROM sqlite_schema';
/** Which takes several times as long. */
const NAMES_AND_COLUMNS = `${NAMES} UNION ALL
  SELECT t.name || '.' || c.name, t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`;

/** What a file of each version has, as its migrations make it. */
const made = new Map<string, readonly Part[]>();

function partsOf(version: number, parts: string): readonly Part[] {
  const key = `${version} ${parts}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const empty = new Database(':memory:', false);
  try {
    applyMigrations(empty, 0, version);
    const found = empty.rows(partShape, parts);
    made.set(key, found);
    return found;
  } finally {
    empty.close();
  }
}

/**
 * The tables that a site of its version has and this one has not, and what others of its tables lack: SQLite finds
 * nothing wrong with that.
 */
export function missingParts(db: Database, parts: string = NAMES): string[] {
  const version = Number(db.pragma('user_version'));
  if (version > MIGRATIONS.length) return [];
  const there = new Set(db.rows(partShape, parts).map(({ name }) => name));
  return partsOf(version, parts).flatMap(({ name, table }) =>
    there.has(name) || (name !== table && !there.has(table)) ? [] : name,
  );
}

/** Everything that SQLite finds wrong, at most 100 lines, what is missing, and rows that refer to none. Empty: nothing. */
export function faults(db: Database): string[] {
  try {
    const said = db.column(z.string(), 'PRAGMA integrity_check(100)');
    const orphans = db.rows(
      z.object({ table: z.string(), parent: z.string(), rows: z.number() }),
      'SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2',
    );
    return [
      ...said.filter((line) => line !== 'ok'),
      ...missingParts(db, NAMES_AND_COLUMNS).map((name) => `${name}: missing`),
      ...orphans.map(({ table, parent, rows }) => `${table}: ${rows} rows refer to no ${parent}`),
    ];
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') return ['malformed'];
    throw error;
  }
}

/** Whether it once was a site. */
export const looksLikeSite = (path: string): boolean => beginsLikeSite(beginning(path, FIRST_PAGE));

/** Whether it had a WAL when it was last closed (https://www.sqlite.org/fileformat2.html, 1.3.3). */
export const hasWal = (path: string): boolean => beginning(path, 20)[READ_VERSION] === 2;
const READ_VERSION = 19;

function beginning(path: string, most: number): Buffer {
  const bytes = Buffer.alloc(Math.min(most, statSync(path).size));
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(file);
  }
  return bytes;
}
