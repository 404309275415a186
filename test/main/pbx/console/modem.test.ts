/** Sender and receiver against the bytes of Forsberg's reference, spoken by hand. */
import { describe, expect, it } from 'vitest';
import { block, crc16 } from '../../../../main/pbx/console/modem/frame.ts';
import { receiveFile } from '../../../../main/pbx/console/modem/receive.ts';
import { sendFile } from '../../../../main/pbx/console/modem/send.ts';
import type { Expected, TransferProtocol } from '../../../../main/pbx/console/modem/transfer.ts';
import type { ByteLine } from '../../../../main/pbx/console/line.ts';
import { linePair, virtually } from './pair.ts';

const [SOH, STX, EOT, ACK, NAK, CAN, SUB, C] = [0x01, 0x02, 0x04, 0x06, 0x15, 0x18, 0x1a, 0x43];
const never = new AbortController().signal;
const unseen = (): void => undefined;
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Everything that arrives until the line has been quiet for so long. */
async function hear(line: ByteLine, quietMs = 100): Promise<number[]> {
  const all: number[] = [];
  for (let part = await line.read(quietMs); part !== null; part = await line.read(quietMs)) all.push(...part);
  return all;
}
const say = (line: ByteLine, ...bytes: number[]): Promise<void> => line.write(Uint8Array.from(bytes));

/** A sender at work and its hand-made receiver. */
const sending = (protocol: TransferProtocol, bytes: Uint8Array, receiver: (far: ByteLine) => Promise<void>) =>
  virtually(async () => {
    const { near, far } = linePair();
    const [sent, answered] = await Promise.allSettled([
      sendFile(near, { protocol, name: 'my book/1.csv', bytes }, unseen, never),
      receiver(far),
    ]);
    if (answered.status === 'rejected') throw answered.reason;
    if (sent.status === 'rejected') throw sent.reason;
    return near;
  });

const receiving = (expected: Partial<Expected>, sender: (far: ByteLine) => Promise<void>) =>
  virtually(async () => {
    const { near, far } = linePair();
    const [file, told] = await Promise.allSettled([
      receiveFile(near, { protocol: 'xmodem', maxBytes: 100_000, ...expected }, unseen, never),
      sender(far),
    ]);
    if (told.status === 'rejected') throw told.reason;
    if (file.status === 'rejected') throw file.reason;
    return { ...file.value, near };
  });

const failure = (code: string) => ({ problem: { code } });

describe('a block', () => {
  it('has the CRC of the reference', () => {
    // The check value that catalogues of CRCs give for XMODEM.
    expect(crc16(text('123456789'))).toBe(0x31c3);
    const whole = block(1, text('abc'), 128, SUB);
    expect([...whole.subarray(0, 7)]).toEqual([SOH, 1, 254, 97, 98, 99, SUB]);
    expect(whole.length).toBe(133);
    expect(crc16(whole.subarray(3))).toBe(0);
    expect([...block(255, text(''), 1024, 0).subarray(0, 4)]).toEqual([STX, 255, 0, 0]);
  });
});

