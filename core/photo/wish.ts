/** What a picture is made into, reckoned without touching a pixel. */
import type { Header } from './header.ts';
import { liesOnSide, type Orientation } from './orientation.ts';

/** A square of the upright picture, in its pixels. */
export interface Square {
  left: number;
  top: number;
  side: number;
}

export interface Wish {
  /** What is kept of it; null: all. */
  crop: Square | null;
  /** Pixels of the longer side that are not exceeded; null: as many as there are. */
  most: number | null;
  /** JPEG even where something is transparent, which is then white. */
  jpeg: boolean;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What to cut out of the picture as it is stored, and the size of it when it is scaled. */
export function measured(
  { width, height, orientation }: Header,
  { crop, most }: Pick<Wish, 'crop' | 'most'>,
): { box: Box; scaled: { width: number; height: number } } {
  const box = crop === null ? { left: 0, top: 0, width, height } : stored(crop, orientation, width, height);
  const longer = Math.max(box.width, box.height);
  const scale = most === null ? 1 : Math.min(1, most / longer);
  const pixels = (length: number): number => Math.max(1, Math.round(length * scale));
  return { box, scaled: { width: pixels(box.width), height: pixels(box.height) } };
}

/** Where a square of the upright picture stands in the one that is stored; what sticks out is cut off. */
function stored(crop: Square, orientation: Orientation, width: number, height: number): Box {
  const [across, down] = liesOnSide(orientation) ? [height, width] : [width, height];
  const side = Math.max(1, Math.min(crop.side, across, down));
  const x = Math.min(Math.max(0, crop.left), across - side);
  const y = Math.min(Math.max(0, crop.top), down - side);
  const right = across - side - x;
  const below = down - side - y;
  const places: Record<Orientation, readonly [left: number, top: number]> = {
    1: [x, y],
    2: [right, y],
    3: [right, below],
    4: [x, below],
    5: [y, x],
    6: [y, right],
    7: [below, right],
    8: [below, x],
  };
  const [left, top] = places[orientation];
  return { left, top, width: side, height: side };
}
