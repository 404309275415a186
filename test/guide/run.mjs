/** `npm run guide`: sets the checkout up, then takes every picture of the user guide anew. */
import { spawnSync } from 'node:child_process';
import { inRoot, ownNode, setUp } from '../../main/shell/setup.mjs';

setUp();
const { status } = spawnSync(ownNode, [inRoot('test', 'guide', 'pictures.ts'), ...process.argv.slice(2)], {
  cwd: inRoot(),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
