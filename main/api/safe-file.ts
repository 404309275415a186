/** A file is written whole or not at all: what stood under its name stays until the new one is on the disk. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { looksLikeSite } from '../site/integrity.ts';

/**
 * A link is followed, and the rights of a file that is replaced stay. What is no file, such as a pipe, is written as
 * it is. Errors: `file-unwritable`, `file-folder`, `file-is-site`; nothing is changed and nothing left behind then.
 */
export function writeSafely(path: string, bytes: Uint8Array | string): void {
  try {
    const held = statSync(path, { throwIfNoEntry: false });
    if (held?.isDirectory() === true) throw new SwitchbookError('file-folder', { value: path });
    if (held?.isFile() === true) refuseSite(path);
    if (held !== undefined && !held.isFile()) writeFileSync(path, bytes);
    else replace(held === undefined ? path : realpathSync(path), bytes, held?.mode);
  } catch (error) {
    if (error instanceof SwitchbookError) throw error;
    throw new SwitchbookError('file-unwritable', { value: path }, { cause: error });
  }
}

/**
 * What a site holds may be nowhere else: a name typed wrongly must not cost it. While it is open, its beginning may
 * still stand in its log alone. Errors: `file-is-site`.
 */
export function refuseSite(path: string): void {
  if (looksLikeSite(path) || existsSync(`${path}-wal`)) {
    throw new SwitchbookError('file-is-site', { value: path });
  }
}

function replace(path: string, bytes: Uint8Array | string, mode: number | undefined): void {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    const file = openSync(part, 'wx');
    try {
      if (mode !== undefined) fchmodSync(file, mode & 0o777);
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    rename(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** What Windows says while a search index or a virus scanner looks at the file that is to be replaced. */
const PASSING: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM']);
const TRIES = 5;
const PAUSE_MS = 40;

function rename(from: string, to: string): void {
  for (let left = TRIES; ; left -= 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (left === 1 || !PASSING.has(code)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
