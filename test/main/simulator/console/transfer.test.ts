/** Both ends of XMODEM and YMODEM, byte by byte as in Forsberg's reference. */
import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConsoleFaults } from '../../../../main/simulator/console/faults.ts';
import { Line } from '../../../../main/simulator/console/line.ts';
import { receiveFile } from '../../../../main/simulator/console/receive.ts';
import { sendFile } from '../../../../main/simulator/console/send.ts';
import { Trouble } from '../../../../main/simulator/console/trouble.ts';
import { crc16, TRANSFERS } from '../../../../main/simulator/console/xmodem.ts';

const [SOH, STX, EOT, ACK, NAK, CAN] = [0x01, 0x02, 0x04, 0x06, 0x15, 0x18];
const C = 0x43;

const lineOn = (stream: ReturnType<typeof duplexPair>[0], faults = '', seed = 1): Line =>
  new Line(stream, new Trouble(readConsoleFaults(faults), seed));

/** The other end, which reads exactly what it expects. */
class Peer {
  readonly line: Line;
  readonly console: Line;

  constructor() {
    const [here, there] = duplexPair();
    this.line = lineOn(here);
    this.console = lineOn(there);
  }

  async say(...bytes: number[]): Promise<void> {
    await this.line.write(Buffer.from(bytes));
  }

  async hear(count = 1): Promise<number[]> {
    return [...(await this.line.bytes(count, 5000))];
  }
}

function block(number: number, text: string, size = 128, fill = 0x1a): number[] {
  const data = Buffer.alloc(size, fill);
  data.write(text, 'latin1');
  const crc = crc16(data);
  return [size === 1024 ? STX : SOH, number & 0xff, 255 - (number & 0xff), ...data, crc >> 8, crc & 0xff];
}

afterEach(() => {
  vi.useRealTimers();
});

describe('CRC-16', () => {
  it('is the one of XMODEM', () => expect(crc16(Buffer.from('123456789'))).toBe(0x31c3));
});

describe('the sender', () => {
  it('sends blocks, fills the last one, repeats what is refused, ends with EOT until that is acknowledged', async () => {
    const peer = new Peer();
    const sending = sendFile(peer.console, Buffer.from(`${'a'.repeat(128)}b`), 'xmodem', 129);
    await peer.say(C);
    expect(await peer.hear(133)).toEqual(block(1, 'a'.repeat(128)));
    await peer.say(NAK);
    expect(await peer.hear(133)).toEqual(block(1, 'a'.repeat(128)));
    await peer.say(ACK);
    expect(await peer.hear(133)).toEqual(block(2, 'b'));
    await peer.say(0x7f, C, ACK);
    expect(await peer.hear()).toEqual([EOT]);
    await peer.say(NAK);
    expect(await peer.hear()).toEqual([EOT]);
    await peer.say(ACK);
    await sending;
  });

  it('sends name and length in block 0 of YMODEM and an empty one after the file', async () => {
    const peer = new Peer();
    const sending = sendFile(peer.console, Buffer.alloc(1000, 'x'), 'ymodem', 1000);
    await peer.say(C);
    expect(await peer.hear(133)).toEqual(block(0, ['contacts.csv', '1000'].join('\0'), 128, 0));
    await peer.say(ACK, C);
    for (let n = 1; n <= 8; n++) {
      expect(await peer.hear(133)).toEqual(block(n, 'x'.repeat(n < 8 ? 128 : 104)));
      await peer.say(ACK);
    }
    expect(await peer.hear()).toEqual([EOT]);
    await peer.say(ACK, C);
    expect(await peer.hear(133)).toEqual(block(0, '', 128, 0));
    await peer.say(ACK);
    await sending;
  });

  it('sends long blocks once 16 short ones went well, short ones after the first that did not', async () => {
    const peer = new Peer();
    const sending = sendFile(peer.console, Buffer.alloc(16 * 128 + 3 * 1024, 'x'), 'xmodem-1k', 0);
    await peer.say(C);
    for (let n = 1; n <= 16; n++) {
      expect(await peer.hear(133)).toEqual(block(n, 'x'.repeat(128)));
      await peer.say(ACK);
    }
    expect(await peer.hear(1029)).toEqual(block(17, 'x'.repeat(1024), 1024));
    await peer.say(ACK);
    for (const answer of [NAK, NAK, NAK, NAK, NAK, ACK]) {
      expect(await peer.hear(1029)).toEqual(block(18, 'x'.repeat(1024), 1024));
      await peer.say(answer);
    }
    expect(await peer.hear(133)).toEqual(block(19, 'x'.repeat(128)));
    await peer.say(CAN, CAN);
    await expect(sending).rejects.toThrow('cancelled by the receiver');
  });

  it('gives up when nobody receives for a minute, and when a block never arrives', async () => {
    const lonely = new Peer();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const silent = expect(sendFile(lonely.console, Buffer.from('x'), 'xmodem', 1)).rejects.toThrow(
      'the receiver does not answer',
    );
    await vi.advanceTimersByTimeAsync(60_001);
    await silent;
    vi.useRealTimers();
    const peer = new Peer();
    const refused = expect(sendFile(peer.console, Buffer.from('x'), 'xmodem', 1)).rejects.toThrow(
      'block 1 does not arrive',
    );
    await peer.say(C);
    for (let tries = 0; tries < 60; tries++) {
      await peer.hear(133);
      await peer.say(NAK);
    }
    await refused;
    expect(await peer.hear(2)).toEqual([CAN, CAN]);
  });
});

