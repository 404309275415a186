/** Files between a person's folders and the services. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { writeSafely } from '../../../api/safe-file.ts';
import type { Terminal } from '../terminal.ts';

/** The id under which the services know the file. Errors: `file-missing`, `file-folder`, `file-too-large`. */
export function take(terminal: Terminal, path: string): string {
  if (isFolder(path)) throw new SwitchbookError('file-folder', { value: path });
  try {
    return terminal.services.desk.files.add(basename(path), readFileSync(path));
  } catch (error) {
    if (error instanceof SwitchbookError) throw error;
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * For what is written when all is done: that it cannot be is no reason to learn of it then. Errors: `file-unwritable`.
 */
export function ensureWritable(path: string): void {
  try {
    const held = statSync(path, { throwIfNoEntry: false });
    // What is no file, such as a pipe, is written as it is.
    if (held === undefined || held.isFile()) accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new SwitchbookError('file-unwritable', { value: path }, { cause: error });
  }
  if (isFolder(path)) throw new SwitchbookError('file-folder', { value: path });
}

/** Writes what the services made, wholly or not at all. Errors: `file-unwritable`. */
export const save = (terminal: Terminal, file: string, path: string): void =>
  writeSafely(path, terminal.services.desk.files.bytes(file));
