/** A serial port that another thread holds: its bytes pass between the threads, its errors too. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '../../core/device/line.ts';
import { openByFirstThread, servePorts } from '../../main/pbx/console/port-thread.ts';
import { openHere } from '../../main/pbx/console/serial.ts';
import { StreamLine } from '../../main/pbx/console/stream.ts';
import { farEnd } from './modem-peer.ts';

const socat = spawnSync('socat', ['-V']).error === undefined;
if (!socat && process.env['CI'] !== undefined) throw new Error('socat is missing');

const everyByte = Uint8Array.from({ length: 4096 }, (_, at) => at & 255);

describe.skipIf(!socat)('a serial port on another thread', () => {
  function opener() {
    const { port1, port2 } = new MessageChannel();
    servePorts(port1, openHere);
    onTestFinished(() => port2.close());
    return openByFirstThread(port2);
  }
  async function far(command: string) {
    const folder = mkdtempSync(join(tmpdir(), 'switchbook-thread-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const end = await farEnd(command, folder, 'serial', { noise: { oneIn: 0, seed: 1 } });
    onTestFinished(() => end.close());
    return { end, path: join(folder, 'tty') };
  }

  it('carries every byte, and says when it is cut', async () => {
    const open = opener();
    const { end, path } = await far('cat');
    const line = new StreamLine(path, await open(path, DEFAULT_SETTINGS));
    await line.write(everyByte);
    const back: number[] = [];
    while (back.length < everyByte.length) {
      const part = await line.read(5000);
      if (part === null) break;
      back.push(...part);
    }
    expect(back).toEqual([...everyByte]);
    const waiting = (async () => {
      while ((await line.read(10_000)) !== null);
    })();
    end.cut();
    await expect(waiting).rejects.toMatchObject({ problem: { code: 'pbx-line-dropped' } });
    await line.close();
  });

  it('passes the system’s sentence on', async () => {
    await expect(opener()('/dev/ttyNothing', DEFAULT_SETTINGS)).rejects.toThrow(/no such file/i);
  });
});
