/** The line as a transfer reads it: byte by byte, until it is quiet; what follows the transfer is given back. */
import type { ByteLine } from '../line.ts';
import { CANCEL, WANT_CRC } from './frame.ts';

/** Longer than the gaps that adapters and device servers make, shorter than anybody waits for an answer. */
const QUIET_MS = 150;

/** A line that babbles is not listened to for ever. */
const LONGEST_NOISE_MS = 10_000;
const MOST_HEARD = 64 * 1024;

/** A side that is inside a block notices after a second or two that it does not go on, then answers. */
const CANCEL_MS = 2500;
const CANCELS = 3;

export class Wire {
  readonly #line: ByteLine;
  readonly #signal: AbortSignal | undefined;
  #arrived: Uint8Array = new Uint8Array();

  constructor(line: ByteLine, signal?: AbortSignal) {
    this.#line = line;
    this.#signal = signal;
  }

  get address(): string {
    return this.#line.address;
  }

  /** The next byte, or null when none comes in time. */
  async byte(timeoutMs: number): Promise<number | null> {
    if (!(await this.#some(timeoutMs))) return null;
    const [first = 0] = this.#arrived;
    this.#arrived = this.#arrived.subarray(1);
    return first;
  }

  /** So many bytes, or null when a gap between two of them is too long; those that came are then gone. */
  async bytes(count: number, gapMs: number): Promise<Uint8Array | null> {
    const all = new Uint8Array(count);
    for (let at = 0; at < count;) {
      if (!(await this.#some(gapMs))) return null;
      const part = this.#arrived.subarray(0, count - at);
      all.set(part, at);
      at += part.length;
      this.#arrived = this.#arrived.subarray(part.length);
    }
    return all;
  }

  /** Up to so many bytes that are there within the time, which stay to be read. */
  async ahead(count: number, timeoutMs: number): Promise<Uint8Array> {
    const until = performance.now() + timeoutMs;
    while (this.#arrived.length < count) {
      const more = await this.#line.read(Math.max(0, until - performance.now()), this.#signal);
      if (more === null) break;
      this.#arrived = joined(this.#arrived, more);
    }
    return this.#arrived.subarray(0, count);
  }

  /** Waits until nothing comes any more; answers what came meanwhile, the first 64 KiB of it. */
  async quiet(firstMs = QUIET_MS): Promise<Uint8Array> {
    const until = performance.now() + LONGEST_NOISE_MS;
    let heard: Uint8Array = new Uint8Array();
    for (let wait = firstMs; performance.now() < until && (await this.#some(wait)); wait = QUIET_MS) {
      heard = joined(heard, this.#arrived.subarray(0, MOST_HEARD - heard.length));
      this.#arrived = new Uint8Array();
    }
    return heard;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#line.write(bytes, this.#signal);
  }

  /** Drops what arrived before now. */
  discard(): void {
    this.#arrived = new Uint8Array();
    this.#line.discard();
  }

  /** Puts bytes back in front of what comes next. */
  unread(bytes: Uint8Array): void {
    this.#arrived = joined(bytes, this.#arrived);
  }

  /** Leaves to the line what the transfer did not read. */
  release(): void {
    this.#line.unread(this.#arrived);
    this.#arrived = new Uint8Array();
  }

  async #some(timeoutMs: number): Promise<boolean> {
    if (this.#arrived.length === 0) {
      this.#arrived = (await this.#line.read(timeoutMs, this.#signal)) ?? this.#arrived;
    }
    return this.#arrived.length > 0;
  }
}

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
};

/** Whether a run of CANs stands among these bytes: two may be data of a damaged block, five are none. */
export const saysCancel = (bytes: Uint8Array): boolean => latin1.decode(bytes).includes('\x18'.repeat(5));

/** Words of a console, which is what speaks when no transfer goes on; `C` and control bytes belong to one. */
const isConsole = (bytes: Uint8Array): boolean =>
  bytes.length > 1 &&
  bytes.every((byte) => byte >= 0x20 || WHITE.has(byte)) &&
  bytes.some((byte) => byte !== WANT_CRC);

/** Backspace, tab, line feed, carriage return, and what colours begin with. */
const WHITE = new Set([0x08, 0x09, 0x0a, 0x0d, 0x1b]);

const latin1 = new TextDecoder('latin1');

/** Ends a transfer that failed, so that the next one finds a quiet line. Never throws. */
export async function abandon(line: ByteLine): Promise<void> {
  try {
    const wire = new Wire(line);
    wire.discard();
    for (let tries = 0; tries < CANCELS; tries++) {
      await wire.write(CANCEL);
      const heard = await wire.quiet(CANCEL_MS);
      if (heard.length === 0 || isConsole(heard) || saysCancel(heard)) return;
    }
  } catch {
    // The line is gone: there is nothing to end.
  }
}
