/** electron-builder's hook after the files are in place and before anything is signed. */
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { makeCommandLine } from './command-line.ts';
import { closeFuses, fuseSettings } from './fuses.ts';
import { executableIn, resourcesIn, systemOf } from './layout.ts';

export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, packager } = context;
  const system = systemOf(context.electronPlatformName);
  // The halves of a universal application get theirs one by one; the whole is made of them.
  await closeFuses(executableIn(appOutDir, system), fuseSettings.parse(packager.config.electronFuses));
  // Its executable is the Node of this machine; on macOS it is a download of its own, see docs/decisions.
  if (system !== process.platform || system === 'darwin') return;
  const resources = resourcesIn(appOutDir, system);
  await makeCommandLine(
    join(resources, 'cli'),
    join(resources, 'app.asar'),
    join(packager.projectDir, 'dist', 'main'),
  );
}
