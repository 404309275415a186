/** The command line of a checkout: sets the checkout up where needed, then runs on the project's own Node. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { inRoot, ownNode, setUp } from '../setup.mjs';

setUp();
const entry = inRoot('dist', 'main', 'switchbook.js');
if (Number.parseInt(process.versions.node, 10) >= 24) {
  process.argv.splice(1, 1, entry);
  await import(pathToFileURL(entry).href);
} else {
  const { status, signal } = spawnSync(ownNode, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (signal !== null) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}
