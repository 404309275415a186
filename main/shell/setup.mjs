/**
 * From a fresh clone to something that runs: installs what is missing, builds what is stale. Plain
 * JavaScript for whatever Node starts it.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const inRoot = (...names) => join(root, ...names);
const windows = process.platform === 'win32';
/** The Node that the project brings along. */
export const ownNode = inRoot('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const stamp = inRoot('dist', 'stamp');

/** What is said on the way goes to standard error: standard output belongs to the command. */
function step(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}\n`);
  process.exit(1);
}

const lock = () => readFileSync(inRoot('package-lock.json'), 'utf8');
const installed = () => {
  const mark = inRoot('node_modules', '.switchbook-lock');
  return existsSync(ownNode) && existsSync(mark) && readFileSync(mark, 'utf8') === lock();
};

function install() {
  process.stderr.write('Installing what Switchbook needs (once) …\n');
  step('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(inRoot('node_modules', '.switchbook-lock'), lock());
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

const sources = ['core', 'main', 'preload', 'renderer', 'resources', 'docs/guide'];
const stale = () =>
  !existsSync(stamp) || sources.some((name) => newest(inRoot(name)) > statSync(stamp).mtimeMs);

function build() {
  const began = new Date();
  process.stderr.write('Building Switchbook …\n');
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  for (const part of ['main', 'preload', 'renderer']) {
    step(ownNode, [vite, 'build', '--logLevel', 'warn', '--mode', part]);
  }
  writeFileSync(stamp, '');
  // As of when the build began: a file saved meanwhile makes it stale again.
  utimesSync(stamp, began, began);
}

/** Two commands started at once must not install or build into each other. */
function alone(work) {
  const busy = inRoot('.setting-up');
  const giveUp = Date.now() + 300_000;
  for (;;) {
    try {
      mkdirSync(busy);
      break;
    } catch {
      // A setting-up that was killed leaves its mark behind: after five minutes it counts for nothing.
      if (Date.now() > giveUp) rmSync(busy, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  const clear = () => rmSync(busy, { recursive: true, force: true });
  process.once('exit', clear);
  work();
  clear();
}

export function setUp() {
  if (installed() && !stale()) return;
  alone(() => {
    if (!installed()) install();
    if (stale()) build();
  });
}
