/** The two containers of icons, each of which is a list of PNGs. */

/** Square, as they come out of the drawing. */
export interface Picture {
  /** Pixels. */
  size: number;
  png: Buffer;
}

const HEADER = 6;
const ENTRY = 16;

/**
 * An `.ico`, of pictures of at most 256 pixels, which the directory writes as 0: a directory as in
 * https://devblogs.microsoft.com/oldnewthing/20101018-00/?p=12513 and PNGs of 32 bits a pixel, which Windows reads
 * since Vista, https://devblogs.microsoft.com/oldnewthing/20101022-00/?p=12473
 */
export function ico(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(HEADER + ENTRY * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = HEADER + ENTRY * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/**
 * The kinds that hold a PNG, with its pixels: where two have the same, one is shown with half as many points on a
 * screen of twice the density. https://en.wikipedia.org/wiki/Apple_Icon_Image_format, as Apple has published nothing.
 */
export const ICNS_KINDS = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;

const block = (kind: string, content: Buffer): Buffer => {
  const head = Buffer.from(`${kind}\0\0\0\0`, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
};

/** An `.icns`: a block of blocks, each with its own length in front. A picture goes into every kind of its size. */
export const icns = (pictures: readonly Picture[]): Buffer =>
  block(
    'icns',
    Buffer.concat(
      ICNS_KINDS.flatMap(([kind, wanted]) =>
        pictures.filter(({ size }) => size === wanted).map(({ png }) => block(kind, png)),
      ),
    ),
  );
