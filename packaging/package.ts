/**
 * Packs the built application and says what came of it.
 *
 *     npm run package                                the application's folder for this system
 *     npm run package -- --system win32|darwin|linux the same for another one, to look at
 *     npm run package -- --installers                what is given to people; needs Electron's own runtime
 *     npm run package -- --installers --signed       the same, and nothing at all where it cannot be signed
 *
 * Without network and without Electron's runtime a stand-in takes its place: everything is packed and checked,
 * only nothing starts.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemOf } from './layout.ts';
import { pack } from './pack.ts';
import { report } from './report.ts';
import { standIn } from './stand-in.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    system: { type: 'string', default: process.platform },
    output: { type: 'string', default: join(root, 'build') },
    installers: { type: 'boolean', default: false },
    signed: { type: 'boolean', default: false },
  },
});
const system = systemOf(values.system);
const own = join(root, 'node_modules', 'electron', 'dist');
const isReal = values.installers || (system === process.platform && existsSync(join(own, 'version')));
const temporary = mkdtempSync(join(tmpdir(), 'switchbook-runtime-'));
try {
  if (!isReal) await standIn(temporary, system);
  // For installers electron-builder brings the runtime of each architecture itself.
  const runtime = values.installers ? null : isReal ? own : temporary;
  const packed = await pack({
    project: root,
    output: values.output,
    system,
    runtime,
    mustBeSigned: values.signed,
  });
  const { lines, isGood } = await report(packed, isReal);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (!isGood) process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
