/**
 * Copies of a site file: verified before they bear their name, and those kept beside it, numbered, so that a
 * clock that is set back neither mixes them up nor deletes them.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import type { CopyReason, KeptCopy } from '../../core/api/safety.ts';
import { COPY_REASONS } from '../../core/api/safety.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { makeFolder } from '../folder.ts';
import { Database } from './database.ts';
import { faults } from './integrity.ts';
import { claim, inWords, said } from './path-problem.ts';
import { APPLICATION_ID } from './schema.ts';
import { PARTS } from './shadow.ts';
import { REVISION } from './settings.ts';

/** Whatever the clock says, these latest ones stay. */
const ALWAYS_KEPT = 3;
const DAY = 86_400_000;

/**
 * Writes the site as it is now to a new file, without what was deleted, and reads it all again before the
 * file gets its name. Errors: those of `takingName`, `site-copy-differs`.
 */
export const copyTo = (db: Database, output: string): void =>
  takingName(output, (part) => {
    db.writeTo(part);
    verify(db, part, output);
  });

/**
 * A new file that is either complete under its name or not there: `work` writes it under another one.
 * Errors: `site-exists`, `site-folder-missing`, `site-disk-full`, `site-read-only`.
 */
export function takingName<T>(output: string, work: (part: string) => T): T {
  const part = `${output}.part`;
  claim(output);
  try {
    rmSync(part, { force: true });
    const result = work(part);
    flush(part);
    renameSync(part, output);
    flush(dirname(output));
    return result;
  } catch (error) {
    rmSync(part, { force: true });
    rmSync(output, { force: true });
    if (error instanceof SwitchbookError) throw about(error, output);
    throw inWords(output, error);
  }
}

/** Whose disk it is that is full. */
const about = (error: SwitchbookError, output: string): SwitchbookError =>
  error.problem.code === 'site-disk-full'
    ? new SwitchbookError('site-disk-full', { value: output }, { cause: error })
    : error;

const countShape = z.object({ revision: z.number(), contacts: z.number(), steps: z.number() });
const COUNTS = `SELECT ${REVISION} AS revision, (SELECT count(*) FROM contact) AS contacts, (SELECT count(*) FROM step) AS steps
  FROM site`;

function verify(db: Database, part: string, output: string): void {
  const copy = new Database(output, true, part);
  try {
    const [fault] = faults(copy);
    const held = JSON.stringify(copy.row(countShape, COUNTS));
    const same = held === JSON.stringify(db.row(countShape, COUNTS));
    if (fault === undefined && same && copy.pragma('application_id') === APPLICATION_ID) return;
    throw new SwitchbookError('site-copy-differs', { value: output, params: { detail: fault ?? held } });
  } finally {
    copy.close();
  }
}

/** So that it is there after a power cut. Folders cannot be flushed on Windows. */
export function flush(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(file);
  } catch {
    // A file system that does not flush on request has no better way.
  } finally {
    closeSync(file);
  }
}

/** The folder of the copies that are kept beside a site file. */
const copiesOf = (path: string): string => join(dirname(path), `${basename(path, extname(path))}.backups`);

const NAME = new RegExp(`^(\\d{4,9})_(\\d{8}T\\d{6}Z)_(${COPY_REASONS.join('|')})\\.switchbook$`);

/** The latest first. A folder that is not there holds none. */
export function keptCopies(site: string): KeptCopy[] {
  const folder = copiesOf(site);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((name) => {
      const [, number, stamp = '', reason] = NAME.exec(name) ?? [];
      const known = z.enum(COPY_REASONS).safeParse(reason);
      if (!known.success) return [];
      const path = join(folder, name);
      // Another window may just have let it go.
      const bytes = statSync(path, { throwIfNoEntry: false })?.size;
      if (bytes === undefined) return [];
      return [{ number: Number(number), at: instantOf(stamp), reason: known.data, path, bytes }];
    })
    .toSorted((a, b) => b.number - a.number);
}

/** Keeps a verified copy beside the site. The folder is made where there is none. Errors: as `copyTo`. */
export function keepCopy(db: Database, reason: CopyReason, now = new Date()): KeptCopy {
  return kept(db.path, reason, now, (path) => copyTo(db, path));
}

/** Keeps a file that is no sound site, byte by byte, with its log. Errors: as `takingName`. */
export function keepAsItIs(path: string): KeptCopy {
  return kept(path, 'restore', new Date(), (output) => {
    for (const part of PARTS) {
      if (!existsSync(`${path}${part}`)) continue;
      said(path, () => copyFileSync(`${path}${part}`, `${output}${part}`, constants.COPYFILE_EXCL));
      flush(`${output}${part}`);
    }
  });
}

/** A copy with its log, where it has one. */
export function dropCopy(path: string): void {
  for (const part of PARTS) rmSync(`${path}${part}`, { force: true });
}

function kept(site: string, reason: CopyReason, now: Date, write: (path: string) => void): KeptCopy {
  const folder = copiesOf(site);
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw inWords(folder, error);
  }
  const number = (keptCopies(site)[0]?.number ?? 0) + 1;
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const path = join(folder, `${String(number).padStart(4, '0')}_${stamp}_${reason}.switchbook`);
  write(path);
  return { number, at: instantOf(stamp), reason, path, bytes: statSync(path).size };
}

/**
 * Lets the oldest go beyond a number, and those older than so many days. The latest three always stay, and what a
 * restored copy has replaced.
 */
export function prune(path: string, keep: { most: number; days: number | null }, now = new Date()): void {
  for (const [index, copy] of keptCopies(path).entries()) {
    const days = (now.getTime() - Date.parse(copy.at)) / DAY;
    const old = keep.days !== null && days > keep.days;
    if (copy.reason === 'restore' || index < ALWAYS_KEPT) continue;
    if (old || index >= keep.most) dropCopy(copy.path);
  }
}

/** `20261120T140300Z` in the usual writing. */
const instantOf = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
