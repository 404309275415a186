/** `latest.yml`, `latest-mac.yml`, `latest-linux.yml`: what a publisher says about the files of a release. */
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** A manifest is a few lines. */
const LONGEST = 64 * 1024;

/** As electron-builder writes it. https://www.electron.build/auto-update */
const shape = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  files: z
    .array(
      z.object({
        /** Relative to the manifest, as in an address. */
        url: z.string().min(1).max(1000),
        /** Base64 of 64 bytes. */
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
        /** Bytes. */
        size: z.number().int().positive(),
      }),
    )
    .min(1)
    .max(50),
});
export type Manifest = z.infer<typeof shape>;
export type ReleasedFile = Manifest['files'][number];

/** Errors: `update-manifest`. */
export function readManifest(text: string, name: string): Manifest {
  let cause: unknown;
  if (text.length <= LONGEST) {
    try {
      const read = shape.safeParse(parse(text, { maxAliasCount: 0 }));
      if (read.success) return read.data;
      cause = read.error;
    } catch (error) {
      cause = error;
    }
  }
  throw new SwitchbookError('update-manifest', { value: basename(name) }, { cause });
}

/** The part of an address after the last slash, decoded: what a browser calls the file that it saves. */
function fileName(url: string): string {
  const last = url.split('?')[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Errors: `update-not-listed`. */
export function releasedFile({ files, version }: Manifest, path: string): ReleasedFile {
  const name = basename(path);
  const found = files.find(({ url }) => fileName(url) === name);
  if (found === undefined)
    throw new SwitchbookError('update-not-listed', { value: name, params: { version } });
  return found;
}

/** Above 0 when `a` is the later of two versions of three numbers. */
export const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
