/** A copy of a site file in the temporary folder, for what must not or cannot be touched where it stands. */
import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { TemporaryFolder } from '../temporary.ts';

/** What was written last stands in the log of WAL, or can be taken back from the older journal. */
export const LOGS = ['-wal', '-journal'] as const;
/** A site file in full; the index of its log is made anew. */
export const PARTS = ['', ...LOGS] as const;

export class Shadow {
  readonly file: string;
  readonly #folder = new TemporaryFolder();

  /** Errors: `site-unreachable`. */
  constructor(path: string) {
    this.file = join(this.#folder.path, 'site.switchbook');
    try {
      for (const part of PARTS) {
        if (!existsSync(`${path}${part}`)) continue;
        copyFileSync(`${path}${part}`, `${this.file}${part}`);
        chmodSync(`${this.file}${part}`, 0o600);
      }
    } catch (error) {
      this.remove();
      throw new SwitchbookError('site-unreachable', { value: path }, { cause: error });
    }
  }

  remove(): void {
    this.#folder.remove();
  }
}
