/** Two ends of a line in memory, with noise between them, and time that passes only when nothing else does. */
import { duplexPair } from 'node:stream';
import { vi } from 'vitest';
import type { ByteLine } from '../../../../main/pbx/console/line.ts';
import { StreamLine } from '../../../../main/pbx/console/stream.ts';
import { type Noise, noisy } from '../../../noise.ts';

export interface Pair {
  near: ByteLine;
  far: ByteLine;
  /** As when the plug is pulled. */
  cut(): void;
}

let passed = 0;

/** `cutAfter`: so many bytes from near to far, then the plug is pulled. */
export function linePair(noise: Noise = { oneIn: 0, seed: 0 }, cutAfter = Number.POSITIVE_INFINITY): Pair {
  const [near, nearEnd] = duplexPair();
  const [far, farEnd] = duplexPair();
  const there = noisy(noise);
  const back = noisy({ ...noise, seed: noise.seed + 1_000_003 });
  const cut = (): void => {
    for (const stream of [near, nearEnd, far, farEnd]) stream.destroy();
  };
  let sent = 0;
  nearEnd.on('data', (bytes: Uint8Array) => {
    passed++;
    sent += bytes.length;
    if (sent > cutAfter) cut();
    else farEnd.write(there(bytes));
  });
  farEnd.on('data', (bytes: Uint8Array) => {
    passed++;
    nearEnd.write(back(bytes));
  });
  const end = (name: string, stream: typeof near): ByteLine =>
    new StreamLine(name, { stream, release: () => Promise.resolve() });
  return { near: end('near', near), far: end('far', far), cut };
}

/** Runs the work with time-outs that take no time: a clock that goes on when no byte moves any more. */
export async function virtually<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const clock = { runs: true };
    const result = work().finally(() => (clock.runs = false));
    result.catch(() => undefined);
    for (let idle = 0; clock.runs && idle < 100;) {
      const before = passed;
      for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (passed !== before) continue;
      idle = vi.getTimerCount() === 0 ? idle + 1 : 0;
      vi.advanceTimersToNextTimer();
    }
    if (clock.runs) throw new Error('nothing moves and nobody waits for the clock');
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
