/** The simulated API as its parts see it. */
import type { Store } from './store.ts';

export interface World {
  readonly store: Store;
  /** Milliseconds since 1970 by the clock of the simulated server. */
  readonly now: () => number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Milliseconds that each state of a task lasts. */
  readonly step: number;
  /** Milliseconds that an address of an export is good for. */
  readonly addressLife: number;
  /** Milliseconds that a request to change contacts waits for its answers. */
  readonly requestLife: number;
}

/** ISO 8601 with offset, as the API writes dates. */
export const dateOf = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00');

export const dateOrNull = (time: number | null): string | null => (time === null ? null : dateOf(time));
