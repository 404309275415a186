/** The receiver of XMODEM-CRC, XMODEM-1K and YMODEM. */
import { LineGone } from './line.ts';
import type { Line } from './line.ts';
import {
  ACK,
  CAN,
  cancel,
  CRC,
  crc16,
  EOT,
  LONG_BLOCK,
  MOST_TRIES,
  NAK,
  SHORT_BLOCK,
  SOH,
  STX,
  SUB,
  TransferError,
} from './xmodem.ts';
import type { Transfer } from './xmodem.ts';

/** Forsberg, 7.3.1: 10 s for a block, 1 s between the bytes of one; `C` comes again after 3 s. */
const BLOCK_WAIT = 10_000;
const BYTE_WAIT = 1000;
const START_WAIT = 3000;
/** How often nothing at all may come, before the first block and after it: a minute. */
const MOST_STARTS = 20;
const MOST_SILENCES = 6;
/** After a spoilt block its rest is let pass. */
const QUIET = 100;

type Arrival =
  | { kind: 'block'; number: number; data: Buffer }
  | { kind: 'end' }
  | { kind: 'cancel' }
  | { kind: 'spoilt' }
  | { kind: 'nothing' };

async function arrival(line: Line, ms: number): Promise<Arrival> {
  const head = await line.byte(ms);
  if (head === null) return { kind: 'nothing' };
  if (head === EOT) return { kind: 'end' };
  if (head === CAN) return { kind: (await line.byte(BYTE_WAIT)) === CAN ? 'cancel' : 'spoilt' };
  if (head !== SOH && head !== STX) return { kind: 'spoilt' };
  const size = head === STX ? LONG_BLOCK : SHORT_BLOCK;
  const rest = await line.bytes(size + 4, BYTE_WAIT);
  if (rest.length < size + 4) return { kind: 'spoilt' };
  const number = rest.readUInt8(0);
  const data = rest.subarray(2, size + 2);
  const whole = (number ^ rest.readUInt8(1)) === 0xff && crc16(data) === rest.readUInt16BE(size + 2);
  return whole ? { kind: 'block', number, data } : { kind: 'spoilt' };
}

class Receiver {
  readonly #line: Line;
  readonly #most: number;
  /** The number of the block that came last. */
  #last: number | null = null;
  /** The end of the file has been acknowledged. */
  #ended = false;

  constructor(line: Line, most: number) {
    this.#line = line;
    this.#most = most;
  }

  /** Asks for a file and takes its blocks to the end. */
  async file(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await this.#say(CRC);
    for (let number = 1, length = 0; ; number++) {
      const data = await this.#block(number & 0xff, number === 1);
      if (data === null) return Buffer.concat(pieces);
      pieces.push(data);
      length += data.length;
      if (length > this.#most) await cancel(this.#line, `more than ${this.#most} bytes`);
    }
  }

  /** Asks for a block 0 of YMODEM: name and length; null for the empty one. */
  async header(): Promise<{ length: number | null } | null> {
    await this.#say(CRC);
    const data = await this.#block(0, true);
    if (data === null) return await cancel(this.#line, 'the file has no header');
    const [name = '', facts = ''] = data.toString('latin1').split('\0');
    if (name === '') return null;
    const length = /^\d{1,10}(?= |$)/.exec(facts);
    return { length: length === null ? null : Number(length[0]) };
  }

  /** The block with this number, null for the end of the file. `opening`: the sender has not begun yet. */
  async #block(expected: number, opening: boolean): Promise<Buffer | null> {
    let ending = false;
    let silences = 0;
    for (let tries = 0; tries < MOST_TRIES;) {
      const got = await arrival(this.#line, opening ? START_WAIT : BLOCK_WAIT);
      if (got.kind === 'cancel') throw new TransferError('cancelled by the sender');
      if (got.kind === 'nothing') {
        silences++;
        if (silences >= (opening ? MOST_STARTS : MOST_SILENCES)) {
          return await cancel(this.#line, 'the sender is silent');
        }
        await this.#say(opening ? CRC : NAK);
        continue;
      }
      tries++;
      if (got.kind === 'spoilt') {
        await this.#line.quiet(QUIET);
        await this.#say(NAK);
      } else if (got.kind === 'end') {
        if (opening && this.#ended) await this.#say(ACK, CRC);
        else if (ending) {
          this.#ended = true;
          await this.#say(ACK);
          return null;
        } else {
          // The line can invent one such byte: only an EOT that is repeated is one.
          ending = true;
          await this.#say(NAK);
        }
      } else if (got.number === expected) {
        if (this.#line.trouble.cutsBlock()) throw new LineGone();
        this.#last = expected;
        await this.#say(ACK);
        return got.data;
      } else if (got.number === this.#last) {
        // The sender did not hear that it was acknowledged.
        await (opening ? this.#say(ACK, CRC) : this.#say(ACK));
      } else return await cancel(this.#line, `block ${got.number} came in place of ${expected}`);
    }
    return await cancel(this.#line, 'too many spoilt blocks');
  }

  async #say(...bytes: number[]): Promise<void> {
    await this.#line.write(Buffer.from(bytes));
  }
}

function withoutFilling(file: Buffer): Buffer {
  let length = file.length;
  while (length > 0 && file[length - 1] === SUB) length--;
  return file.subarray(0, length);
}

/**
 * One file of at most `most` bytes. Throws `TransferError` when the sender gives up, is silent for a minute
 * or sends something else, `LineGone`.
 */
export async function receiveFile(line: Line, transfer: Transfer, most: number): Promise<Buffer> {
  const receiver = new Receiver(line, most);
  if (transfer !== 'ymodem') return withoutFilling(await receiver.file());
  const header = await receiver.header();
  if (header === null) throw new TransferError('no file was sent');
  const file = await receiver.file();
  if ((await receiver.header()) !== null) return await cancel(line, 'more than one file');
  if (header.length === null) return withoutFilling(file);
  if (file.length < header.length) {
    throw new TransferError(`only ${file.length} of ${header.length} bytes came`);
  }
  return file.subarray(0, header.length);
}
