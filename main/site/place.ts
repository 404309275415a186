/**
 * Whether an open file still bears its name. On most systems a file can be renamed, deleted or replaced while it is
 * open, and SQLite would go on writing to what nobody finds again.
 */
import { rmSync, statSync } from 'node:fs';
import { LOGS } from './shadow.ts';

const GONE = 'gone';

export class Place {
  readonly #path: string;
  readonly #byNumber: boolean;
  readonly #first: string;

  /** `byNumber`: the file system gives each file a number that stays; over a network it may be made up and change. */
  constructor(path: string, byNumber: boolean) {
    this.#path = path;
    this.#byNumber = byNumber;
    this.#first = this.#now();
  }

  get isLost(): boolean {
    return this.#now() !== this.#first;
  }

  /** SQLite leaves the log of a file that has lost its name. Nobody else’s: nothing stands under the name. */
  dropLog(): void {
    if (this.#now() !== GONE) return;
    for (const part of [...LOGS, '-shm']) rmSync(`${this.#path}${part}`, { force: true });
  }

  #now(): string {
    const held = statSync(this.#path, { throwIfNoEntry: false });
    if (held === undefined) return GONE;
    return this.#byNumber ? `${held.dev}:${held.ino}` : 'there';
  }
}
