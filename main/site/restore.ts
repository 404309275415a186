/**
 * A kept copy put in the place of its site. What stands there is kept as a copy first; the copy is brought to the
 * current schema beside, and then written over the site in one transaction: whoever has the site open goes on with
 * the new state, and a power cut leaves the old one or the new one.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { KeptCopy, Restored } from '../../core/api/safety.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { copyTo, dropCopy, flush, keepAsItIs, keepCopy, keptCopies } from './copies.ts';
import { Database } from './database.ts';
import { faults, isSound, missingParts } from './integrity.ts';
import { applyMigrations } from './making.ts';
import { said } from './path-problem.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { LOGS, Shadow } from './shadow.ts';
import { REVISION, revisionOf } from './settings.ts';

/**
 * `path`: of the site, which need be neither open nor sound nor there; `number`: of the copy.
 * Errors: `copy-missing`, `copy-damaged`, `site-newer`, `site-busy`, `site-disk-full`, `site-read-only`.
 */
export async function restore(path: string, number: number): Promise<Restored> {
  const copy = keptCopies(path).find((one) => one.number === number);
  if (copy === undefined) throw new SwitchbookError('copy-missing', { value: String(number) });
  const shadow = new Shadow(copy.path);
  try {
    const db = new Database(copy.path, false, shadow.file);
    try {
      bringUp(db);
      const [contacts = 0] = db.column(z.number(), 'SELECT count(*) FROM contact WHERE present = 1');
      return { contacts, aside: await replace(db, path) };
    } finally {
      db.close();
    }
  } finally {
    shadow.remove();
  }
}

/** Reads all of it before anything else is touched. */
function bringUp(db: Database): void {
  const version = faults(db).length > 0 ? 0 : Number(db.pragma('user_version'));
  if (version < 1 || db.pragma('application_id') !== APPLICATION_ID) {
    throw new SwitchbookError('copy-damaged', { value: db.path });
  }
  if (version > MIGRATIONS.length) {
    const params = { found: version, known: MIGRATIONS.length };
    throw new SwitchbookError('site-newer', { value: db.path, params });
  }
  // Not WAL, which would go with it onto a share; where the site has it, SQLite keeps it.
  db.prepareForUse(false, 'truncate');
  if (version < MIGRATIONS.length) db.transaction(() => applyMigrations(db, version));
}

async function replace(db: Database, path: string): Promise<KeptCopy | null> {
  if (!existsSync(path)) {
    copyTo(db, path);
    return null;
  }
  const current = new Database(path, false);
  let aside: KeptCopy | null = null;
  try {
    const sound = isSite(current) && isSound(current, Infinity);
    aside = sound ? keepCopy(current, 'restore') : keepAsItIs(path);
    if (sound) await pour(db, current);
    else {
      current.close();
      await pourOverDamage(db, path);
    }
    return aside;
  } catch (error) {
    // Nothing was replaced: the next attempt keeps it again.
    if (aside !== null) dropCopy(aside.path);
    throw error;
  } finally {
    current.close();
  }
}

function isSite(db: Database): boolean {
  try {
    const version = Number(db.pragma('user_version'));
    const isOurs = db.pragma('application_id') === APPLICATION_ID && version <= MIGRATIONS.length;
    return isOurs && missingParts(db).length === 0 && revisionOf(db) >= 0;
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'site-damaged') return false;
    throw error;
  }
}

async function pour(db: Database, current: Database): Promise<void> {
  const kept = revisionOf(current);
  // Later than any state that a window has seen: all of them read again.
  const revision = Math.max(kept, revisionOf(db)) + 1;
  db.run('UPDATE site SET revision = ?', revision);
  // Over a network SQLite lets nobody read while it writes.
  const canLook = current.pragma('journal_mode') === 'wal';
  await db.pourInto(current.path, () => {
    // What somebody else has written since is not in the copy that was kept.
    if (canLook && revisionOf(current) !== kept) {
      throw new SwitchbookError('site-busy', { value: current.path });
    }
  });
  if (revisionOf(current) !== revision) throw new SwitchbookError('site-busy', { value: current.path });
  current.pragma('wal_checkpoint(TRUNCATE)');
}

/** Where not even the header can be read, nobody has the file open: another one takes its name. */
async function pourOverDamage(db: Database, path: string): Promise<void> {
  db.run(`UPDATE site SET revision = ${REVISION} + 1`);
  try {
    await db.pourInto(path, () => undefined);
  } catch (error) {
    if (!(error instanceof SwitchbookError) || error.problem.code !== 'site-damaged') throw error;
    const part = `${path}.part`;
    rmSync(part, { force: true });
    db.writeTo(part);
    flush(part);
    // Its log is of the damaged file, and is kept with it.
    for (const log of [...LOGS, '-shm']) rmSync(`${path}${log}`, { force: true });
    said(path, () => renameSync(part, path));
    flush(dirname(path));
  }
}
