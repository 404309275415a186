#!/usr/bin/env node
/** The entry of the command line: nothing native is loaded before the version of Node is known to be right. */
import { nodeComplaint } from './node-version.ts';
import { dieWithParent } from './parent.ts';
import { endTidily } from './signals.ts';

const complaint = nodeComplaint(process.versions.node, process.env);
if (complaint === null) {
  endTidily();
  dieWithParent();
  const { run } = await import('./program.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
