/** Folders that are made as they are needed. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/**
 * The folder and all above it, where they are not yet. Throws what `mkdir` throws. Node’s own recursive way never
 * ends where a file system says of a folder that is there that it is not, as /proc does of what it lets nobody make.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (isFolder(folder)) return;
    const above = dirname(folder);
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || above === folder || isFolder(above)) throw error;
    makeFolder(above, mode);
    mkdirSync(folder, { mode });
  }
}
