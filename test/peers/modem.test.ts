/**
 * Files to and from lrzsz over a pseudo-terminal, raw TCP and ser2net (raw and telnet with RFC 2217), bit by bit equal.
 *
 * One byte in 500 is flipped, lost or doubled wherever lrzsz can bear it. In four places no peer of it can help:
 * - Its sender gives a block up after 10 tries, and of its 1024-byte blocks (`-k`) seven in eight would be hit: there it is
 *   one byte in 5000.
 * - Its receiver says nothing for a second or two after each damaged block, so that a megabyte with 2000 of them would
 *   take an hour: in large files some 15 bytes are hit.
 * - Its sender takes a doubled ACK for the next block's too. Where that next block is damaged it is lost to both, which
 *   happens once in a few thousand blocks: the transfer ends with `transfer-out-of-step`, and is tried again.
 * - Its receiver gives a block up after 10 tries. A large one is cut after the second, unless a rejection came so late
 *   that it may be about a lost ACK: where the first byte of a block is lost, or this machine stood still. Then seven in
 *   eight are hit, and it may end with `transfer-cancelled` or, where the receiver's last words are lost too,
 *   `transfer-silent`, and is tried again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLineAddress } from '../../core/device/line.ts';
import type { ByteLine } from '../../main/pbx/console/line.ts';
import { receiveFile } from '../../main/pbx/console/modem/receive.ts';
import { sendFile } from '../../main/pbx/console/modem/send.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../main/pbx/console/modem/transfer.ts';
import { openLine } from '../../main/pbx/console/open.ts';
import { generator } from '../noise.ts';
import { type Way, type Wire, WAYS, farEnd } from './modem-peer.ts';
import { codeOrText } from '../problem-of.ts';

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const present = has('sz') && has('rz') && has('rx') && has('socat') && existsSync('/usr/sbin/ser2net');
if (!present && process.env['CI'] !== undefined) throw new Error('lrzsz, socat or ser2net is missing');

/** How many transfers wait for their peers at the same time: they hardly compute. */
const TOGETHER = 20;
const FILES = process.env['CI'] === undefined ? 12 : 100;

/** What lrzsz cannot help, see above. */
const GIVEN_UP = new Set(['transfer-out-of-step', 'transfer-cancelled', 'transfer-silent']);

const SENDERS: Record<TransferProtocol, string> = {
  xmodem: 'sz -q -b --xmodem out.bin',
  'xmodem-1k': 'sz -q -b --xmodem -k out.bin',
  ymodem: 'sz -q -b --ymodem out.bin',
};
const RECEIVERS: Record<TransferProtocol, string> = {
  xmodem: 'rx -q -b -c in.bin',
  'xmodem-1k': 'rx -q -b -c in.bin',
  ymodem: 'rz -q -b -y --ymodem',
};

interface Journey {
  way: Way;
  direction: 'sent' | 'received';
  protocol: TransferProtocol;
  size: number;
  oneIn: number;
  seed: number;
}

const never = new AbortController().signal;
const unseen = (): void => undefined;
const folder = mkdtempSync(join(tmpdir(), 'switchbook-modem-'));
let folders = 0;

function ownFolder(): string {
  const own = join(folder, String(folders++));
  mkdirSync(own);
  return own;
}

function contentOf({ size }: Pick<Journey, 'size'>): Uint8Array {
  const random = generator(size + 500_000);
  const bytes = Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
  // A SUB at the end would be the filling of XMODEM.
  if (bytes.at(-1) === 0x1a) bytes[size - 1] = 0;
  return bytes;
}