describe('the sender', () => {
  const bytes = text('x'.repeat(200));
  const one = [...block(1, bytes.subarray(0, 128), 128, SUB)];
  const two = [...block(2, bytes.subarray(128), 128, SUB)];

  it('waits for a C that stands alone, sends again what was not acknowledged, and leaves the rest on the line', async () => {
    const near = await sending('xmodem', bytes, async (far) => {
      await far.write(text('Contacts: Comes now\r\n'));
      expect(await hear(far, 1000)).toEqual([]);
      await say(far, C);
      expect(await hear(far, 1000)).toEqual(one);
      // The first block is rejected as lrzsz does it, then by NAK, a lone CAN, noise, and silence.
      for (const answer of [[C], [NAK], [CAN], [0x55], []]) {
        await say(far, ...answer);
        expect(await hear(far, 9000)).toEqual(one);
      }
      await say(far, ACK, ACK);
      expect(await hear(far)).toEqual(two);
      await say(far, ACK);
      expect(await hear(far)).toEqual([EOT]);
      await say(far, NAK);
      expect(await hear(far)).toEqual([EOT]);
      await far.write(Uint8Array.of(ACK, ...text('Imported: 1 created')));
    });
    expect(new TextDecoder().decode(Uint8Array.from(await hear(near, 10)))).toBe('Imported: 1 created');
  });

  it('takes words after the end for the console’s, and leaves them to it', async () => {
    const near = await sending('xmodem', new Uint8Array(), async (far) => {
      await say(far, C);
      expect(await hear(far, 1000)).toEqual([EOT]);
      await far.write(text('Imported: 0 created'));
    });
    expect(new TextDecoder().decode(Uint8Array.from(await hear(near, 10)))).toBe('Imported: 0 created');
  });

  it('says name and length in YMODEM, and ends the batch', async () => {
    await sending('ymodem', bytes, async (far) => {
      await say(far, C);
      const header = await hear(far, 1000);
      expect(header).toEqual([...block(0, text('my_book_1.csv\x00200'), 128, 0)]);
      await say(far, ACK, C);
      expect(await hear(far)).toEqual(one);
      await say(far, ACK);
      expect(await hear(far)).toEqual(two);
      await say(far, ACK);
      expect(await hear(far)).toEqual([EOT]);
      await say(far, NAK);
      expect(await hear(far)).toEqual([EOT]);
      await say(far, ACK, C);
      expect(await hear(far)).toEqual([...block(0, text(''), 128, 0)]);
      await say(far, ACK);
    });
  });

  it('cuts a large block that is rejected twice, and tries a large one again after 32 small ones', async () => {
    const long = Uint8Array.from({ length: 8192 }, (_, at) => at % 251);
    await sending('xmodem-1k', long, async (far) => {
      const large = [...block(1, long.subarray(0, 1024), 1024, SUB)];
      await say(far, C);
      expect(await hear(far, 1000)).toEqual(large);
      await say(far, C);
      expect(await hear(far)).toEqual(large);
      await say(far, C);
      for (let number = 1; number <= 32; number++) {
        const from = (number - 1) * 128;
        expect(await hear(far)).toEqual([...block(number, long.subarray(from, from + 128), 128, SUB)]);
        await say(far, ACK);
      }
      for (let number = 33; number <= 36; number++) {
        const from = 4096 + (number - 33) * 1024;
        expect(await hear(far)).toEqual([...block(number, long.subarray(from, from + 1024), 1024, SUB)]);
        await say(far, ACK);
      }
      expect(await hear(far)).toEqual([EOT]);
      await say(far, ACK);
    });
  });

  it('cuts the first block also when its C comes late: no receiver says C of a block that it took', async () => {
    const long = text('x'.repeat(1024));
    await sending('xmodem-1k', long, async (far) => {
      await say(far, C);
      for (let tries = 0; tries < 2; tries++) {
        expect(await hear(far, 6000)).toEqual([...block(1, long, 1024, SUB)]);
        await say(far, C);
      }
      for (let number = 1; number <= 8; number++) {
        expect(await hear(far)).toEqual([...block(number, long.subarray(0, 128), 128, SUB)]);
        await say(far, ACK);
      }
      expect(await hear(far)).toEqual([EOT]);
      await say(far, ACK);
    });
  });

  it('does not cut a large block that may have arrived', async () => {
    const long = new Uint8Array(1024).fill(1);
    const large = [...block(1, long, 1024, SUB)];
    await sending('xmodem-1k', long, async (far) => {
      await say(far, C);
      expect(await hear(far, 1000)).toEqual(large);
      // The receiver took it, its ACK was lost, and it asks for the next one.
      await far.read(5000);
      await say(far, NAK);
      for (let tries = 0; tries < 5; tries++) {
        expect(await hear(far)).toEqual(large);
        await say(far, NAK);
      }
      expect(await hear(far)).toEqual(large);
      await say(far, ACK);
      expect(await hear(far)).toEqual([EOT]);
      await say(far, ACK);
    });
  });

  it.each([
    ['transfer-silent', []],
    ['transfer-noisy', [NAK]],
    ['transfer-cancelled', [CAN, CAN]],
  ])('ends with %s', async (code, answer) => {
    const sent = sending('xmodem', bytes, async (far) => {
      await say(far, C);
      await hear(far, 1000);
      for (let tries = 0; tries < 30; tries++) {
        await say(far, ...answer);
        await hear(far, 300);
      }
    });
    await expect(sent).rejects.toMatchObject(failure(code));
  });

  it('ends when no receiver begins', async () => {
    await expect(sending('ymodem', bytes, async () => undefined)).rejects.toMatchObject({
      problem: { code: 'transfer-silent', params: { phase: 'start' } },
    });
  });
});

