import { describe, expect, it } from 'vitest';
import { receiveFile } from '../../../../main/pbx/console/modem/receive.ts';
import { sendFile } from '../../../../main/pbx/console/modem/send.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../../main/pbx/console/modem/transfer.ts';
import { generator } from '../../../noise.ts';
import { type Pair, linePair, virtually } from './pair.ts';
import { codeOrText } from '../../../problem-of.ts';

const never = new AbortController().signal;
const unseen = (): void => undefined;

function file(size: number, seed: number): Uint8Array {
  const random = generator(seed);
  return Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
}

async function travel({ near, far }: Pair, protocol: TransferProtocol, bytes: Uint8Array) {
  const sent: number[] = [];
  const length = protocol === 'ymodem' ? {} : { length: bytes.length };
  const [, received] = await Promise.all([
    sendFile(near, { protocol, name: 'book.csv', bytes }, (done) => sent.push(done), never),
    receiveFile(far, { protocol, maxBytes: 2_000_000, ...length }, unseen, never),
  ]);
  return { received, sent };
}

describe.each(TRANSFER_PROTOCOLS)('%s from our sender to our receiver', (protocol) => {
  it.each([0, 1, 127, 128, 129, 896, 897, 1023, 1024, 1025, 5000, 40_000])(
    'carries %i bytes',
    async (size) => {
      const bytes = file(size, size);
      const { received, sent } = await virtually(() => travel(linePair(), protocol, bytes));
      expect(received.name).toBe(protocol === 'ymodem' ? 'book.csv' : null);
      expect(received.bytes).toEqual(bytes);
      expect(sent.at(0)).toBe(0);
      expect(sent.at(-1)).toBe(size);
      expect(sent).toEqual(sent.toSorted((one, other) => one - other));
    },
  );

  it('carries files of all sizes over a line where one byte in 500 is flipped, lost or doubled', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const bytes = file(Math.floor(generator(seed)() * 12_000), seed);
      const { received } = await virtually(() => travel(linePair({ oneIn: 500, seed }), protocol, bytes));
      expect(received.bytes, `seed ${seed}`).toEqual(bytes);
    }
  });

  it('ends clearly when the line is cut at any byte, and goes on a new one', async () => {
    const bytes = file(3000, 1);
    for (const cutAfter of [0, 1, 2, 131, 132, 133, 140, 500, 1028, 1029, 1500, 2000, 2999, 3080]) {
      const pair = linePair(undefined, cutAfter);
      const outcomes = await virtually(() =>
        Promise.allSettled([
          sendFile(pair.near, { protocol, name: 'book.csv', bytes }, unseen, never),
          receiveFile(pair.far, { protocol, maxBytes: 10_000 }, unseen, never),
        ]),
      );
      expect(outcomes.map((outcome) => outcome.status === 'rejected' && codeOrText(outcome.reason))).toEqual([
        'pbx-line-dropped',
        'pbx-line-dropped',
      ]);
      const { received } = await virtually(() => travel(linePair(), protocol, bytes));
      expect(received.bytes).toEqual(bytes);
    }
  });

  it('is cancelled by a person on both sides, and the same line carries the next one', async () => {
    const bytes = file(20_000, 2);
    const pair = linePair();
    const stop = new AbortController();
    const outcomes = await virtually(() =>
      Promise.allSettled([
        sendFile(
          pair.near,
          { protocol, name: 'book.csv', bytes },
          (done) => done > 5000 && stop.abort(new Error('enough')),
          stop.signal,
        ),
        receiveFile(pair.far, { protocol, maxBytes: 100_000 }, unseen, never),
      ]),
    );
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && codeOrText(outcome.reason))).toEqual([
      'Error: enough',
      'transfer-cancelled',
    ]);
    const { received } = await virtually(() => travel(pair, protocol, bytes));
    expect(received.bytes).toEqual(bytes);
  });
});

it('a megabyte arrives over a line where one byte in 500 is hit', async () => {
  const bytes = file(1_000_000, 9);
  const { received } = await virtually(() => travel(linePair({ oneIn: 500, seed: 9 }), 'ymodem', bytes));
  expect(Buffer.compare(received.bytes, bytes)).toBe(0);
});
