/**
 * One small log of a person's machine, shared by all windows and commands: a line of JSON for each event. When it
 * is full it becomes the earlier one, and the one before that goes. A convenience: nothing ever fails because of it.
 */
import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeFolder } from '../folder.ts';
import type { Entry, Level } from './entry.ts';
import { LEVELS } from './entry.ts';

/** Some 4 000 lines: days of work. Two files of it at most. */
const MOST_BYTES = 512 * 1024;

export class Log {
  readonly file: string;
  readonly level: Level;

  /** `level`: the least important one that is written. */
  constructor(file: string, level: Level = 'info') {
    this.file = file;
    this.level = level;
  }

  write(level: Level, entry: Entry): void {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(this.level)) return;
    const line = JSON.stringify({ at: new Date().toISOString(), pid: process.pid, level, ...entry });
    try {
      this.#makeRoom();
      appendFileSync(this.file, `${line}\n`, { mode: 0o600 });
    } catch {
      // Where nothing can be written, nothing is told.
    }
  }

  /** What there is, the earlier file first. */
  read(): { name: string; text: string }[] {
    return [this.#earlier, this.file].flatMap((file) => {
      try {
        return [{ name: basename(file), text: readFileSync(file, 'utf8') }];
      } catch {
        return [];
      }
    });
  }

  get #earlier(): string {
    return this.file.replace(/(?:\.\w+)?$/, '-earlier$&');
  }

  #makeRoom(): void {
    const held = statSync(this.file, { throwIfNoEntry: false });
    if (held === undefined) makeFolder(dirname(this.file));
    else if (held.size >= MOST_BYTES) renameSync(this.file, this.#earlier);
  }
}

export const isLevel = (word: string): word is Level => LEVELS.some((level) => level === word);
