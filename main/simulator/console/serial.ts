/** A serial line for the console: a device that exists, or a pseudo-terminal under a name of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { SerialPort } from 'serialport';

const LONGEST_START = 5000;
const LOOK = 20;

/** What a person can do something about. `path` cannot be opened, or making it needs a program. */
export class SerialLineError extends Error {
  override readonly name = 'SerialLineError';
  readonly kind: 'not-opened' | 'needs-socat';

  constructor(kind: 'not-opened' | 'needs-socat', reason: string) {
    super(reason);
    this.kind = kind;
  }
}

export interface SerialLine {
  stream: Duplex;
  close(): Promise<void>;
}

async function openDevice(path: string, baudRate: number): Promise<SerialLine> {
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) =>
      error === null ? resolve() : reject(new SerialLineError('not-opened', error.message)),
    );
  });
  port.once('close', () => port.destroy());
  return {
    stream: port,
    async close() {
      if (!port.isOpen) return;
      const closed = once(port, 'close');
      port.close();
      await closed;
    },
  };
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Waits for something at `path`; false when `gone` is sooner, or nothing comes. */
async function appears(path: string, gone: Promise<true>): Promise<boolean> {
  for (let waited = 0; waited < LONGEST_START; waited += LOOK) {
    if (exists(path)) return true;
    if (await Promise.race([gone, delay(LOOK, false)])) return false;
  }
  return false;
}

/** socat separates its words by these. */
const escaped = (name: string): string => name.replace(/[\\,:!"'()[\]{}]/g, '\\$&');

/** `raw`: nothing is changed on the way; what the client sets of the line has no effect. */
async function makeTerminal(path: string): Promise<SerialLine> {
  const words = [`PTY,link=${escaped(basename(path))},raw,echo=0`, 'STDIO'];
  const child = spawn('socat', words, { cwd: dirname(path), stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1000)));
  let missing = false;
  const gone = new Promise<true>((resolve) => {
    child.once('error', () => {
      missing = true;
      resolve(true);
    });
    child.once('exit', () => resolve(true));
  });
  if (!(await appears(path, gone))) {
    child.kill();
    throw missing
      ? new SerialLineError('needs-socat', 'socat')
      : new SerialLineError('not-opened', said.trim());
  }
  return {
    stream: Duplex.from({ readable: child.stdout, writable: child.stdin }),
    async close() {
      // Its own way out removes the name.
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Throws `SerialLineError`. */
export async function openSerialLine(path: string, baudRate: number): Promise<SerialLine> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined && platform() !== 'win32') {
    if (!exists(dirname(path))) throw new SerialLineError('not-opened', `${dirname(path)} does not exist`);
    return await makeTerminal(path);
  }
  if (found?.isCharacterDevice() === false) throw new SerialLineError('not-opened', 'not a serial line');
  return await openDevice(path, baudRate);
}
