/** Opening and creating site files. Whatever is wrong with a file is said here, once and clearly. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { deviceProfile } from '../../core/device/profile.ts';
import type { ProblemCode } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { Database } from './database.ts';
import { SiteFile } from './file.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import type { Site } from './site.ts';

/** Pages of 16 KiB: a search reads the whole list of contacts, and reads it twice as fast as with 4 KiB. */
const PAGE_BYTES = 16_384;

/**
 * Opens an existing site file and brings it to the current schema.
 * Throws `site-missing`, `site-folder`, `site-foreign`, `site-newer`, `site-damaged`, `site-read-only`,
 * `site-unreachable` or `site-busy`.
 */
export function openSite(path: string, options: { readOnly?: boolean } = {}): Site {
  const readOnly = options.readOnly ?? false;
  refuseOddPaths(path, readOnly);
  const db = new Database(path, readOnly);
  try {
    recognise(db, readOnly);
    db.prepareForUse(readOnly);
    if (!readOnly) migrate(db);
    return new SiteFile(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Creates a site file for a device profile and the ISO 3166 country of its numbers.
 * Throws `device-unknown`, `site-exists`, `site-folder-missing`, `site-read-only` or `site-unreachable`.
 */
export function createSite(path: string, device: string, country: string): Site {
  deviceProfile(device);
  claim(path);
  try {
    const db = new Database(path, false);
    try {
      // Complete before WAL begins: the file is a site even if the machine stops a moment later.
      db.pragma(`page_size = ${PAGE_BYTES}`);
      db.transaction(() => {
        db.pragma(`application_id = ${APPLICATION_ID}`);
        applyMigrations(db, 0);
        db.run('INSERT INTO site (id, device, country, revision) VALUES (1, ?, ?, 0)', device, country);
      });
    } finally {
      db.close();
    }
    return openSite(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

function migrate(db: Database): void {
  if (db.pragma('user_version') === MIGRATIONS.length) return;
  // Asked again inside: another window may have migrated the file in the meantime.
  db.transaction(() => applyMigrations(db, Number(db.pragma('user_version'))));
}

function applyMigrations(db: Database, from: number): void {
  for (const migration of MIGRATIONS.slice(from)) db.script(migration);
  db.pragma(`user_version = ${MIGRATIONS.length}`);
}

function recognise(db: Database, readOnly: boolean): void {
  let id: unknown;
  try {
    id = db.pragma('application_id');
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') {
      throw new SwitchbookError('site-foreign', { value: db.path }, { cause: error });
    }
    throw error;
  }
  if (id !== APPLICATION_ID) throw new SwitchbookError('site-foreign', { value: db.path });
  const found = Number(db.pragma('user_version'));
  const known = MIGRATIONS.length;
  if (found > known) throw new SwitchbookError('site-newer', { value: db.path, params: { found, known } });
  if (found < 1) throw new SwitchbookError('site-damaged', { value: db.path });
  if (readOnly && found < known) throw new SwitchbookError('site-read-only', { value: db.path });
}

function refuseOddPaths(path: string, readOnly: boolean): void {
  if (said(path, () => statSync(path)).isDirectory())
    throw new SwitchbookError('site-folder', { value: path });
  if (!readOnly) said(path, () => closeSync(openSync(path, 'r+')));
}

/** Takes the name before anything is written to it: an existing file is never touched. */
function claim(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new SwitchbookError('site-folder-missing', { value: path });
    throw inWords(path, error);
  }
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOENT: 'site-missing',
  ENOTDIR: 'site-missing',
  EEXIST: 'site-exists',
  EISDIR: 'site-folder',
  EACCES: 'site-read-only',
  EPERM: 'site-read-only',
  EROFS: 'site-read-only',
  ENOSPC: 'site-disk-full',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const inWords = (path: string, error: unknown): SwitchbookError =>
  new SwitchbookError(CODES[codeOf(error)] ?? 'site-unreachable', { value: path }, { cause: error });

function said<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inWords(path, error);
  }
}
