/**
 * Folders in the system's temporary one, which nobody else can look into. They are removed when they are done with,
 * at the latest at the end of the program; those of a program that was killed, at the next start of another.
 */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from './site/database.ts';

const PREFIX = 'switchbook-passing-';
/** Locked by SQLite as long as the folder is used: the system lets go of it with a program, however that ends. */
const LOCK = 'lock';
/** Made once the lock is held: where it is and nobody has the lock, nobody uses the folder any more. */
const HELD = 'held';
const DAY = 86_400_000;

const standing = new Set<TemporaryFolder>();
process.once('exit', () => {
  for (const folder of standing) orLater(() => folder.remove());
});

export class TemporaryFolder {
  readonly path: string;
  readonly #folder: string;
  readonly #lock: Database;

  /** Throws what file systems throw. */
  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), PREFIX));
    const lock = join(this.#folder, LOCK);
    writeFileSync(lock, '');
    this.#lock = new Database(lock, false);
    this.#lock.script('BEGIN EXCLUSIVE');
    this.path = join(this.#folder, HELD);
    mkdirSync(this.path);
    standing.add(this);
  }

  remove(): void {
    standing.delete(this);
    this.#lock.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let swept = false;

/** Removes what programs of the same user that were killed have left; once in each program. */
export function sweepTemporary(): void {
  if (swept) return;
  swept = true;
  orLater(() => {
    for (const name of readdirSync(tmpdir())) if (name.startsWith(PREFIX)) orLater(() => sweep(name));
  });
}

function sweep(name: string): void {
  const folder = join(tmpdir(), name);
  if (isLeft(folder)) rmSync(folder, { recursive: true, force: true });
}

function isLeft(folder: string): boolean {
  const { uid, mtimeMs } = lstatSync(folder);
  if (process.getuid !== undefined && uid !== process.getuid()) return false;
  // Killed in the very moment of making it.
  if (!existsSync(join(folder, HELD))) return Date.now() - mtimeMs > DAY;
  const lock = new Database(join(folder, LOCK), false);
  try {
    lock.pragma('busy_timeout = 0');
    lock.script('BEGIN EXCLUSIVE');
    return true;
  } finally {
    lock.close();
  }
}

/** What is in use, or another program was faster with, is no reason not to go on: the next start looks again. */
function orLater(tidy: () => void): void {
  try {
    tidy();
  } catch {
    // As said.
  }
}
