/** How a camera was held: the Orientation of Exif (CIPA DC-008, 4.6.4; TIFF 6.0, section 8). */

/** 1 upright; 2 mirrored; 3 upside down; 4 mirrored upside down; 5 to 8 lie on a side, 5 and 7 mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION = 0x0112;
const SHORT = 3;

/** From the TIFF block in which Exif stands; upright where it says nothing that makes sense. */
export function orientationOf(block: Uint8Array): Orientation {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const order = block.length < 8 ? 0 : view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const little = order === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > block.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > block.length) return 1;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    return view.getUint16(at + 2, little) === SHORT ? known(view.getUint16(at + 8, little)) : 1;
  }
  return 1;
}

const KNOWN: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const known = (value: number): Orientation => KNOWN.find((one) => one === value) ?? 1;

/** Whether width and height change places when the picture is put upright. */
export const liesOnSide = (orientation: Orientation): boolean => orientation >= 5;
