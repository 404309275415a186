/**
 * Receives a file in XMODEM-CRC, XMODEM-1K or YMODEM (Forsberg 1988). The receiver drives: it asks with `C`,
 * answers every block, and asks again when nothing comes.
 */
import { joinBytes } from '../../../../core/formats/bytes.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { ByteLine } from '../line.ts';
import { ACK, CAN, EOT, LARGE, NAK, SMALL, SOH, STX, SUB, WANT_CRC, crc16 } from './frame.ts';
import type { Expected, ReceivedFile, TransferProgress } from './transfer.ts';
import { Wire, abandon, saysCancel } from './wire.ts';

const START_MS = 3000;
const MOST_STARTS = 20;
const BLOCK_MS = 6000;
const GAP_MS = 1000;
const MOST_TRIES = 20;
const MOST_SILENCES = 8;

/** A sender that waits for no answer sends its next block at once; one that repeats a block waits for one. */
const AT_ONCE_MS = 10;
const REPEATED_MS = 200;

/** Senders repeat an EOT whose ACK was lost after 10 s. */
const LINGER_MS = 11_000;

/** The sender may end a batch without saying so. */
const MOST_BATCH_ENDS = 4;

type Arrival = { kind: 'block'; number: number; data: Uint8Array } | { kind: 'end' | 'damaged' | 'silence' };

/**
 * `progress` tells bytes received, of how many. What arrives after the last answer stays on the line.
 *
 * Errors: `transfer-silent`, `transfer-noisy`, `transfer-cancelled`, `transfer-out-of-step`, `transfer-too-large`,
 * `transfer-incomplete`, `pbx-line-dropped`, `line-stalled`, the reason of an aborted signal. After each of them the
 * transfer is cancelled and the line quiet: a second try is a new start.
 */
export async function receiveFile(
  line: ByteLine,
  expected: Expected,
  progress: TransferProgress,
  signal: AbortSignal,
): Promise<ReceivedFile> {
  const wire = new Wire(line, signal);
  const receiver = new Receiver(wire);
  try {
    await wire.quiet();
    const header = expected.protocol === 'ymodem' ? readHeader(await receiver.header()) : null;
    const length = expected.length ?? header?.length ?? null;
    const bytes = await receiver.data({ ...expected, ...(length === null ? {} : { length }) }, progress);
    if (header !== null) await receiver.endOfBatch();
    else await receiver.linger();
    wire.release();
    return { name: header?.name ?? null, bytes };
  } catch (error) {
    await abandon(line);
    throw error;
  }
}

/** Name, NUL, length in decimal digits, and more that is not wanted here (Forsberg, section 5). */
function readHeader(data: Uint8Array): { name: string; length: number | null } {
  const [name = '', rest = ''] = new TextDecoder('latin1').decode(data).split('\0', 2);
  const [digits] = /^\d{1,12}/.exec(rest) ?? [];
  return { name, length: digits === undefined ? null : Number(digits) };
}

class Receiver {
  readonly #wire: Wire;
  #answer: readonly number[] = [WANT_CRC];
  #tries = 0;
  #silences = 0;
  #begun = false;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The data of block 0. */
  async header(): Promise<Uint8Array> {
    for (;;) {
      const arrival = await this.#next();
      if (arrival.kind === 'block' && arrival.number === 0) {
        this.#taken([ACK, WANT_CRC]);
        return arrival.data;
      }
      await this.#again(arrival, [WANT_CRC]);
    }
  }

