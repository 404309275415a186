/** Which sites a person has opened, on this machine: a convenience, so that nothing ever fails because of it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { z } from 'zod';
import type { RecentSite } from '../../core/api/shapes.ts';
import { makeFolder } from '../folder.ts';

const MOST = 12;
const shape = z.object({ sites: z.array(z.object({ path: z.string(), at: z.string() })).max(1000) });
type Kept = z.infer<typeof shape>['sites'];

export class RecentSites {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The latest first. */
  list(): RecentSite[] {
    return this.#read().map(({ path, at }) => ({
      path,
      name: basename(path, extname(path)),
      at,
      there: existsSync(path),
    }));
  }

  add(opened: string): void {
    const path = resolve(opened);
    const others = this.#read().filter((site) => site.path !== path);
    const sites = [{ path, at: new Date().toISOString() }, ...others].slice(0, MOST);
    // A name of its own: two windows may do this at once.
    const part = `${this.#file}.${process.pid}.part`;
    try {
      makeFolder(dirname(this.#file));
      writeFileSync(part, JSON.stringify({ sites }), { mode: 0o600 });
      renameSync(part, this.#file);
    } catch {
      // Where nothing can be written, nothing is remembered.
    }
  }

  /** Empty where there is none yet, and where it is not ours. */
  #read(): Kept {
    try {
      return shape.parse(JSON.parse(readFileSync(this.#file, 'utf8'))).sites;
    } catch {
      return [];
    }
  }
}
