/** `npm run package`: sets the checkout up, then packs on the project's own Node. */
import { spawnSync } from 'node:child_process';
import { inRoot, ownNode, setUp } from '../main/shell/setup.mjs';

setUp();
const { status } = spawnSync(ownNode, [inRoot('packaging', 'package.ts'), ...process.argv.slice(2)], {
  cwd: inRoot(),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
