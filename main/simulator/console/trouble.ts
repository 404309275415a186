/** Carries out the faults of the line; one for all connections, so that every count runs since the start. */
import { dice } from '../commander/people.ts';
import type { ConsoleFaults } from './faults.ts';

const DAMAGE = 64;
const MOST_NOISE = 8;

export class Trouble {
  readonly #faults: ConsoleFaults;
  readonly #roll: () => number;
  readonly #counts = { silence: 0, truncate: 0, corrupt: 0, edit: 0 };
  #bytes = 0;
  #blocks = 0;

  /** The same seed makes the same trouble. */
  constructor(faults: ConsoleFaults, seed: number) {
    this.#faults = faults;
    this.#roll = dice(seed);
  }

  /** Milliseconds before each answer. */
  get delay(): number {
    return this.#faults.delay;
  }

  /** Counts one more command, export or import: is this the one? */
  strikes(fault: keyof ConsoleFaults['at']): boolean {
    this.#counts[fault]++;
    return this.#faults.at[fault].has(this.#counts[fault]);
  }

  /** What arrives of `bytes`. */
  damage(bytes: Buffer): Buffer {
    const { lose, double, flip } = this.#faults.rates;
    if (lose + double + flip === 0) return bytes;
    const arrived: number[] = [];
    for (const byte of bytes) {
      if (this.#roll() < lose) continue;
      const turned = this.#roll() < flip ? byte ^ (1 << Math.floor(this.#roll() * 8)) : byte;
      arrived.push(turned);
      if (this.#roll() < double) arrived.push(turned);
    }
    return Buffer.from(arrived);
  }

  /** How many of `wanted` more bytes pass before the line drops; all of them where it does not. */
  passing(wanted: number): number {
    const { cut } = this.#faults;
    const before = this.#bytes;
    this.#bytes += wanted;
    return cut?.unit === 'byte' && before <= cut.count && cut.count < this.#bytes
      ? cut.count - before
      : wanted;
  }

  /** Counts one more block: does the line drop at it? */
  cutsBlock(): boolean {
    const { cut } = this.#faults;
    this.#blocks++;
    return cut?.unit === 'block' && cut.count === this.#blocks;
  }

  noise(): Buffer {
    if (!this.#faults.noise) return Buffer.alloc(0);
    const length = 1 + Math.floor(this.#roll() * MOST_NOISE);
    return Buffer.from(Array.from({ length }, () => 0x80 + Math.floor(this.#roll() * 0x80)));
  }

  /** An export as the faults leave it. */
  spoil(file: Buffer): Buffer {
    const [cutShort, corrupt] = [this.strikes('truncate'), this.strikes('corrupt')];
    const middle = Math.floor(file.length / 2);
    const spoilt = Buffer.from(cutShort ? file.subarray(0, middle) : file);
    if (corrupt) {
      const from = Math.max(0, Math.floor((spoilt.length - DAMAGE) / 2));
      for (let i = from; i < Math.min(spoilt.length, from + DAMAGE); i++) {
        spoilt[i] = Math.floor(this.#roll() * 256);
      }
    }
    return spoilt;
  }
}
