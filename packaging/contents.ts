/** What is in a packed application, compared with the list of what may be in it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { z } from 'zod';
import allowed from './contents.json' with { type: 'json' };
import type { System } from './layout.ts';

export interface PackedFile {
  /** From the archive's root, with slashes. */
  path: string;
  /** Beside the archive, where the system can load it. */
  unpacked: boolean;
  bytes: number;
}

interface Entry {
  files?: Record<string, Entry> | undefined;
  size?: number | undefined;
  unpacked?: boolean | undefined;
}

const entry: z.ZodType<Entry> = z.object({
  get files() {
    return z.record(z.string(), entry).optional();
  },
  size: z.number().optional(),
  unpacked: z.boolean().optional(),
});

function* walk(folder: Entry, path: string): Generator<PackedFile> {
  for (const [name, child] of Object.entries(folder.files ?? {})) {
    const at = path === '' ? name : `${path}/${name}`;
    if (child.files === undefined)
      yield { path: at, unpacked: child.unpacked === true, bytes: child.size ?? 0 };
    else yield* walk(child, at);
  }
}

/** The files of an asar archive as its header has them, also those that lie beside it. */
export const packedFiles = (archive: string): readonly PackedFile[] => [
  ...walk(entry.parse(getRawHeader(archive).header), ''),
];

/** `*` stands for a part of a name, as a bundler's mark of content is. */
const patternOf = (line: string): RegExp =>
  new RegExp(`^${line.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[\\w.-]+')}$`);

export interface Difference {
  unexpected: string[];
  missing: string[];
  /** Binaries inside the archive, from where no system loads them, or anything else outside. */
  misplaced: string[];
}

/** Every file is allowed, every line of the list stands for at least one file, and only binaries lie outside. */
export function compareContents(files: readonly PackedFile[], system: System): Difference {
  const lines = [...allowed.files, ...allowed.binaries[system]].map((line) => ({
    line,
    pattern: patternOf(line),
  }));
  return {
    unexpected: files
      .filter(({ path }) => !lines.some(({ pattern }) => pattern.test(path)))
      .map(({ path }) => path),
    missing: lines
      .filter(({ pattern }) => !files.some(({ path }) => pattern.test(path)))
      .map(({ line }) => line),
    misplaced: files
      .filter(({ path, unpacked }) => path.endsWith('.node') !== unpacked)
      .map(({ path }) => path),
  };
}

/** Bytes of a file or of all files in a folder. */
export function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
}
