/**
 * The command line as it is installed beside the application: a folder with one executable, which is Node with a
 * few lines inside that load what lies beside it. Electron cannot stand in for Node: the fuse `runAsNode` is off.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { extractAll } from '@electron/asar';
import { inject } from 'postject';
import { SHELLS } from '../main/shell/cli/outline/shells.ts';

/** Node's marker, which is found in its executable and set once something is inside. */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** An ES module beside the executable cannot be loaded from inside, a script can, and that can. */
const INSIDE = `'use strict';
const { createRequire } = require('node:module');
const { realpathSync } = require('node:fs');
createRequire(realpathSync(process.execPath))('./start.cjs');
`;
const BESIDE = `'use strict';
void import('./dist/main/switchbook.js');
`;

export const EXECUTABLE = process.platform === 'win32' ? 'switchbook.exe' : 'switchbook';

/**
 * For the system it runs on, as the executable is its own Node.
 *
 * @param archive The application's asar: the command line is made of the very same files.
 * @param bundle The built `dist/main`, for what only the command line needs.
 */
export async function makeCommandLine(folder: string, archive: string, bundle: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  extractAll(archive, folder);
  for (const name of readdirSync(bundle))
    if (/^(?:switchbook|program-.*)\.js$/.test(name))
      copyFileSync(join(bundle, name), join(folder, 'dist', 'main', name));
  for (const ofWindows of ['packaging', 'dist/preload']) rmSync(join(folder, ofWindows), { recursive: true });
  rmSync(join(folder, 'dist', 'main', 'electron.js'));
  writeFileSync(join(folder, 'start.cjs'), BESIDE);
  const executable = join(folder, EXECUTABLE);
  await makeExecutable(executable);
  const share = join(folder, 'share');
  mkdirSync(share);
  const said = (...words: string[]): Buffer => execFileSync(executable, words);
  for (const shell of SHELLS) writeFileSync(join(share, `completion.${shell}`), said('completion', shell));
  writeFileSync(join(share, 'switchbook.1'), said('man'));
}

async function makeExecutable(path: string): Promise<void> {
  const files = { main: `${path}.main.cjs`, output: `${path}.blob`, config: `${path}.json` };
  writeFileSync(files.main, INSIDE);
  writeFileSync(
    files.config,
    JSON.stringify({
      main: files.main,
      output: files.output,
      disableExperimentalSEAWarning: true,
      // Whoever sets NODE_OPTIONS for their own scripts does not mean this program.
      execArgvExtension: 'none',
    }),
  );
  execFileSync(process.execPath, ['--experimental-sea-config', basename(files.config)], {
    cwd: join(path, '..'),
    stdio: 'pipe',
  });
  copyFileSync(process.execPath, path);
  if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', path]);
  await inject(path, 'NODE_SEA_BLOB', readFileSync(files.output), {
    sentinelFuse: SENTINEL,
    ...(process.platform === 'darwin' && { machoSegmentName: 'NODE_SEA' }),
  });
  if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', path]);
  for (const file of Object.values(files)) rmSync(file);
}
