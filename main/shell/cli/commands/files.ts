/** Files between a person's folders and the services. */
import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { refuseSite, writeSafely } from '../../../api/safe-file.ts';
import type { Terminal } from '../terminal.ts';

const PIECE = 1024 * 1024;

/**
 * The id under which the services know the file. By pieces: what is no file, such as a pipe, does not say how long it
 * is, and may have no end. Errors: `file-missing`, `file-folder`, `file-too-large`.
 */
export async function take(terminal: Terminal, path: string): Promise<string> {
  const { files } = terminal.services.desk;
  try {
    if (isFolder(path)) throw new SwitchbookError('file-folder', { value: path });
    const id = files.begin(basename(path));
    const pieces: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE });
    for await (const piece of pieces) files.append(id, piece);
    return id;
  } catch (error) {
    if (error instanceof SwitchbookError) throw error;
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

/**
 * What a command reads and writes are different files, and can be written. Errors: `file-unwritable`, `file-folder`,
 * `file-is-site`, `file-twice`.
 */
export function ensureOutputs(input: string, outputs: readonly (string | undefined)[]): void {
  const known = [input];
  for (const path of outputs) {
    if (path === undefined) continue;
    ensureWritable(path);
    if (known.some((other) => isSame(path, other))) throw new SwitchbookError('file-twice', { value: path });
    known.push(path);
  }
}

/** Also by another name; of two that are not there yet the names tell. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return first?.isFile() === true && first.ino === second?.ino && first.dev === second.dev;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * For what is written when all is done: that it cannot be is no reason to learn of it then. Errors: `file-unwritable`,
 * `file-folder`, `file-is-site`.
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
  if (isFile(path)) refuseSite(path);
}

/** Writes what the services made, wholly or not at all. Errors: `file-unwritable`, `file-folder`, `file-is-site`. */
export const save = (terminal: Terminal, file: string, path: string): void =>
  writeSafely(path, terminal.services.desk.files.bytes(file));