describe('the receiver', () => {
  const one = block(1, text('a'.repeat(128)), 128, SUB);
  const two = block(2, text('bb'), 128, SUB);
  const damaged = one.with(50, 0);

  it('asks with C until it is answered, acknowledges repetitions, says NAK to the first end', async () => {
    const { bytes, near } = await receiving({}, async (far) => {
      expect(await hear(far, 1000)).toEqual([C]);
      expect(await hear(far, 2500)).toEqual([C]);
      await far.write(damaged);
      expect(await hear(far, 200)).toEqual([C]);
      await far.write(one);
      expect(await hear(far, 300)).toEqual([ACK]);
      await far.write(one);
      expect(await hear(far, 300)).toEqual([ACK]);
      await far.write(two.with(2, 0));
      expect(await hear(far, 300)).toEqual([NAK]);
      await far.write(two.subarray(1));
      expect(await hear(far, 2000)).toEqual([NAK]);
      await say(far, CAN);
      expect(await hear(far, 2000)).toEqual([NAK]);
      await far.write(two);
      expect(await hear(far, 300)).toEqual([ACK]);
      await say(far, EOT);
      expect(await hear(far, 300)).toEqual([NAK]);
      await say(far, EOT);
      expect(await hear(far, 300)).toEqual([ACK]);
      await say(far, EOT);
      expect(await hear(far, 300)).toEqual([ACK]);
      await far.write(text('Sent'));
    });
    expect(new TextDecoder().decode(bytes)).toBe(`${'a'.repeat(128)}bb`);
    expect(new TextDecoder().decode(Uint8Array.from(await hear(near, 10)))).toBe('Sent');
  });

  it('waits with its NAK until the line is quiet', async () => {
    await receiving({}, async (far) => {
      await hear(far, 300);
      await far.write(one);
      expect(await hear(far, 20)).toEqual([ACK]);
      await far.write(two.with(60, 1));
      for (let more = 0; more < 5; more++) {
        await say(far, 0x55);
        expect(await hear(far, 100)).toEqual([]);
      }
      expect(await hear(far, 100)).toEqual([NAK]);
      await far.write(two);
      await hear(far, 20);
      await say(far, EOT);
      await hear(far, 300);
      await say(far, EOT);
    });
  });

  it('gets in step again with a sender that is a block ahead', async () => {
    const three = block(3, text('c'), 128, SUB);
    const { bytes } = await receiving({}, async (far) => {
      await hear(far, 300);
      await far.write(one);
      expect(await hear(far, 20)).toEqual([ACK]);
      // It took a doubled ACK for the one to block 2, and does not wait for it.
      await far.write(Buffer.concat([two, three]));
      expect(await hear(far, 100)).toEqual([ACK]);
      await say(far, EOT);
      expect(await hear(far, 300)).toEqual([NAK]);
      await say(far, EOT);
    });
    expect(new TextDecoder().decode(bytes)).toBe(`${'a'.repeat(128)}bb${'\u001a'.repeat(126)}c`);
  });

  it.each([
    ['SUBs are the filling', {}, 'a'.repeat(128)],
    ['a length that is known says what is filling', { length: 130 }, `${'a'.repeat(128)}\u001a\u001a`],
  ])('cuts the last block: %s', async (_, expected, content) => {
    const { bytes } = await receiving(expected, async (far) => {
      await hear(far, 300);
      await far.write(one);
      await hear(far, 20);
      await far.write(block(2, text(''), 128, SUB));
      await hear(far, 20);
      await say(far, EOT);
      await hear(far, 300);
      await say(far, EOT);
    });
    expect(new TextDecoder().decode(bytes)).toBe(content);
  });

  it.each([
    ['transfer-too-large', { maxBytes: 100 }, [...one, ...one]],
    ['transfer-out-of-step', {}, [...block(7, text(''), 128, SUB)]],
    ['transfer-cancelled', {}, [CAN, CAN]],
    ['transfer-cancelled', {}, [...one.subarray(0, 130), ...Array.from({ length: 8 }, () => CAN)]],
    ['transfer-silent', {}, []],
    ['transfer-noisy', {}, [0x55]],
  ])('ends with %s', async (code, expected, answer) => {
    const received = receiving(expected, async (far) => {
      for (let tries = 0; tries < 80; tries++) {
        await hear(far, 300);
        await say(far, ...answer);
        if (code === 'transfer-too-large') {
          await hear(far, 20);
          for (let number = 2; number < 12; number++) await far.write(block(number, text('d'), 128, SUB));
        }
      }
    });
    await expect(received).rejects.toMatchObject(failure(code));
  });

  it('says that less came than was announced', async () => {
    const received = receiving({ length: 1000 }, async (far) => {
      await hear(far, 300);
      await far.write(one);
      await hear(far, 20);
      await say(far, EOT);
      await hear(far, 300);
      await say(far, EOT);
    });
    await expect(received).rejects.toMatchObject({
      problem: { code: 'transfer-incomplete', params: { received: 128, expected: 1000 } },
    });
  });

  it('refuses a YMODEM file that says it is too large', async () => {
    const received = receiving({ protocol: 'ymodem', maxBytes: 500 }, async (far) => {
      await hear(far, 300);
      await far.write(block(0, text('big.csv\x00501 0 0'), 128, 0));
    });
    await expect(received).rejects.toMatchObject(failure('transfer-too-large'));
  });
});
