/** An empty site file of some version, and the way from one version to the next. */
import { closeSync, openSync } from 'node:fs';
import { Database } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';

/** Pages of 16 KiB: a search reads the whole list of contacts, and reads it twice as fast as with 4 KiB. */
export const PAGE_BYTES = 16_384;

export function applyMigrations(db: Database, from: number, to: number = MIGRATIONS.length): void {
  for (const migration of MIGRATIONS.slice(from, to)) db.script(migration);
  db.pragma(`user_version = ${to}`);
}

/**
 * All tables of a version, in a new or empty file. Complete before WAL begins: the file is a site even if the
 * machine stops a moment later.
 */
export function prepareEmpty(path: string, version: number, fill: (db: Database) => void): void {
  closeSync(openSync(path, 'a'));
  const db = new Database(path, false);
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.transaction(() => {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      applyMigrations(db, 0, version);
      fill(db);
    });
  } finally {
    db.close();
  }
}
