/** A JPEG file taken apart: ITU-T T.81, annex B. */

export interface Segment {
  marker: number;
  /** Where its 0xff stands. */
  start: number;
  /** A scan ends with its last byte of pixels. */
  end: number;
}

const START_OF_SCAN = 0xda;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/**
 * From the start of the picture to its end; what stands behind the end is no part of it. Stops where the rules
 * are broken. Linear in the length.
 */
export function* segmentsOf(data: Uint8Array): Generator<Segment> {
  let at = 0;
  while (data[at] === 0xff) {
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      // Bytes may be filled up before a marker.
      at += 1;
      continue;
    }
    const alone = marker === START_OF_IMAGE || marker === END_OF_IMAGE || isRestart(marker);
    const length = alone ? 0 : (data[at + 2] ?? 0) * 256 + (data[at + 3] ?? 0);
    const end = at + 2 + length;
    if ((!alone && length < 2) || end > data.length) return;
    const last = marker === START_OF_SCAN ? endOfPixels(data, end) : end;
    yield { marker, start: at, end: last };
    if (marker === END_OF_IMAGE) return;
    at = last;
  }
}

/** In pixels 0xff is followed by 0 or by the marker of a restart; everything else begins the next segment. */
function endOfPixels(data: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = data.indexOf(0xff, at);
    if (at < 0) return data.length;
    const next = data[at + 1];
    if (next === undefined) return data.length;
    if (next !== 0 && !isRestart(next)) return at;
    at += 2;
  }
}

/** A frame's header: all of 0xc0 to 0xcf but the tables and the reserved one among them. */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Whether a segment's content begins with these letters and a zero byte. */
export const isNamed = (data: Uint8Array, { start, end }: Segment, name: string): boolean =>
  end - start >= 5 + name.length &&
  String.fromCharCode(...data.subarray(start + 4, start + 5 + name.length)) === `${name}\0`;
