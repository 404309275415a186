/**
 * What a picture says of itself before anything of it is decoded: a few bytes can ask for gigabytes of memory.
 * JPEG: ITU-T T.81, annex B; PNG: https://www.w3.org/TR/png-3/; GIF: GIF89a specification;
 * WebP: RFC 9649; BMP: the bitmap headers of Windows (BITMAPCOREHEADER, BITMAPINFOHEADER).
 */
import { isFrame, isNamed, segmentsOf } from './jpeg.ts';
import { pictureType } from './kind.ts';
import { type Orientation, orientationOf } from './orientation.ts';

export interface Header {
  type: string;
  /** In pixels, as they are stored: before the picture is put upright. */
  width: number;
  height: number;
  orientation: Orientation;
}

type Size = Omit<Header, 'type'>;

/** Null where it is no picture that can be decoded, or where the header is damaged. Linear in the length. */
export function readHeader(data: Uint8Array): Header | null {
  const type = pictureType(data);
  if (type === null) return null;
  const size = READERS[type]?.(data, new DataView(data.buffer, data.byteOffset, data.byteLength)) ?? null;
  return size === null || size.width < 1 || size.height < 1 ? null : { type, ...size };
}

const READERS: Record<string, (data: Uint8Array, view: DataView) => Size | null> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/gif': readGif,
  'image/webp': readWebp,
  'image/bmp': readBmp,
};

function readJpeg(data: Uint8Array, view: DataView): Size | null {
  let orientation: Orientation = 1;
  for (const segment of segmentsOf(data)) {
    const { marker, start, end } = segment;
    if (marker === 0xe1 && isNamed(data, segment, 'Exif'))
      orientation = orientationOf(data.subarray(start + 10, end));
    if (!isFrame(marker)) continue;
    return end - start < 9
      ? null
      : { width: view.getUint16(start + 7), height: view.getUint16(start + 5), orientation };
  }
  return null;
}

function readPng(data: Uint8Array, view: DataView): Size | null {
  if (data.length < 33 || textAt(data, 12, 4) !== 'IHDR') return null;
  return { width: view.getUint32(16), height: view.getUint32(20), orientation: 1 };
}

/** The screen, and the first picture on it: that one may claim to be larger. */
function readGif(data: Uint8Array, view: DataView): Size | null {
  if (data.length < 13) return null;
  const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colours(data[10] ?? 0);
  while (data[at] === 0x21) {
    at += 2;
    // Blocks, each with its length in front, up to an empty one.
    while ((data[at] ?? 0) > 0) at += 1 + (data[at] ?? 0);
    at += 1;
  }
  if (data[at] !== 0x2c || at + 9 > data.length) return null;
  const place = (offset: number): number => view.getUint16(at + offset, true);
  return {
    width: Math.max(view.getUint16(6, true), place(1) + place(5)),
    height: Math.max(view.getUint16(8, true), place(3) + place(7)),
    orientation: 1,
  };
}

/** The canvas, and the picture on it. */
function readWebp(data: Uint8Array, view: DataView): Size | null {
  if (textAt(data, 0, 4) !== 'RIFF') return null;
  const size = { width: 0, height: 0 };
  const atLeast = (width: number, height: number): void => {
    size.width = Math.max(size.width, width);
    size.height = Math.max(size.height, height);
  };
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  for (let at = 12; at + 18 <= data.length;) {
    const name = textAt(data, at, 4);
    if (name === 'VP8X') atLeast(uint24(at + 12) + 1, uint24(at + 15) + 1);
    else if (name === 'VP8L') {
      const bits = view.getUint32(at + 9, true);
      atLeast((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    } else if (name === 'VP8 ') {
      atLeast(view.getUint16(at + 14, true) & 0x3fff, view.getUint16(at + 16, true) & 0x3fff);
    }
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return { ...size, orientation: 1 };
}

function readBmp(data: Uint8Array, view: DataView): Size | null {
  if (data.length < 26) return null;
  const core = view.getUint32(14, true) === 12;
  const [width, height] = core
    ? [view.getUint16(18, true), view.getUint16(20, true)]
    : // A negative height: the first row is the upper one.
      [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
  return { width, height, orientation: 1 };
}

const textAt = (data: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...data.subarray(at, at + length));
