/**
 * Sends a file in XMODEM-CRC, XMODEM-1K or YMODEM (Forsberg 1988). The receiver begins and answers every block;
 * a block is sent again until it is acknowledged.
 */
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { ByteLine } from '../line.ts';
import { ACK, CAN, EOT, LARGE, NAK, SMALL, SUB, WANT_CRC, block } from './frame.ts';
import type { OutgoingFile, TransferProgress } from './transfer.ts';
import { Wire, abandon, saysCancel } from './wire.ts';

/** Time for a person to start the receiver by hand. */
const START_MS = 60_000;
const ANSWER_MS = 10_000;
const SECOND_CAN_MS = 1000;
const C_ALONE_MS = 200;
const NEXT_C_MS = 5000;

/** Receivers give a block up after 10 tries or so. */
const MOST_TRIES = 16;
const MOST_SILENCES = 6;

/**
 * A NAK that comes sooner than this is about this block. One that comes later may be about a lost
 * acknowledgement: no receiver waits less for the next block (lrzsz: 5 s, Forsberg: 10 s).
 */
const PROMPT_MS = 4500;

/** Rejections after which a large block is cut, and small blocks at the first try after which it is tried again. */
const REJECTIONS = 2;
const PASSED = 32;

/** What is longer than any answer is the other side's console speaking again. */
const SPEECH = 4;

type Answer = 'ack' | 'nak' | 'c' | 'noise' | 'speech' | 'silence';

/**
 * `progress` tells acknowledged bytes. What arrives after the last answer stays on the line.
 *
 * Errors: `transfer-silent`, `transfer-noisy`, `transfer-cancelled`, `pbx-line-dropped`, `line-stalled`, the reason of
 * an aborted signal. After each of them the transfer is cancelled and the line quiet: a second try is a new start.
 */
export async function sendFile(
  line: ByteLine,
  file: OutgoingFile,
  progress: TransferProgress,
  signal: AbortSignal,
): Promise<void> {
  const wire = new Wire(line, signal);
  const sender = new Sender(wire);
  try {
    await sender.awaitReceiver();
    if (file.protocol === 'ymodem') await sender.header(nameAndLength(file));
    await sender.data(file.bytes, file.protocol === 'xmodem' ? SMALL : LARGE, progress);
    await sender.end(Uint8Array.of(EOT));
    if (file.protocol === 'ymodem') await sender.endOfBatch();
    wire.release();
  } catch (error) {
    await abandon(line);
    throw error;
  }
}

/** Block 0 of a YMODEM file: name, NUL, length in decimal digits (Forsberg, section 5). */
function nameAndLength({ name, bytes }: OutgoingFile): Uint8Array {
  const safe = name.replaceAll(/[^\x21-\x7e]|[/\\]/g, '_').slice(0, 64);
  return new TextEncoder().encode(`${safe}\0${bytes.length}`);
}

class Sender {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The receiver's `C`, which stands alone: a console says words with a C in them before. */
  async awaitReceiver(): Promise<void> {
    const until = performance.now() + START_MS;
    while (performance.now() < until) {
      const byte = await this.#wire.byte(until - performance.now());
      if (byte === CAN) await this.#secondCan();
      if (byte !== WANT_CRC) continue;
      const next = await this.#wire.ahead(1, C_ALONE_MS);
      if (next.length === 0 || next[0] === WANT_CRC) return;
    }
    throw new SwitchbookError('transfer-silent', { value: this.#wire.address, params: { phase: 'start' } });
  }

  async header(text: Uint8Array): Promise<void> {
    await this.#untilTaken(block(0, text, SMALL, 0), true);
    await this.#awaitNextC();
  }

  async data(bytes: Uint8Array, largest: number, progress: TransferProgress): Promise<void> {
    let size = largest;
    let passed = 0;
    let number = 1;
    progress(0, bytes.length);
    for (let at = 0; at < bytes.length;) {
      // What is left may fill a large block badly; small ones hold it with less filling.
      const length = size === LARGE && bytes.length - at > LARGE - SMALL ? LARGE : SMALL;
      const data = bytes.subarray(at, at + length);
      const tries = await this.#untilTaken(block(number & 255, data, length, SUB), number === 1);
      if (tries === null) {
        size = SMALL;
        passed = 0;
        continue;
      }
      at += data.length;
      number++;
      passed = tries === 1 ? passed + 1 : 0;
      if (passed >= PASSED) size = largest;
      progress(at, bytes.length);
    }
  }

  /** EOT, and the empty block that ends a batch: done when acknowledged, or when the console speaks again. */
  async end(bytes: Uint8Array): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      this.#wire.discard();
      await this.#wire.write(bytes);
      const answer = await this.#answer();
      if (answer === 'ack' || answer === 'speech') return;
      if (answer === 'silence' && tries >= MOST_SILENCES) throw this.#silent();
    }
    throw this.#noisy();
  }

