/**
 * lrzsz at the far end of a line: a program on a pseudo-terminal of its own, a noisy wire of this test, and before it
 * a serial port (a pseudo-terminal of socat), a raw TCP port, or a device server (ser2net).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Noise, noisy } from '../noise.ts';

export const WAYS = ['serial', 'tcp', 'ser2net raw', 'ser2net rfc2217'] as const;
export type Way = (typeof WAYS)[number];

export interface FarEnd {
  /** For `readLineAddress`. */
  address: string;
  /** The exit status of lrzsz; what it complained of is in `complaints`. */
  ended: Promise<number | null>;
  complaints(): string;
  /** As when the plug is pulled. */
  cut(): void;
  close(): Promise<void>;
}

/** After so many bytes from the far end the line is cut; never where it is left out. */
export interface Wire {
  noise: Noise;
  cutAfter?: number;
}

/** `folder` is the far end's own. */
export async function farEnd(command: string, folder: string, way: Way, wire: Wire): Promise<FarEnd> {
  const script = join(folder, 'peer.sh');
  writeFileSync(script, `#!/bin/sh\n${command}\nstatus=$?\necho The console speaks again\nexit $status\n`);
  chmodSync(script, 0o755);
  const children: ChildProcess[] = [];
  const sockets: Socket[] = [];
  let complaints = '';
  let finish: (status: number | null) => void = () => undefined;
  const ended = new Promise<number | null>((resolve) => (finish = resolve));
  const run = (program: string, ...words: string[]): ChildProcess => {
    const child = spawn(program, words, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdin.on('error', () => undefined);
    children.push(child);
    return child;
  };

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    for (const child of children) child.kill('SIGKILL');
  };
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.push(socket.on('error', () => undefined));
    const peer = run('socat', 'STDIO', `EXEC:${script},pty,raw,echo=0`);
    const there = noisy(wire.noise);
    const back = noisy({ ...wire.noise, seed: wire.noise.seed + 1_000_003 });
    let passed = 0;
    socket.on('data', (bytes: Uint8Array) => void peer.stdin?.write(there(bytes)));
    peer.stdout?.on('data', (bytes: Uint8Array) => {
      passed += bytes.length;
      if (passed > (wire.cutAfter ?? Number.POSITIVE_INFINITY)) cut();
      else socket.write(back(bytes));
    });
    peer.once('exit', (status) => finish(status));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());

  const address = await before(way, port, folder, run);
  return {
    address,
    ended,
    complaints: () => complaints,
    cut,
    async close() {
      cut();
      server.close();
      const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
      await Promise.all(running.map((child) => once(child, 'exit')));
    },
  };
}

async function before(
  way: Way,
  port: number,
  folder: string,
  run: (program: string, ...words: string[]) => ChildProcess,
): Promise<string> {
  if (way === 'tcp') return `tcp://127.0.0.1:${port}`;
  const device = join(folder, 'tty');
  // The far end begins when the line is opened, not before.
  run('socat', `PTY,raw,echo=0,link=${device},wait-slave`, `TCP:127.0.0.1:${port},nodelay`);
  await until(() => existsSync(device));
  if (way === 'serial') return `serial:${device}?baud=115200`;
  const offered = await freePort();
  const accepter = `${way === 'ser2net raw' ? '' : 'telnet(rfc2217),'}tcp(nodelay),127.0.0.1,${offered}`;
  const config = join(folder, 'ser2net.yaml');
  writeFileSync(
    config,
    `connection: &line\n  accepter: ${accepter}\n  connector: serialdev,${device},115200n81,local\n`,
  );
  run('/usr/sbin/ser2net', '-n', '-d', '-c', config);
  await pause(300);
  return way === 'ser2net raw' ? `tcp://127.0.0.1:${offered}` : `telnet://127.0.0.1:${offered}?baud=57600`;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; !done(); tries++) {
    if (tries > 200) throw new Error('a foreign program does not start');
    await pause(20);
  }
}
