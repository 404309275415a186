/** Files between a person's folders and the services. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { writeSafely } from '../../../api/safe-file.ts';
import type { Terminal } from '../terminal.ts';

/** The id under which the services know the file. Errors: `file-missing`. */
export function take(terminal: Terminal, path: string): string {
  try {
    return terminal.services.desk.files.add(basename(path), readFileSync(path));
  } catch (error) {
    if (error instanceof SwitchbookError) throw error;
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

/** Writes what the services made, wholly or not at all. Errors: `file-unwritable`. */
export const save = (terminal: Terminal, file: string, path: string): void =>
  writeSafely(path, terminal.services.desk.files.bytes(file));