/** What arrived; XMODEM's filling cut off where lrzsz left it. */
async function travel(journey: Journey, cutAfter?: number): Promise<Uint8Array> {
  const { way, direction, protocol, oneIn, seed } = journey;
  const bytes = contentOf(journey);
  const own = ownFolder();
  writeFileSync(join(own, 'out.bin'), bytes);
  const command = direction === 'sent' ? RECEIVERS[protocol] : SENDERS[protocol];
  const wire: Wire = { noise: { oneIn, seed }, ...(cutAfter === undefined ? {} : { cutAfter }) };
  const far = await farEnd(command, own, way, wire);
  let line: ByteLine | null = null;
  try {
    line = await openLine(readLineAddress(far.address), never);
    if (direction === 'received') {
      const { bytes: received } = await receiveFile(line, { protocol, maxBytes: 2_000_000 }, unseen, never);
      return received;
    }
    await sendFile(line, { protocol, name: 'in.bin', bytes }, unseen, never);
    await far.ended;
    const received = readFileSync(join(own, 'in.bin'));
    expect(received.length).toBe(protocol === 'ymodem' ? bytes.length : Math.ceil(bytes.length / 128) * 128);
    return received.subarray(0, bytes.length);
  } finally {
    await line?.close();
    await far.close();
  }
}

/** Sizes around the edges of blocks and up to a megabyte, over every way, direction and protocol. */
function journeys(count: number): Journey[] {
  const random = generator(20_261_121);
  const edges = [0, 1, 127, 128, 129, 895, 1023, 1024, 1025, 2048];
  return Array.from({ length: count }, (_, at) => {
    const direction = at % 2 === 0 ? 'sent' : 'received';
    const protocol = TRANSFER_PROTOCOLS[(at >> 1) % 3] ?? 'xmodem';
    const way = WAYS[(at + Math.floor(at / 6)) % WAYS.length] ?? 'serial';
    const size =
      at < count / 25
        ? [1_000_000, 500_000, 100_000, 200_000][at]
        : at % 3 === 0
          ? edges[(at / 3) % edges.length]
          : Math.floor(random() * (direction === 'sent' ? 3000 : 10_000));
    const bearable = direction === 'received' && protocol === 'xmodem-1k' ? 5000 : 500;
    return {
      way,
      direction,
      protocol,
      size: size ?? 0,
      oneIn: Math.max(bearable, Math.floor((size ?? 0) / 15)),
      seed: at + 1,
    };
  });
}

async function together<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

describe.skipIf(!present)('files to and from lrzsz', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`arrive bit by bit equal over noisy lines, ${FILES} of them`, { timeout: 400_000 }, async () => {
    const failures: string[] = [];
    let equal = 0;
    let again = 0;
    await together(journeys(FILES), async (journey) => {
      let arrived = await travel(journey).catch(codeOrText);
      if (typeof arrived === 'string' && GIVEN_UP.has(arrived)) {
        again++;
        arrived = await travel({ ...journey, seed: journey.seed + 1000 }).catch(codeOrText);
      }
      if (typeof arrived === 'string') failures.push(`${JSON.stringify(journey)}: ${arrived}`);
      else if (Buffer.compare(arrived, contentOf(journey)) === 0) equal++;
    });
    expect(failures).toEqual([]);
    expect(equal).toBe(FILES);
    expect(again).toBeLessThanOrEqual(FILES / 20);
  });

  it(
    'end clearly when the line is cut at any block, and arrive at the second try',
    { timeout: 240_000 },
    async () => {
      const cuts = Array.from({ length: 32 }, (_, at) => {
        const direction = at % 2 === 0 ? ('sent' as const) : ('received' as const);
        const protocol = TRANSFER_PROTOCOLS[(at >> 1) % 3] ?? 'xmodem';
        const way = WAYS[(at + (at >> 2)) % WAYS.length] ?? 'serial';
        const block = at >> 1;
        return {
          journey: { way, direction, protocol, size: 5000, oneIn: 0, seed: at },
          // The far end says a byte a block, or sends blocks: the cut is inside of one.
          cutAfter: direction === 'sent' ? Math.min(block, 4) : 100 + block * 133,
        };
      });
      await together(cuts, async ({ journey, cutAfter }) => {
        expect(await travel(journey, cutAfter).catch(codeOrText), JSON.stringify(journey)).toBe(
          'pbx-line-dropped',
        );
        const arrived = await travel(journey);
        expect(Buffer.compare(arrived, contentOf(journey)), JSON.stringify(journey)).toBe(0);
      });
    },
  );
});