  async endOfBatch(): Promise<void> {
    await this.#awaitNextC();
    await this.end(block(0, new Uint8Array(), SMALL, 0));
  }

  /** Its `C` may have been lost: the receiver is ready all the same. */
  async #awaitNextC(): Promise<void> {
    const until = performance.now() + NEXT_C_MS;
    for (;;) {
      const byte = await this.#wire.byte(Math.max(0, until - performance.now()));
      if (byte === CAN) await this.#secondCan();
      if (byte === null || byte === WANT_CRC) return;
    }
  }

  /**
   * The number of tries, or null for a large block that was certainly rejected again and again. Only then may
   * its data go out in other blocks: had the receiver taken it and its ACK been lost, the first of them
   * would be a repetition to it, and the rest would be in the file twice.
   */
  async #untilTaken(bytes: Uint8Array, first: boolean): Promise<number | null> {
    let certain = true;
    let silences = 0;
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      await this.#send(bytes);
      const sent = performance.now();
      const answer = await this.#answer();
      if (answer === 'ack') return tries;
      // Until a block has passed, lrzsz rejects with C; never after it, so that a late one is certain too.
      const rejected = first && answer === 'c';
      certain &&= rejected || (answer === 'nak' && performance.now() - sent < PROMPT_MS);
      silences = answer === 'silence' ? silences + 1 : 0;
      if (silences >= MOST_SILENCES) throw this.#silent();
      if (certain && tries >= REJECTIONS && bytes.length > LARGE) return null;
    }
    throw this.#noisy();
  }

  /**
   * A block can only be answered once its last byte has gone: what arrived until then is an answer that the
   * line doubled, and taken for this block's it would put the sender a block ahead.
   */
  async #send(bytes: Uint8Array): Promise<void> {
    await this.#wire.write(bytes.subarray(0, -1));
    this.#wire.discard();
    await this.#wire.write(bytes.subarray(-1));
  }

  async #answer(): Promise<Answer> {
    const byte = await this.#wire.byte(ANSWER_MS);
    switch (byte) {
      case null:
        return 'silence';
      case ACK:
        return 'ack';
      case NAK:
        return 'nak';
      case WANT_CRC:
        return 'c';
      case CAN:
        await this.#secondCan();
        return 'noise';
      default: {
        const more = await this.#wire.quiet();
        if (saysCancel(more)) throw this.#cancelled();
        if (more.length < SPEECH) return 'noise';
        this.#wire.unread(Uint8Array.of(byte, ...more));
        return 'speech';
      }
    }
  }

  /** One CAN may be noise, two in a row are none. */
  async #secondCan(): Promise<void> {
    const [next] = await this.#wire.ahead(1, SECOND_CAN_MS);
    if (next === CAN) throw this.#cancelled();
  }

  #cancelled(): SwitchbookError {
    return new SwitchbookError('transfer-cancelled', { value: this.#wire.address });
  }

  #silent(): SwitchbookError {
    return new SwitchbookError('transfer-silent', { value: this.#wire.address, params: { phase: 'during' } });
  }

  #noisy(): SwitchbookError {
    return new SwitchbookError('transfer-noisy', {
      value: this.#wire.address,
      params: { count: MOST_TRIES },
    });
  }
}
