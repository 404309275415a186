/** `npm run fuzz -- --seed N --minutes M`: the long fuzzer, on the project's own Node. */
import { spawnSync } from 'node:child_process';
import { inRoot, ownNode, setUp } from '../../main/shell/setup.mjs';

setUp();
const { status } = spawnSync(ownNode, [inRoot('test', 'fuzz', 'offices.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
