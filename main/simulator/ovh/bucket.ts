/** The limit of the rate: a bucket for each consumer key (docs/protocols/ovh.md, section 5). */
import { Refusal } from './answer.ts';

export class Buckets {
  readonly #perMinute: number;
  readonly #levels = new Map<string, { left: number; at: number }>();

  /** 0: no limit. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Throws the refusal that says how long to wait. `now`: milliseconds. */
  take(key: string, now: number): void {
    if (this.#perMinute === 0) return;
    const perMillisecond = this.#perMinute / 60_000;
    const { left, at } = this.#levels.get(key) ?? { left: this.#perMinute, at: now };
    const filled = Math.min(this.#perMinute, left + (now - at) * perMillisecond);
    this.#levels.set(key, { left: filled < 1 ? filled : filled - 1, at: now });
    if (filled >= 1) return;
    const seconds = Math.max(1, Math.ceil((1 - filled) / perMillisecond / 1000));
    throw new Refusal(
      429,
      { class: 'Client::TooManyRequests', message: 'Too many requests' },
      { 'retry-after': String(seconds) },
    );
  }
}
