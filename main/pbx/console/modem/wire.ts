/** The line as a transfer reads it: byte by byte, until it is quiet; what follows the transfer is given back. */
import type { ByteLine } from '../line.ts';
import { CANCEL } from './frame.ts';

/** Longer than the gaps that adapters and device servers make, shorter than anybody waits for an answer. */
const QUIET_MS = 150;

/** A line that babbles is not listened to for ever. */
const LONGEST_NOISE_MS = 10_000;

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

  /** Waits until nothing comes any more; answers the first bytes of what came meanwhile, up to `keep`. */
  async quiet(keep = 0): Promise<Uint8Array> {
    const until = performance.now() + LONGEST_NOISE_MS;
    let kept: Uint8Array = new Uint8Array();
    while (performance.now() < until && (await this.#some(QUIET_MS))) {
      kept = joined(kept, this.#arrived.subarray(0, keep - kept.length));
      this.#arrived = new Uint8Array();
    }
    return kept;
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

/** Ends a transfer that failed, so that the next one finds a quiet line. Never throws. */
export async function abandon(line: ByteLine): Promise<void> {
  try {
    const wire = new Wire(line);
    wire.discard();
    await wire.write(CANCEL);
    await wire.quiet();
  } catch {
    // The line is gone: there is nothing to end.
  }
}
