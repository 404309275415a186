/** The built command line as tests run it: a process of its own, as a person's would be. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
const entry = join(root, 'dist', 'main', 'switchbook.js');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** English sentences, no keychain, nothing inherited that could change what is tested. */
const environment = (more: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TMPDIR: tmpdir(),
  LANG: 'en_US.UTF-8',
  SWITCHBOOK_KEYCHAIN: 'off',
  // Nobody’s machine is told of what tests do.
  SWITCHBOOK_LOG: 'off',
  // What V8 has made of the bundle is kept: a command is begun a thousand times.
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
  ...more,
});

export function command(words: readonly string[], more: Record<string, string> = {}): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...words], {
    encoding: 'utf8',
    env: environment(more),
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** A command that is not waited for. */
export const begin = (words: readonly string[], more: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [entry, ...words], { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });

export interface Running {
  child: ChildProcess;
  /** The first line of standard output: what `--json` prints as soon as it is ready. */
  line: string;
  /** As a power cut would. */
  kill(): Promise<void>;
}

export async function start(words: readonly string[], more: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [entry, ...words], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${words.join(' ')} ended with ${code}: ${complaint}`)));
  });
  return {
    child,
    line,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
