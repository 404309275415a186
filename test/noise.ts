/** A line that flips, loses and doubles bytes, the same ones for the same seed. */
export interface Noise {
  /** One byte in so many is hit; 0 for a clean line. */
  oneIn: number;
  seed: number;
}

/** Tells for bytes that pass what comes out at the other end. */
export function noisy({ oneIn, seed }: Noise): (bytes: Uint8Array) => Uint8Array {
  const random = generator(seed);
  return (bytes) => {
    const out: number[] = [];
    for (const byte of bytes) {
      if (oneIn === 0 || random() * oneIn >= 1) out.push(byte);
      else {
        const fault = Math.floor(random() * 3);
        if (fault === 0) out.push(byte ^ (1 + Math.floor(random() * 255)));
        if (fault === 1) out.push(byte, byte);
      }
    }
    return Uint8Array.from(out);
  };
}

/** Numbers from 0 to 1, by mulberry32. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
