/** Real pictures, made here byte by byte, and what hostile ones look like. */
import { crc32, deflateSync } from 'node:zlib';
import { PhotonImage } from '@cf-wasm/photon/node';

export type Colour = readonly [red: number, green: number, blue: number, alpha?: number];
const RED: Colour = [255, 0, 0];
const GREEN: Colour = [0, 255, 0];
const BLUE: Colour = [0, 0, 255];
const WHITE: Colour = [255, 255, 255];

export interface Drawing {
  width: number;
  height: number;
  at: (x: number, y: number) => Colour;
}

/** Four fields: red and green above blue and white. Seen upright it is twice as wide as high. */
export const fields = (width = 32, height = width / 2): Drawing => ({
  width,
  height,
  at: (x, y) => (y < height / 2 ? (x < width / 2 ? RED : GREEN) : x < width / 2 ? BLUE : WHITE),
});

const rgba = ({ width, height, at }: Drawing): Uint8Array =>
  Uint8Array.from(
    Array.from({ length: width * height }, (_, i) => {
      const [red, green, blue, alpha = 255] = at(i % width, Math.floor(i / width));
      return [red, green, blue, alpha];
    }).flat(),
  );

export function pngChunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function pngHeader(width: number, height: number, colours: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colours], 8);
  return pngChunk('IHDR', header);
}

/** `extra`: chunks between the header and the pixels. */
export function png(drawing: Drawing, ...extra: Uint8Array[]): Uint8Array {
  const { width, height } = drawing;
  const pixels = rgba(drawing);
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(y * width * 4, (y + 1) * width * 4)]),
  );
  const data = pngChunk('IDAT', deflateSync(Buffer.concat(rows)));
  return Uint8Array.from(
    Buffer.concat([PNG, pngHeader(width, height, 6), ...extra, data, pngChunk('IEND', Buffer.of())]),
  );
}

/** Grey, all of one value: as many pixels as are asked for in next to no bytes. */
export function bombPng(width: number, height: number): Uint8Array {
  const row = Buffer.alloc(width + 1);
  // Rows repeat: a hundred of them are compressed, the rest is only claimed.
  const data = deflateSync(Buffer.concat(Array.from({ length: 100 }, () => row)));
  return Uint8Array.from(
    Buffer.concat([PNG, pngHeader(width, height, 0), pngChunk('IDAT', data), pngChunk('IEND', Buffer.of())]),
  );
}

export function jpeg(drawing: Drawing): Uint8Array {
  using image = new PhotonImage(rgba(drawing), drawing.width, drawing.height);
  return image.get_bytes_jpeg(95);
}

export function webp(drawing: Drawing): Uint8Array {
  using image = new PhotonImage(rgba(drawing), drawing.width, drawing.height);
  return image.get_bytes_webp();
}

/** BITMAPINFOHEADER, 24 bits, the lowest row first. */
export function bmp({ width, height, at }: Drawing): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = at(x, height - 1 - y);
      file.set([blue, green, red], 54 + y * stride + x * 3);
    }
  }
  return Uint8Array.from(file);
}

/** One pixel, red, on a screen; `frame`: the size that its picture claims. */
export const gif = (screen: [number, number] = [1, 1], frame: [number, number] = [1, 1]): Uint8Array => {
  const uint16 = (value: number): number[] => [value & 0xff, value >> 8];
  const numbers = (...values: number[]): number[] => values.flatMap(uint16);
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from('GIF89a', 'latin1'),
      Buffer.from(numbers(...screen)),
      Buffer.of(0x80, 0, 0, 255, 0, 0, 0, 0, 0),
      Buffer.of(0x21, 0xfe, 4),
      Buffer.from('Anna\0', 'latin1'),
      Buffer.of(0x2c, 0, 0, 0, 0),
      Buffer.from(numbers(...frame)),
      Buffer.of(0, 2, 2, 0x44, 1, 0, 0x3b),
    ]),
  );
};

const segment = (marker: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content]);

/** Exif as cameras write it: how it was held, and where it stood. */
function exif(orientation: number, place = 'GPS 48.8584 N 2.2945 E'): Uint8Array {
  const block = Buffer.alloc(26);
  block.write('MM', 0, 'latin1');
  block.writeUInt16BE(42, 2);
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  block.writeUInt16BE(0x0112, 10);
  block.writeUInt16BE(3, 12);
  block.writeUInt32BE(1, 14);
  block.writeUInt16BE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block, Buffer.from(place)]));
}

/** A camera's picture: `drawing` is what is stored, `orientation` how the camera was held. */
export function snapshot(drawing: Drawing, orientation: number): Uint8Array {
  const plain = jpeg(drawing);
  return Uint8Array.from(
    Buffer.concat([
      plain.subarray(0, 2),
      exif(orientation),
      segment(0xfe, Buffer.from('taken by Anna')),
      plain.subarray(2),
    ]),
  );
}

export interface Decoded {
  width: number;
  height: number;
  /** The nearest of the four colours of `fields` at each corner: upper left, upper right, lower left, lower right. */
  corners: string;
}

export function decoded(data: Uint8Array): Decoded {
  using image = PhotonImage.new_from_byteslice(data);
  const [width, height, pixels] = [image.get_width(), image.get_height(), image.get_raw_pixels()];
  const name = (x: number, y: number): string => {
    const at = (y * width + x) * 4;
    const bright = [0, 1, 2].map((i) => (pixels[at + i] ?? 0) > 128);
    return bright.every(Boolean) ? 'w' : 'rgb'.charAt(bright.indexOf(true));
  };
  const [right, bottom] = [width - 1, height - 1];
  return { width, height, corners: name(0, 0) + name(right, 0) + name(0, bottom) + name(right, bottom) };
}

/** What is stored when a camera held so takes `drawing`: the way back of what puts it upright. */
export function heldSo({ width, height, at }: Drawing, orientation: number): Drawing {
  const side = orientation >= 5;
  const [across, down] = side ? [height, width] : [width, height];
  const [right, bottom] = [width - 1, height - 1];
  // Exif 2.32, table 6: which side of what is seen the first row and the first column are.
  const seen: Record<number, (x: number, y: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [right - x, y],
    3: (x, y) => [right - x, bottom - y],
    4: (x, y) => [x, bottom - y],
    5: (x, y) => [y, x],
    6: (x, y) => [right - y, x],
    7: (x, y) => [right - y, bottom - x],
    8: (x, y) => [y, bottom - x],
  };
  return { width: across, height: down, at: (x, y) => at(...(seen[orientation]?.(x, y) ?? [x, y])) };
}