describe('the receiver', () => {
  it('asks with C, acknowledges, takes a block that comes twice once, and only an EOT that is repeated', async () => {
    const peer = new Peer();
    const receiving = receiveFile(peer.console, 'xmodem', 10_000);
    expect(await peer.hear()).toEqual([C]);
    for (const n of [1, 1, 2, 2]) {
      await peer.say(...block(n, String(n).repeat(n === 1 ? 128 : 5)));
      expect(await peer.hear()).toEqual([ACK]);
    }
    await peer.say(EOT);
    expect(await peer.hear()).toEqual([NAK]);
    await peer.say(EOT);
    expect(await peer.hear()).toEqual([ACK]);
    expect((await receiving).toString()).toBe(`${'1'.repeat(128)}22222`);
  });

  it.each([
    ['a wrong check sum', (frame: number[]) => frame.with(20, (frame[20] ?? 0) ^ 1)],
    ['a number that does not fit its complement', (frame: number[]) => frame.with(2, 0)],
    ['a byte too few', (frame: number[]) => frame.toSpliced(60, 1)],
    ['a byte too many', (frame: number[]) => frame.toSpliced(60, 0, 0x55)],
    ['another first byte', (frame: number[]) => frame.with(0, 0x55)],
  ])('refuses a block with %s, then takes it', async (_, spoil) => {
    const peer = new Peer();
    const receiving = receiveFile(peer.console, 'xmodem-1k', 10_000);
    await peer.hear();
    await peer.say(...spoil(block(1, 'right')));
    expect(await peer.hear()).toEqual([NAK]);
    await peer.say(...block(1, 'right'));
    expect(await peer.hear()).toEqual([ACK]);
    await peer.say(EOT);
    await peer.hear();
    await peer.say(EOT);
    expect((await receiving).toString()).toBe('right');
  });

  it('takes the length of YMODEM, also where the file ends in SUB', async () => {
    const peer = new Peer();
    const receiving = receiveFile(peer.console, 'ymodem', 10_000);
    const header = block(0, ['book.csv', '4 14647753011 100644'].join('\0'), 128, 0);
    await peer.hear();
    await peer.say(...header);
    expect(await peer.hear(2)).toEqual([ACK, C]);
    // The acknowledgement was lost on the way: the header comes again.
    await peer.say(...header);
    expect(await peer.hear(2)).toEqual([ACK, C]);
    await peer.say(...block(1, 'ab\x1a\x1a', 1024));
    expect(await peer.hear()).toEqual([ACK]);
    await peer.say(EOT);
    expect(await peer.hear()).toEqual([NAK]);
    await peer.say(EOT);
    expect(await peer.hear(2)).toEqual([ACK, C]);
    await peer.say(...block(0, '', 128, 0));
    expect(await peer.hear()).toEqual([ACK]);
    expect((await receiving).toString('latin1')).toBe('ab\x1a\x1a');
  });

  it('ends with CAN when a block is left out or the file is too large, and when the sender cancels', async () => {
    for (const [second, why] of [
      [block(3, 'x'), 'block 3 came in place of 2'],
      [block(2, 'x', 1024), 'more than 1000 bytes'],
      [[CAN, CAN], 'cancelled by the sender'],
    ] as const) {
      const peer = new Peer();
      const refused = expect(receiveFile(peer.console, 'xmodem-1k', 1000)).rejects.toThrow(why);
      await peer.hear();
      await peer.say(...block(1, 'x'));
      await peer.hear();
      await peer.say(...second);
      await refused;
    }
  });

  it('asks for a minute and then gives up', async () => {
    const peer = new Peer();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const refused = expect(receiveFile(peer.console, 'xmodem', 10)).rejects.toThrow('the sender is silent');
    await vi.advanceTimersByTimeAsync(60_001);
    await refused;
    expect(await peer.hear(25)).toEqual([
      ...Array.from({ length: 20 }, () => C),
      ...Array.from({ length: 5 }, () => CAN),
    ]);
  });
});

describe('both together', () => {
  it.each(TRANSFERS)(
    'carry any file by %s over a line that loses, doubles and flips bytes',
    async (transfer) => {
      const content = fc.uint8Array({ maxLength: 6000 });
      const property = fc.asyncProperty(content, fc.nat(), async (bytes, seed) => {
        // XMODEM says no length: what ends in SUB cannot be told from what was filled.
        const file = Buffer.from([...bytes, 1]);
        const [[sends, out], [back, receives]] = [duplexPair(), duplexPair()];
        const trouble = new Trouble(readConsoleFaults('lose:1/10000,double:1/2000,flip:1/1000'), seed);
        out.on('data', (sent: Buffer) => back.write(trouble.damage(sent)));
        back.on('data', (answer: Buffer) => out.write(answer));
        const [, received] = await Promise.all([
          sendFile(lineOn(sends), file, transfer, file.length),
          receiveFile(lineOn(receives), transfer, 10_000),
        ]);
        expect(received.equals(file)).toBe(true);
      });
      await fc.assert(property, { numRuns: 12 });
    },
  );
});
