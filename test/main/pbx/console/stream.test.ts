import { duplexPair } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StreamLine } from '../../../../main/pbx/console/stream.ts';
import { linePair, virtually } from './pair.ts';

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);
const plain = (read: Uint8Array | null): number[] | null => (read === null ? null : [...read]);

describe('a line over a stream', () => {
  it('hands out what arrives, what was put back first, and null when nothing comes in time', async () => {
    await virtually(async () => {
      const { near, far } = linePair();
      expect(await near.read(1000)).toBeNull();
      await far.write(bytes(1, 2, 3));
      expect(plain(await near.read(1000))).toEqual([1, 2, 3]);
      await far.write(bytes(4));
      expect(plain(await near.read(1000))).toEqual([4]);
      await far.write(bytes(5));
      near.unread(bytes(9));
      near.unread(bytes());
      expect(plain(await near.read(1000))).toEqual([9]);
      expect(plain(await near.read(1000))).toEqual([5]);
      expect(await near.read(0)).toBeNull();
    });
  });

  it('wakes a reader that waits', async () => {
    await virtually(async () => {
      const { near, far } = linePair();
      const [read] = await Promise.all([near.read(60_000), far.write(bytes(7))]);
      expect(plain(read)).toEqual([7]);
    });
  });

  it('drops what has arrived', async () => {
    await virtually(async () => {
      const { near, far } = linePair();
      await far.write(bytes(1));
      near.unread((await near.read(100)) ?? bytes());
      near.discard();
      expect(await near.read(100)).toBeNull();
    });
  });

  it('ends a wait when a person cancels', async () => {
    const { near } = linePair();
    const stop = new AbortController();
    const read = near.read(60_000, stop.signal);
    stop.abort(new Error('enough'));
    await expect(read).rejects.toThrow('enough');
    await expect(near.read(10, stop.signal)).rejects.toThrow('enough');
    await expect(near.write(bytes(1), stop.signal)).rejects.toThrow('enough');
  });

  it('gives out what had arrived before it dropped, then says so for good', async () => {
    const { near, far, cut } = linePair();
    await far.write(bytes(1, 2));
    near.unread((await near.read(1000)) ?? bytes());
    const waiting = far.read(60_000);
    cut();
    await expect(waiting).rejects.toMatchObject({ problem: { code: 'pbx-line-dropped', value: 'far' } });
    expect(plain(await near.read(10))).toEqual([1, 2]);
    await expect(near.read(10)).rejects.toMatchObject({ problem: { code: 'pbx-line-dropped' } });
    await expect(near.write(bytes(1))).rejects.toMatchObject({ problem: { code: 'pbx-line-dropped' } });
    await near.close();
    await near.close();
  });

  it('gives up a line that takes no bytes, and closes one that does not let go', async () => {
    await virtually(async () => {
      const [stream] = duplexPair();
      const line = new StreamLine('held', {
        stream,
        drain: () => new Promise(() => undefined),
        release: () => new Promise(() => undefined),
      });
      await expect(line.write(bytes(1))).rejects.toMatchObject({ problem: { code: 'line-stalled' } });
      await line.close();
      expect(stream.destroyed).toBe(true);
    });
  });

  it('holds a flood at the sender', async () => {
    const [stream, far] = duplexPair();
    const line = new StreamLine('flood', { stream, release: () => Promise.resolve() });
    let sent = 0;
    while (far.write(new Uint8Array(64 * 1024))) {
      sent += 64 * 1024;
      await new Promise((resolve) => setImmediate(resolve));
      expect(sent).toBeLessThan(8 * 1024 * 1024);
    }
    let read = 0;
    for (let part = await line.read(100); part !== null; part = await line.read(100)) read += part.length;
    expect(read).toBeGreaterThanOrEqual(sent);
    await line.close();
  });
});
