/**
 * No more requests than the provider finds fair: about 60 a minute for each consumer key is safe
 * (`ovh/python-ovh` issue 81). A burst may use the whole minute at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export const PER_MINUTE = 60;
const MINUTE = 60_000;

export class Pace {
  readonly #most: number;
  readonly #span: number;
  /** When the latest requests went, the oldest first. */
  readonly #sent: number[] = [];
  #queue: Promise<void> = Promise.resolve();

  /** @param span Milliseconds in which `most` requests may go. */
  constructor(most = PER_MINUTE, span = MINUTE) {
    this.#most = most;
    this.#span = span;
  }

  /** Waits until the next request may go. Rejects when `signal` ends. */
  turn(signal: AbortSignal): Promise<void> {
    const mine = this.#queue.then(() => this.#wait(signal));
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const isFull = this.#sent.length >= this.#most;
    const rest = isFull ? (this.#sent[0] ?? 0) + this.#span - performance.now() : 0;
    if (rest > 0) await sleep(rest, undefined, { signal });
    signal.throwIfAborted();
    if (isFull) this.#sent.shift();
    this.#sent.push(performance.now());
  }
}

const paces = new Map<string, Pace>();

/** One pace for a consumer key, however many connections use it. */
export function paceOf(consumer: string): Pace {
  const pace = paces.get(consumer) ?? new Pace();
  paces.set(consumer, pace);
  return pace;
}
