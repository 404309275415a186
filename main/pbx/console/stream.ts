/** A line over a stream of Node: a serial port or a socket. */
import type { Duplex } from 'node:stream';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ByteLine } from './line.ts';

/** What arrives and is not read is kept up to here, then the stream is told to wait. */
const MOST_HELD = 256 * 1024;

/** A piece and how long it may take: 1024 bytes are 34 s at 300 baud. */
const PIECE_BYTES = 1024;
const PIECE_MS = 60_000;

const CLOSE_MS = 3000;

export interface LineStream {
  stream: Duplex;
  /** What arrived, without what is not data (telnet). */
  decode?(bytes: Uint8Array): Uint8Array;
  encode?(bytes: Uint8Array): Uint8Array;
  /** Resolves when what was written is on the wire. */
  drain?(): Promise<void>;
  /** Lets go; may wait for ever. */
  release(): Promise<void>;
}

export class StreamLine implements ByteLine {
  readonly address: string;
  readonly #under: LineStream;
  readonly #arrived: Uint8Array[] = [];
  readonly #dropped = new AbortController();
  #held = 0;
  #wake: () => void = () => undefined;

  constructor(address: string, under: LineStream) {
    this.address = address;
    this.#under = under;
    const drop = (cause?: unknown): void => {
      this.#dropped.abort(new SwitchbookError('pbx-line-dropped', { value: address }, { cause }));
      this.#wake();
    };
    under.stream
      .on('data', (chunk: Uint8Array) => this.#take(under.decode?.(chunk) ?? chunk))
      .on('error', drop)
      .on('end', drop)
      .on('close', drop);
  }

  async read(timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array | null> {
    signal?.throwIfAborted();
    if (this.#held === 0 && !this.#dropped.signal.aborted) await this.#arrival(timeoutMs, signal);
    const first = this.#arrived.shift();
    if (first === undefined) {
      this.#dropped.signal.throwIfAborted();
      return null;
    }
    this.#held -= first.length;
    if (this.#held < MOST_HELD) this.#under.stream.resume();
    return first;
  }

  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#arrived.unshift(bytes);
    this.#held += bytes.length;
  }

  async write(bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await this.#within(this.#send(this.#under.encode?.(piece) ?? piece), signal);
    }
  }

  discard(): void {
    this.#arrived.length = 0;
    this.#held = 0;
    this.#under.stream.resume();
  }

  async close(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
    await Promise.race([this.#under.release().catch(() => undefined), late]);
    this.#under.stream.destroy();
  }

  #take(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#arrived.push(bytes);
    this.#held += bytes.length;
    if (this.#held >= MOST_HELD) this.#under.stream.pause();
    this.#wake();
  }

  #arrival(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        resolve();
      };
      const aborted = (): void => {
        clearTimeout(timer);
        reject(asError(signal?.reason));
      };
      const timer = setTimeout(done, timeoutMs);
      signal?.addEventListener('abort', aborted, { once: true });
      this.#wake = done;
    });
  }

  /** Whatever goes wrong between here and the wire, the line is gone. */
  async #send(piece: Uint8Array): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) =>
        this.#under.stream.write(piece, (error) => (error ? reject(error) : resolve())),
      );
      await this.#under.drain?.();
    } catch (cause) {
      throw new SwitchbookError('pbx-line-dropped', { value: this.address }, { cause });
    }
  }

  /** The work, or the first of: the line drops, the person cancels, time is up. */
  async #within(work: Promise<void>, signal?: AbortSignal): Promise<void> {
    const stalled = new AbortController();
    const timer = setTimeout(
      () => stalled.abort(new SwitchbookError('line-stalled', { value: this.address })),
      PIECE_MS,
    );
    const ends = AbortSignal.any([this.#dropped.signal, stalled.signal, ...(signal ? [signal] : [])]);
    try {
      await new Promise<void>((resolve, reject) => {
        if (ends.aborted) reject(asError(ends.reason));
        ends.addEventListener('abort', () => reject(asError(ends.reason)), { once: true });
        work.then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What a signal was aborted with. */
export const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(String(reason));
