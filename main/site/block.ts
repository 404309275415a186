/** Contacts of neighbouring ids as one text that is searched at once: bytes are searched faster than strings. */

/** Ids a block: few enough that one edited contact costs a millisecond, enough to search at full speed. */
export const IDS = 256;
/** The block that an id stands in. */
export const blockOf = (id: number): number => Math.floor(id / IDS);

/** Every term must be held, each in one of its spellings, which are UTF-8. */
export type Needles = readonly (readonly Buffer[])[];

export class Block {
  readonly #first: number;
  readonly #bytes: Buffer;
  /** Where the text of each id ends, its mark included; that of nobody ends where it begins. */
  readonly #ends = new Uint32Array(IDS);

  /** `first`: its first id. `ids`: of those whose texts stand in `text`, in order. */
  constructor(first: number, ids: readonly number[], text: string) {
    this.#first = first;
    this.#bytes = Buffer.from(text);
    let [next, end] = [0, 0];
    for (const id of ids) {
      this.#ends.fill(end, next, id - first);
      end = this.#bytes.indexOf(0, end) + 1;
      next = id - first;
      this.#ends[next] = end;
      next += 1;
    }
    this.#ends.fill(end, next);
  }

  /** Whether this one contact holds every term. */
  holds(id: number, needles: Needles): boolean {
    const index = id - this.#first;
    const from = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    const to = this.#ends[index] ?? 0;
    return needles.every((spellings) =>
      spellings.some((spelling) => isWithin(this.#bytes, from, to, spelling)),
    );
  }

  /** Adds the ids of those that hold every term. */
  search(needles: Needles, found: number[]): void {
    /** How many terms each contact holds, as long as it lacks none. */
    let held: Uint16Array | null = null;
    for (const [term, spellings] of needles.entries()) {
      for (const spelling of spellings) {
        let start = 0;
        for (let index = 0; index < IDS; index++) {
          const at = this.#bytes.indexOf(spelling, start);
          if (at === -1) break;
          while ((this.#ends[index] ?? Infinity) <= at) index += 1;
          held ??= new Uint16Array(IDS);
          if (held[index] === term) held[index] = term + 1;
          start = this.#ends[index] ?? Infinity;
        }
      }
      if (held === null) return;
    }
    for (let index = 0; index < IDS; index++) {
      if (held?.[index] === needles.length) found.push(this.#first + index);
    }
  }
}

/** As `indexOf`, which takes longer to be called than one contact takes to be searched. */
function isWithin(bytes: Buffer, from: number, to: number, part: Buffer): boolean {
  const [head] = part;
  for (let start = from; start <= to - part.length; start++) {
    if (bytes[start] !== head) continue;
    let length = 1;
    while (length < part.length && bytes[start + length] === part[length]) length += 1;
    if (length === part.length) return true;
  }
  return false;
}
