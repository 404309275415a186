/**
 * Who may stand in the address book twice. Contacts that share a number, an e-mail address or a similar name are
 * compared, and nobody else: the time grows with the contacts, not with their pairs. Deterministic.
 */
import { evidence, nameKeyOf, type Holders, type Reason } from './evidence.ts';
import { nameKeys, profileOf, type Profile } from './profile.ts';
import { setsOf } from './sets.ts';

/** Below this it is not worth a look. */
export const LEAST_SCORE = 25;

export interface DuplicateSet {
  /** In ascending order. */
  ids: number[];
  score: number;
  /** What all of it rests on, each once. */
  reasons: Reason[];
}

export interface Pair {
  one: number;
  other: number;
  score: number;
  reasons: Reason[];
}

/** Up to so many are compared with each other. */
const FEW = 12;
/**
 * More are sorted by name and compared with so many neighbours each (the sorted neighbourhood method: Hernández
 * and Stolfo, 1995): a switchboard of 5 000 people has 12 million pairs.
 */
const NEIGHBOURS = 8;

export class DuplicateSearch {
  readonly #profiles: Profile[] = [];
  /** Of most keys there is one contact only: that one needs no list. */
  readonly #numbers = new Map<string, number | number[]>();
  readonly #emails = new Map<string, number | number[]>();
  readonly #names = new Map<string, number | number[]>();
  readonly #fullNames = new Map<string, number>();

  add(contact: Parameters<typeof profileOf>[0]): void {
    const profile = profileOf(contact);
    const place = this.#profiles.push(profile) - 1;
    for (const key of profile.numbers.keys()) put(this.#numbers, key, place);
    for (const email of profile.emails) put(this.#emails, email, place);
    for (const key of nameKeys(profile.name)) put(this.#names, key, place);
    if (profile.name.words.length === 0) return;
    const full = nameKeyOf(profile);
    this.#fullNames.set(full, (this.#fullNames.get(full) ?? 0) + 1);
  }

  /**
   * The likeliest first. `areDistinct`: somebody has said that these are two. Stops for a moment now and then,
   * saying how many of how many steps are done.
   */
  *sets(
    areDistinct: (one: number, other: number) => boolean,
  ): Generator<{ done: number; total: number }, DuplicateSet[]> {
    const holders: Holders = {
      ofNumber: (key) => sizeOf(this.#numbers.get(key)),
      ofEmail: (key) => sizeOf(this.#emails.get(key)),
      ofName: (key) => this.#fullNames.get(key) ?? 0,
    };
    const looked = new Set<number>();
    const pairs: Pair[] = [];
    const total = this.#numbers.size + this.#emails.size + this.#names.size;
    let done = 0;
    for (const blocks of [this.#numbers, this.#emails, this.#names]) {
      for (const block of blocks.values()) {
        if (done++ % 4096 === 0) yield { done, total };
        if (typeof block === 'number') continue;
        for (const [a, b] of this.#pairsOf(block)) {
          const key = a < b ? a * this.#profiles.length + b : b * this.#profiles.length + a;
          if (looked.has(key)) continue;
          looked.add(key);
          const pair = this.#compared(a, b, holders);
          if (pair !== null && !areDistinct(pair.one, pair.other)) pairs.push(pair);
        }
      }
    }
    return setsOf(pairs);
  }

  *#pairsOf(block: readonly number[]): Generator<[number, number]> {
    const reach = block.length <= FEW ? block.length : NEIGHBOURS;
    const inOrder = block.length <= FEW ? block : this.#byName(block);
    for (const [i, one] of inOrder.entries()) {
      for (const other of inOrder.slice(i + 1, i + 1 + reach)) yield [one, other];
    }
  }

  /** By name, company and id, whatever order they were added in. */
  #byName(block: readonly number[]): number[] {
    const keyed = block.flatMap((place) => {
      const profile = this.#profiles[place];
      return profile === undefined
        ? []
        : [{ place, id: profile.id, key: `${nameKeyOf(profile)}\n${profile.company}` }];
    });
    keyed.sort((a, b) => (a.key === b.key ? a.id - b.id : a.key < b.key ? -1 : 1));
    return keyed.map(({ place }) => place);
  }

  #compared(a: number, b: number, holders: Holders): Pair | null {
    const [first, second] = [this.#profiles[a], this.#profiles[b]];
    if (first === undefined || second === undefined) return null;
    const [one, other] = first.id < second.id ? [first, second] : [second, first];
    const { score, reasons } = evidence(one, other, holders);
    return score < LEAST_SCORE ? null : { one: one.id, other: other.id, score, reasons };
  }
}

function put(blocks: Map<string, number | number[]>, key: string, place: number): void {
  const known = blocks.get(key);
  if (known === undefined) blocks.set(key, place);
  else if (typeof known === 'number') blocks.set(key, [known, place]);
  else known.push(place);
}

const sizeOf = (block: number | readonly number[] | undefined): number =>
  typeof block === 'object' ? block.length : block === undefined ? 0 : 1;
