/**
 * A screenshot with a palette, at some 40 % of its size: the colours that are there most stay as they are, and those
 * of small things that stand out; the few per cent of others, on the edges of letters, become the nearest of them. PNG as in https://www.w3.org/TR/png-3/
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;
/** By their number; the rest of 256 by how much they stand out, so that a small red dot stays red. */
const COMMON = 192;
const COLOURS = 256;
/** Bytes of a pixel by colour type: RGB and RGBA. */
const SAMPLES: Record<number, number> = { 2: 3, 6: 4 };

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield {
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    };
    at += 12 + length;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`\0\0\0\0${type}`, 'latin1');
  head.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data, crc32(head.subarray(4))));
  return Buffer.concat([head, data, sum]);
}

/** PNG specification, 9.4: the prediction that was subtracted, from the neighbours left, above, and above left. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [left, above, corner].map((one) => Math.abs(left + above - corner - one));
  if (a === undefined || b === undefined || c === undefined) return 0;
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Samples row by row, without filters. */
function unfiltered(raw: Buffer, width: number, height: number, samples: number): Buffer {
  const line = width * samples;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x++) {
      const at = y * line + x;
      const left = x < samples ? 0 : (pixels[at - samples] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - line] ?? 0);
      const corner = x < samples || y === 0 ? 0 : (pixels[at - line - samples] ?? 0);
      pixels[at] = ((raw[at + y + 1] ?? 0) + predicted(filter, left, above, corner)) & 255;
    }
  }
  return pixels;
}

const distance = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, bit) => sum + (((one >> bit) & 255) - ((other >> bit) & 255)) ** 2, 0);

function paletteOf(counts: ReadonlyMap<number, number>): number[] {
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const palette = sorted.slice(0, COMMON).map(([colour]) => colour);
  let rest = sorted.slice(COMMON).map(([colour, count]) => ({
    colour,
    count,
    away: Math.min(...palette.map((one) => distance(one, colour))),
  }));
  while (palette.length < COLOURS && rest.length > 0) {
    const next = rest.reduce((one, other) => (other.away * other.count > one.away * one.count ? other : one));
    palette.push(next.colour);
    rest = rest
      .filter((one) => one !== next)
      .map((one) => ({ ...one, away: Math.min(one.away, distance(one.colour, next.colour)) }));
  }
  return palette;
}

/** `png`: 8 bits a sample, not interlaced, as browsers make it. */
export function smallPng(png: Buffer): Buffer {
  const chunks = [...chunksOf(png)];
  const header = chunks[0]?.data;
  const samples = SAMPLES[header?.[9] ?? -1];
  if (header?.[8] !== 8 || header[12] !== 0 || samples === undefined) throw new Error('Another kind of PNG');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const body = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = unfiltered(inflateSync(body), width, height, samples);

  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += samples) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(counts);
  const indices = new Map(palette.map((colour, index) => [colour, index]));
  const indexOf = (colour: number): number => {
    const known = indices.get(colour);
    if (known !== undefined) return known;
    const distances = palette.map((one) => distance(one, colour));
    const nearest = distances.indexOf(Math.min(...distances));
    indices.set(colour, nearest);
    return nearest;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf(pixels.readUIntBE((y * width + x) * samples, 3));

  const small = Buffer.from(header);
  small[9] = 3;
  const colours = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk('IHDR', small),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
