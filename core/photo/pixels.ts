/** Pixels as decoders give them: red, green, blue and alpha, row by row. */
import { liesOnSide, type Orientation } from './orientation.ts';

export interface Pixels {
  width: number;
  height: number;
  /** Four bytes a pixel. */
  data: Uint8Array;
}

/** As the picture was seen when it was taken. */
export function upright(pixels: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return pixels;
  const { width, height } = pixels;
  const from = new Uint32Array(pixels.data.slice().buffer);
  const to = new Uint32Array(from.length);
  const [across, down] = liesOnSide(orientation) ? [height, width] : [width, height];
  const source = SOURCES[orientation];
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      to[y * across + x] = from[source(x, y, width - 1, height - 1, width)] ?? 0;
    }
  }
  return { width: across, height: down, data: new Uint8Array(to.buffer) };
}

type Source = (x: number, y: number, right: number, bottom: number, width: number) => number;

/** Where a pixel of the upright picture is stored. `right`, `bottom`: the last column and row there. */
const SOURCES: Record<Orientation, Source> = {
  1: (x, y, _right, _bottom, width) => y * width + x,
  2: (x, y, right, _bottom, width) => y * width + right - x,
  3: (x, y, right, bottom, width) => (bottom - y) * width + right - x,
  4: (x, y, _right, bottom, width) => (bottom - y) * width + x,
  5: (x, y, _right, _bottom, width) => x * width + y,
  6: (x, y, _right, bottom, width) => (bottom - x) * width + y,
  7: (x, y, right, bottom, width) => (bottom - x) * width + right - y,
  8: (x, y, right, _bottom, width) => x * width + right - y,
};

export function isTransparent({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 255) return true;
  return false;
}

/** What shines through is white. */
export function onWhite({ width, height, data }: Pixels): Pixels {
  const opaque = Uint8Array.from(data);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 255) / 255;
    for (let i = at; i < at + 3; i++) opaque[i] = Math.round((data[i] ?? 0) * alpha + 255 * (1 - alpha));
    opaque[at + 3] = 255;
  }
  return { width, height, data: opaque };
}
