/** What the operating system says of a path, in the words of the site file. */
import { closeSync, openSync } from 'node:fs';
import type { ProblemCode } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';

const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOENT: 'site-missing',
  ENOTDIR: 'site-missing',
  EEXIST: 'site-exists',
  EISDIR: 'site-folder',
  EACCES: 'site-read-only',
  EPERM: 'site-read-only',
  EROFS: 'site-read-only',
  ENOSPC: 'site-disk-full',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const inWords = (path: string, error: unknown): SwitchbookError =>
  new SwitchbookError(CODES[codeOf(error)] ?? 'site-unreachable', { value: path }, { cause: error });

export function said<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inWords(path, error);
  }
}

/** Takes the name before anything is written to it: an existing file is never touched. */
export function claim(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new SwitchbookError('site-folder-missing', { value: path });
    throw inWords(path, error);
  }
}
