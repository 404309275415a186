/** Where the installed application learns of newer versions: `app-update.yml`, which electron-builder writes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const name = z.string().trim().min(1);
const signed = z.looseObject({ publisherName: z.union([name, z.array(name).min(1)]) });

/**
 * Whether the package knows of a source whose files are checked for who made them. On Windows electron-updater checks
 * no signature where the publisher is not named (`NsisUpdater.verifySignature`): such a package takes updates from
 * files only. macOS checks by itself.
 */
export function hasSource(resources: string, system: NodeJS.Platform): boolean {
  const file = join(resources, 'app-update.yml');
  if (!existsSync(file)) return false;
  return system !== 'win32' || signed.safeParse(parse(readFileSync(file, 'utf8'))).success;
}
