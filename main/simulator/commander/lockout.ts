/**
 * Blocks an account or an address after its 3rd failure for 60 s, longer after each further 3 (vendor's
 * concept page of the Configuration Manager; the longer times are an assumption: doubled up to an hour).
 */
const TRIES = 3;
const FIRST_BLOCK = 60;
const LONGEST_BLOCK = 3600;
const MOST_KEYS = 1000;

interface Record {
  failures: number;
  /** Milliseconds since the epoch. */
  blockedUntil: number;
}

export class Lockout {
  readonly #records = new Map<string, Record>();
  #everybodyUntil = 0;

  /** Seconds that `key` is still blocked, 0 if it is not. */
  blocked(key: string, now: number): number {
    const until = Math.max(this.#everybodyUntil, this.#records.get(key)?.blockedUntil ?? 0);
    return Math.max(0, Math.ceil((until - now) / 1000));
  }

  fail(key: string, now: number): void {
    const failures = (this.#records.get(key)?.failures ?? 0) + 1;
    const rounds = failures % TRIES === 0 ? failures / TRIES : 0;
    const seconds = rounds === 0 ? 0 : Math.min(LONGEST_BLOCK, FIRST_BLOCK * 2 ** (rounds - 1));
    this.#records.delete(key);
    this.#records.set(key, { failures, blockedUntil: now + seconds * 1000 });
    for (const [oldest] of this.#records) {
      if (this.#records.size <= MOST_KEYS) break;
      this.#records.delete(oldest);
    }
  }

  /** Takes one failure back: what looked like a blind try has turned out to be half of a login. */
  forgive(key: string): void {
    const record = this.#records.get(key);
    if (record !== undefined && record.failures > 0) {
      this.#records.set(key, { failures: record.failures - 1, blockedUntil: 0 });
    }
  }

  succeed(key: string): void {
    this.#records.delete(key);
  }

  blockEverybody(seconds: number, now: number): void {
    this.#everybodyUntil = now + seconds * 1000;
  }
}
