/** Whether a file is sound: quickly at each opening, and wholly when somebody asks or a copy is made. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { z } from 'zod';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';

/** Page 1 begins with the tables as they were made; a page has at most 64 KiB. */
const FIRST_PAGE = 65_536;

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

/** Everything that SQLite finds wrong, at most 100 lines, and rows that refer to none. Empty: nothing. */
export function faults(db: Database): string[] {
  try {
    const said = db.column(z.string(), 'PRAGMA integrity_check(100)');
    const orphans = db.rows(
      z.object({ table: z.string(), parent: z.string(), rows: z.number() }),
      'SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2',
    );
    return [
      ...said.filter((line) => line !== 'ok'),
      ...orphans.map(({ table, parent, rows }) => `${table}: ${rows} rows refer to no ${parent}`),
    ];
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') return ['malformed'];
    throw error;
  }
}

/** Whether it once was a site: its tables stand in plain letters at the beginning, whatever the header says. */
export const looksLikeSite = (path: string): boolean =>
  beginning(path, FIRST_PAGE).includes('CREATE TABLE contact_group');

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
