/** What the windows remember of a person on this machine: a convenience, so that nothing ever fails because of it. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { appearance } from '../../../core/api/window.ts';
import { writeSafely } from '../../api/safe-file.ts';
import { makeFolder } from '../../folder.ts';
import { place } from './place.ts';

const shape = z.object({
  place: place.nullable().catch(null),
  appearance: appearance.nullable().catch(null),
});
type Remembered = z.infer<typeof shape>;

export class Settings {
  readonly #file: string;
  #known: Remembered;

  constructor(file: string) {
    this.#file = file;
    this.#known = this.#read();
  }

  get known(): Remembered {
    return this.#known;
  }

  remember(changes: Partial<Remembered>): void {
    this.#known = { ...this.#known, ...changes };
    try {
      makeFolder(dirname(this.#file));
      writeSafely(this.#file, JSON.stringify(this.#known));
    } catch {
      // Where nothing can be written, nothing is remembered.
    }
  }

  #read(): Remembered {
    try {
      return shape.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return { place: null, appearance: null };
    }
  }
}
