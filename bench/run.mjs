/** `npm run bench`: every benchmark in turn, each in a process of its own, on the project's own Node. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { inRoot, ownNode, setUp } from '../main/shell/setup.mjs';

setUp();
const wanted = process.argv.slice(2);
for (const file of readdirSync(inRoot('bench')).filter((name) => name.endsWith('.ts'))) {
  const name = file.replace('.ts', '');
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n— ${name}`);
  const { status } = spawnSync(ownNode, [inRoot('bench', file)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
