/** electron-builder's hook after the files are in place and before anything is signed. */
import type { AfterPackContext } from 'electron-builder';
import { closeFuses } from './fuses.ts';
import { executableIn } from './layout.ts';

export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, packager } = context;
  // The halves of a universal application get theirs one by one; the whole is made of them.
  await closeFuses(executableIn(appOutDir, context.electronPlatformName), packager.config.electronFuses);
}