  /** Everything up to EOT, without the filling. */
  async data({ maxBytes, length }: Expected, progress: TransferProgress): Promise<Uint8Array> {
    const blocks: Uint8Array[] = [];
    const tooLarge = (): SwitchbookError => this.#problem('transfer-too-large', { limit: maxBytes });
    if (length !== undefined && length > maxBytes) throw tooLarge();
    let received = 0;
    let expected = 1;
    let ended = false;
    for (;;) {
      const arrival = await this.#next();
      const { kind } = arrival;
      if (kind === 'end' && ended) break;
      if (kind === 'end') {
        // A byte alone may be noise: the sender says it twice.
        ended = true;
        this.#retry([NAK]);
      } else if (kind === 'block' && arrival.number === (expected & 255)) {
        ended = false;
        blocks.push(arrival.data);
        received += arrival.data.length;
        if (received >= maxBytes + LARGE) throw tooLarge();
        expected++;
        this.#taken((await this.#isAhead(AT_ONCE_MS)) ? [] : [ACK]);
        progress(Math.min(received, length ?? received), length ?? null);
      } else if (kind === 'block' && arrival.number === ((expected - 1) & 255)) {
        const again = expected === 1 ? [ACK, WANT_CRC] : [ACK];
        this.#retry((await this.#isAhead(REPEATED_MS)) ? [] : again);
      } else if (kind === 'block') {
        throw this.#problem('transfer-out-of-step');
      } else {
        // After block 0 the sender is no longer waiting to begin, unless it did not hear that it may.
        const begins = expected === 1 && (kind === 'silence' || !this.#begun);
        await this.#again(arrival, begins ? [WANT_CRC] : [NAK]);
      }
    }
    await this.#wire.write(Uint8Array.of(ACK));
    const whole = joinBytes(blocks);
    const bytes = whole.subarray(0, length ?? unfilled(whole));
    if (bytes.length > maxBytes) throw tooLarge();
    if (length !== undefined && received < length)
      throw this.#problem('transfer-incomplete', { received, expected: length });
    return bytes;
  }

  /** Answers an EOT whose ACK was lost; the first other byte is the console's. */
  async linger(): Promise<void> {
    const until = performance.now() + LINGER_MS;
    for (;;) {
      const [next] = await this.#wire.ahead(1, Math.max(0, until - performance.now()));
      if (next !== EOT) return;
      await this.#wire.byte(0);
      await this.#wire.write(Uint8Array.of(ACK));
    }
  }

  /** The empty block 0. A further file is not wanted, and a sender that says nothing more has sent all. */
  async endOfBatch(): Promise<void> {
    this.#taken([WANT_CRC]);
    for (let tries = 0; tries < MOST_BATCH_ENDS; tries++) {
      const arrival = await this.#next();
      if (arrival.kind === 'block') {
        if (arrival.number !== 0 || arrival.data[0] !== 0) throw this.#problem('transfer-out-of-step');
        await this.#wire.write(Uint8Array.of(ACK));
        return;
      }
      if (arrival.kind === 'damaged') await this.#wire.quiet();
      this.#answer = arrival.kind === 'end' ? [ACK, WANT_CRC] : [WANT_CRC];
    }
  }

  /** Gives the answer that is due and takes what comes. */
  async #next(): Promise<Arrival> {
    if (this.#answer.length > 0) await this.#wire.write(Uint8Array.from(this.#answer));
    const head = await this.#wire.byte(this.#begun ? BLOCK_MS : START_MS);
    switch (head) {
      case null:
        return { kind: 'silence' };
      case SOH:
        return await this.#block(SMALL);
      case STX:
        return await this.#block(LARGE);
      case EOT:
        return { kind: (await this.#wire.quiet()).every((byte) => byte === EOT) ? 'end' : 'damaged' };
      case CAN:
        if ((await this.#wire.ahead(1, GAP_MS))[0] === CAN) throw this.#problem('transfer-cancelled');
        return { kind: 'damaged' };
      default:
        return { kind: 'damaged' };
    }
  }

  async #block(size: number): Promise<Arrival> {
    const rest = await this.#wire.bytes(2 + size + 2, GAP_MS);
    if (rest === null) return { kind: 'damaged' };
    const [number = 0, complement = 0] = rest;
    const data = rest.subarray(2, 2 + size);
    if (number + complement !== 255 || crc16(rest.subarray(2)) !== 0) return { kind: 'damaged' };
    return { kind: 'block', number, data };
  }

  /**
   * A sender that took a doubled answer for the one to its next block is a block ahead: more is there before
   * this block is answered, and more than a doubled byte. Leaving the answer out brings both in step again.
   */
  async #isAhead(waitMs: number): Promise<boolean> {
    if ((await this.#wire.ahead(3, waitMs)).length === 3) return true;
    this.#wire.discard();
    return false;
  }

  #taken(answer: readonly number[]): void {
    this.#answer = answer;
    this.#tries = 0;
    this.#silences = 0;
    this.#begun = true;
  }

  #retry(answer: readonly number[]): void {
    this.#answer = answer;
    this.#silences = 0;
    if (++this.#tries >= MOST_TRIES) throw this.#problem('transfer-noisy', { count: MOST_TRIES });
  }

  /** Asks again, once the line is quiet: into a block that still comes nobody listens. */
  async #again({ kind }: Arrival, answer: readonly number[]): Promise<void> {
    if (kind === 'silence') {
      this.#answer = answer;
      if (++this.#silences >= (this.#begun ? MOST_SILENCES : MOST_STARTS))
        throw this.#problem('transfer-silent', { phase: this.#begun ? 'during' : 'start' });
      return;
    }
    if (saysCancel(await this.#wire.quiet())) throw this.#problem('transfer-cancelled');
    this.#retry(answer);
  }

  #problem(
    code: `transfer-${'silent' | 'noisy' | 'cancelled' | 'out-of-step' | 'too-large' | 'incomplete'}`,
    params: Record<string, string | number> = {},
  ): SwitchbookError {
    return new SwitchbookError(code, { value: this.#wire.address, params });
  }
}

/** XMODEM fills the last block with SUB, which no text ends with. */
function unfilled(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === SUB) end--;
  return end;
}
