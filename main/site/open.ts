/** Opening and creating site files. Whatever is wrong with a file is said here, once and clearly. */
import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { deviceProfile } from '../../core/device/profile.ts';
import { knownCountry } from '../../core/phone/number.ts';
import type { Problem, ProblemCode } from '../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../core/problem/problem.ts';
import { keepCopy } from './copies.ts';
import { Database } from './database.ts';
import { SiteFile } from './file.ts';
import { hasWal, isSound, looksLikeSite, missingParts } from './integrity.ts';
import { applyMigrations, prepareEmpty } from './making.ts';
import { claim, inWords, said } from './path-problem.ts';
import { Place } from './place.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { Shadow } from './shadow.ts';
import { isOnNetwork } from './share.ts';
import type { Site } from './site.ts';

/** A file up to this size is looked through at each opening, in some 10 ms; larger ones when they are copied. */
const CHECKED_BYTES = 16 * 1024 * 1024;

/**
 * Opens an existing site file and brings it to the current schema; a copy of it as it was is kept first.
 * A file that cannot be written, is damaged or of a newer version is opened for reading, and `info().locked`
 * says why. One that is to be read only is never touched: an older one is migrated in a copy of it.
 * Throws `site-missing`, `site-folder`, `site-foreign`, `site-damaged`, `site-disk-full`, `site-unreachable`
 * or `site-busy`.
 */
export function openSite(path: string, options: { readOnly?: boolean } = {}): Site {
  if (said(path, () => statSync(path)).isDirectory()) {
    throw new SwitchbookError('site-folder', { value: path });
  }
  const lock = options.readOnly === true ? problem('site-for-reading', path) : unwritable(path);
  const site = lock === null ? openForWriting(path) : openForReading(path, lock);
  try {
    // A file that is no site any more says so now.
    site.revision();
    return site;
  } catch (error) {
    site.close();
    throw error;
  }
}

function openForWriting(path: string): Site {
  const db = new Database(path, false);
  let lock: Problem | null = null;
  const site = opened(db, () => {
    const shared = isOnNetwork(path);
    // What had WAL on a disk of its own can be read there by one alone, until it is of the older kind.
    if (shared && hasWal(path)) db.pragma('locking_mode = exclusive');
    lock = obstacle(db);
    if (lock !== null) return;
    db.prepareForUse(false, shared ? 'truncate' : 'wal');
    if (shared) db.pragma('locking_mode = normal');
    db.watch(new Place(path, !shared));
    migrate(db);
  });
  if (lock === null) return site;
  db.close();
  return openForReading(path, lock);
}

/** Why a file that may be written should not be. What is migrated is kept as it was, or is not migrated. */
function obstacle(db: Database): Problem | null {
  const version = recognise(db);
  if (version > MIGRATIONS.length) return newer(db.path, version);
  const damage = damageOf(db);
  if (damage !== null) return damage;
  if (version === MIGRATIONS.length) return null;
  try {
    keepCopy(db, 'migration');
    return null;
  } catch (error) {
    if (error instanceof SwitchbookError) return error.problem;
    throw error;
  }
}

function openForReading(path: string, lock: Problem): Site {
  try {
    return readInPlace(path, lock) ?? readInShadow(path, lock);
  } catch (error) {
    // Where the log of SQLite can neither be made nor rolled back beside the file, a copy of both is read.
    if (error instanceof SwitchbookError && UNREADABLE_THERE.has(error.problem.code)) {
      return readInShadow(path, lock);
    }
    throw error;
  }
}

const UNREADABLE_THERE: ReadonlySet<ProblemCode> = new Set([
  'site-unreachable',
  'site-for-reading',
  'site-read-only',
]);

/** Null where the file is of an earlier version, whose tables are not those of this one. */
function readInPlace(path: string, lock: Problem): Site | null {
  const db = new Database(path, true);
  let version = 0;
  const site = opened(db, () => {
    version = recognise(db);
    db.prepareForUse(true);
    db.lock(version > MIGRATIONS.length ? newer(path, version) : lockOf(db, lock));
  });
  if (version >= MIGRATIONS.length) return site;
  site.close();
  return null;
}

function readInShadow(path: string, lock: Problem): Site {
  const shadow = new Shadow(path);
  try {
    const db = new Database(path, false, shadow.file);
    return opened(
      db,
      () => {
        const version = recognise(db);
        db.prepareForUse(false);
        const why = version > MIGRATIONS.length ? newer(path, version) : lockOf(db, lock);
        if (version < MIGRATIONS.length) migrateLocked(db, why);
        db.lock(why);
      },
      () => shadow.remove(),
    );
  } catch (error) {
    shadow.remove();
    throw error;
  }
}

/** That a file is damaged matters more than that it was to be read only. */
const lockOf = (db: Database, lock: Problem): Problem => damageOf(db) ?? lock;

function damageOf(db: Database): Problem | null {
  if (!isSound(db, CHECKED_BYTES)) return problem('site-damaged', db.path);
  const missing = missingParts(db);
  if (missing.length === 0) return null;
  return { ...problem('site-parts-missing', db.path), params: { parts: missing.join(', ') } };
}

/** A site over a connection that is ready; else the connection is closed. */
function opened(db: Database, prepare: () => void, afterClose: () => void = () => undefined): Site {
  try {
    prepare();
    return new SiteFile(db, afterClose);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Creates a site file for a device profile and the ISO 3166 country of its numbers.
 * Throws `device-unknown`, `country-unknown`, `site-exists`, `site-folder-missing`, `site-read-only` or `site-unreachable`.
 */
export function createSite(path: string, device: string, country: string): Site {
  deviceProfile(device);
  knownCountry(country);
  claim(path);
  try {
    prepareEmpty(path, MIGRATIONS.length, (db) => {
      db.run('INSERT INTO site (id, device, country, revision) VALUES (1, ?, ?, 0)', device, country);
    });
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

/** What a file lacks says more than what a migration does not find. */
function migrateLocked(db: Database, why: Problem): void {
  try {
    migrate(db);
  } catch (error) {
    throw why.code === 'site-parts-missing' ? errorOf(why, error) : error;
  }
}

/** The schema version of a site. Throws `site-foreign` for other files and `site-damaged`. */
function recognise(db: Database): number {
  const refused = (cause?: unknown): SwitchbookError =>
    new SwitchbookError(
      looksLikeSite(db.path) ? 'site-damaged' : 'site-foreign',
      { value: db.path },
      { cause },
    );
  let id: unknown;
  try {
    id = db.pragma('application_id');
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') throw refused(error);
    throw error;
  }
  if (id !== APPLICATION_ID) throw refused();
  const version = Number(db.pragma('user_version'));
  if (version < 1) throw refused();
  return version;
}

const problem = (code: ProblemCode, path: string): Problem => ({ code, severity: 'error', value: path });

const newer = (path: string, found: number): Problem => ({
  ...problem('site-newer', path),
  params: { found, known: MIGRATIONS.length },
});

/** Why a file may not be written: the file itself, or its folder, where SQLite keeps its log. */
function unwritable(path: string): Problem | null {
  try {
    closeSync(openSync(path, 'r+'));
    accessSync(dirname(path), constants.W_OK);
    return null;
  } catch (error) {
    const { problem: why } = inWords(path, error);
    if (why.code === 'site-read-only') return why;
    throw inWords(path, error);
  }
}
