/** What a port does that has just been let go. Real ports: test/peers/line.test.ts. */
import { PassThrough } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { openHere, openPortsBy, openSerial } from '../../../../main/pbx/console/serial.ts';
import { codeAfter } from '../../../problem-of.ts';

const settings = { baud: 9600, bits: 8, parity: 'none', stop: 1, flow: 'none' } as const;
const HELD = 'Error: Resource temporarily unavailable Cannot lock port';

afterEach(() => openPortsBy(openHere));

/** A port that somebody holds for so many attempts. */
function heldFor(attempts: number): () => number {
  let made = 0;
  openPortsBy(async () => {
    made += 1;
    if (made <= attempts) throw new Error(HELD);
    return { stream: new PassThrough(), release: async () => undefined };
  });
  return () => made;
}

it('is waited for a moment while it is let go', async () => {
  const made = heldFor(2);
  const line = await openSerial('serial:/dev/ttyUSB0', '/dev/ttyUSB0', settings);
  await line.close();
  expect(made()).toBe(3);
});

it('is busy where it stays so', async () => {
  heldFor(Infinity);
  expect(await codeAfter(openSerial('serial:/dev/ttyUSB0', '/dev/ttyUSB0', settings))).toBe(
    'serial-port-busy',
  );
});
