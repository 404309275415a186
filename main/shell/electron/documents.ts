/** Files that the system hands over: by a double click, by *open with*, or dropped on the icon. */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** As electron-builder.yml registers them. */
const IMPORTS: ReadonlySet<string> = new Set(['.csv', '.xlsx', '.vcf']);

export type Document = { kind: 'site' | 'import'; path: string };

/** Null for what this application is not for. */
export function documentOf(path: string): Document | null {
  const kind = extname(path).toLowerCase();
  if (kind === '.switchbook') return { kind: 'site', path };
  return IMPORTS.has(kind) ? { kind: 'import', path } : null;
}

/** The files among the words of a command line, complete with their folder. A word may be a switch of Chromium. */
export const documentsIn = (words: readonly string[], folder: string): Document[] =>
  words
    .filter((word) => !word.startsWith('-'))
    .map((word) => resolve(folder, word))
    .filter((path) => existsSync(path))
    .flatMap((path) => documentOf(path) ?? []);
