/** What was packed: checked against the list and the budget, and said in lines. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareContents, packedFiles, sizeOf } from './contents.ts';
import { readFuses } from './fuses.ts';
import { executableIn, resourcesIn } from './layout.ts';
import { configuredFuses, type Packed } from './pack.ts';

/** Megabytes (10⁶ bytes). Ours is what we answer for; the rest is Electron's runtime and Node. */
const BUDGET = {
  /** The archive and the binaries beside it. */
  application: 30,
  /** The folder `cli`, nearly all of it Node itself. */
  commandLine: 160,
  /** One installer or archive as it is downloaded. */
  download: 220,
} as const;

const MEGABYTE = 1e6;
const shown = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

export interface Report {
  lines: string[];
  isGood: boolean;
}

/** `isReal`: with Electron's runtime, not the stand-in. */
export async function report({ system, folder, artifacts }: Packed, isReal: boolean): Promise<Report> {
  const lines: string[] = [];
  let isGood = true;
  const weigh = (name: string, bytes: number, most: number): void => {
    const over = bytes > most * MEGABYTE;
    if (over) isGood = false;
    lines.push(`${name}: ${shown(bytes)} of at most ${most} MB${over ? '  TOO BIG' : ''}`);
  };

  const resources = resourcesIn(folder, system);
  const archive = join(resources, 'app.asar');
  const files = packedFiles(archive);
  const { unexpected, missing, misplaced } = compareContents(files, system);
  for (const [word, paths] of Object.entries({ unexpected, missing, misplaced }))
    for (const path of paths) {
      isGood = false;
      lines.push(`${word}: ${path}`);
    }
  const fuses = await readFuses(
    executableIn(folder, system),
    configuredFuses(join(import.meta.dirname, '..')),
  );
  lines.push(`fuses: ${[...fuses].map(([name, on]) => `${name} ${on ? 'on' : 'off'}`).join(', ')}`);
  lines.push(`app.asar: ${files.length} files, ${shown(sizeOf(archive))}`);
  const binaries = `${archive}.unpacked`;
  weigh('application', sizeOf(archive) + sizeOf(binaries), BUDGET.application);
  const commandLine = join(resources, 'cli');
  if (existsSync(commandLine)) weigh('command line', sizeOf(commandLine), BUDGET.commandLine);
  for (const path of artifacts) weigh(basename(path), sizeOf(path), BUDGET.download);
  lines.push(
    `${folder}: ${shown(sizeOf(folder))}${isReal ? '' : ' with a stand-in for Electron, which cannot start'}`,
  );
  return { lines, isGood };
}
