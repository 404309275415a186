/** Lines to real devices: pseudo-terminals of socat, and the serial port behind ser2net. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLineAddress } from '../../core/device/line.ts';
import { openLine } from '../../main/pbx/console/open.ts';
import { listPorts } from '../../main/pbx/console/serial.ts';
import { type FarEnd, type Way, farEnd } from './modem-peer.ts';

const present =
  spawnSync('sh', ['-c', 'command -v socat stty']).status === 0 && existsSync('/usr/sbin/ser2net');
if (!present && process.env['CI'] !== undefined) throw new Error('socat, stty or ser2net is missing');

const never = new AbortController().signal;
const open = (text: string, signal = never) => openLine(readLineAddress(text), signal);
const failure = (code: string, more: object = {}) => ({ problem: { code, ...more } });

const everyByte = Uint8Array.from({ length: 256 }, (_, at) => at);

describe.skipIf(!present)('a line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-line-'));
  const ends: FarEnd[] = [];
  afterAll(async () => {
    for (const end of ends) await end.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let folders = 0;
  const far = async (command: string, way: Way) => {
    const own = join(folder, String(folders++));
    mkdirSync(own);
    const end = await farEnd(command, own, way, { noise: { oneIn: 0, seed: 1 } });
    ends.push(end);
    return end;
  };

  it.each(['serial', 'tcp', 'ser2net raw', 'ser2net rfc2217'] as const)(
    'carries every byte there and back: %s',
    async (way) => {
      const end = await far('cat', way);
      const line = await open(end.address);
      for (let round = 0; round < 4; round++) {
        await line.write(everyByte);
        const back: number[] = [];
        while (back.length < 256) {
          const part = await line.read(5000);
          if (part === null) break;
          back.push(...part);
        }
        expect(back).toEqual([...everyByte]);
      }
      await line.close();
    },
  );

  it.each(['serial', 'tcp', 'ser2net raw', 'ser2net rfc2217'] as const)(
    'says so when it is cut: %s',
    async (way) => {
      const end = await far('cat', way);
      const line = await open(end.address);
      await line.write(everyByte);
      const waiting = (async () => {
        while ((await line.read(10_000)) !== null);
      })();
      setTimeout(() => end.cut(), 300);
      await expect(waiting).rejects.toMatchObject(failure('pbx-line-dropped', { value: end.address }));
      await expect(line.write(everyByte)).rejects.toMatchObject(failure('pbx-line-dropped'));
      await line.close();
    },
  );

  it('sets the serial port behind a device server', async () => {
    const end = await far('cat', 'ser2net rfc2217');
    const line = await open(`${end.address}&stop=2&flow=software`);
    const { stdout } = spawnSync('stty', ['-a', '-F', join(folder, String(folders - 1), 'tty')], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('speed 57600 baud');
    expect(stdout).toMatch(/ cstopb/);
    expect(stdout).toMatch(/ ixon/);
    await line.close();
  });

  it('is one program’s at a time', async () => {
    const end = await far('cat', 'serial');
    const line = await open(end.address);
    await expect(open(end.address)).rejects.toMatchObject(failure('serial-port-busy'));
    await line.close();
    const second = await open(end.address);
    await second.close();
  });

  it('says what to do when it cannot be opened', async () => {
    await expect(open('serial:/dev/ttyNothing')).rejects.toMatchObject(
      failure('serial-port-missing', { value: '/dev/ttyNothing' }),
    );
    await expect(open('serial:/dev/null')).rejects.toMatchObject(failure('serial-port-failed'));
    await expect(open('tcp://127.0.0.1:1')).rejects.toMatchObject(failure('pbx-unreachable'));
    await expect(open('tcp://nowhere.invalid:1')).rejects.toMatchObject(failure('pbx-unreachable'));
    await expect(open('tcp://192.0.2.1:9', AbortSignal.timeout(200))).rejects.toThrow(/timeout|unreachable/i);
  });

  it('takes a server that does not answer telnet for one that refuses', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).resume()).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(open(`telnet://127.0.0.1:${port}?baud=9600`)).rejects.toMatchObject(
      failure('telnet-refused', { params: { option: 'binary' } }),
    );
    server.close();
  });

  it('is chosen from the ports of this machine', async () => {
    const ports = await listPorts();
    for (const { path, name } of ports) {
      expect(existsSync(path)).toBe(true);
      expect(name).toBe(name.trim());
    }
    expect(new Set(ports.map(({ path }) => path)).size).toBe(ports.length);
  });
});
