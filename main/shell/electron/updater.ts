/** Updates with the real updater and the system's own dialogs. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { VERSION } from '../../api/version.ts';
import { hasSource } from '../update/source.ts';
import type { Dialogs } from './dialogs.ts';
import { Updates } from './update.ts';

export const applicationUpdates = (): Updates =>
  new Updates({
    version: VERSION,
    hasSource: app.isPackaged && hasSource(process.resourcesPath, process.platform),
    updater: async () => (await import('electron-updater')).autoUpdater,
  });

const MANIFEST = /^latest(?:-mac|-linux)?\.yml$/;

/** The manifest that lies beside the file, else one that the person points to. Errors: as `installUpdate`. */
export async function installFile(dialogs: Dialogs): Promise<void> {
  const path = await dialogs.updateFile();
  if (path === null) return;
  const folder = dirname(path);
  const beside = readdirSync(folder).find((name) => MANIFEST.test(name));
  const manifest = beside === undefined ? await dialogs.manifest() : join(folder, beside);
  if (manifest === null) return;
  const { installUpdate } = await import('../update/install.ts');
  await installUpdate(path, manifest);
  // The installer is waiting for the program to be gone.
  if (process.platform === 'win32') app.quit();
}
