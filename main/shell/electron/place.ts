/** Where a window stands: as it was left, on a display that still exists. */
import { z } from 'zod';

const pixel = z.number().int().min(-100_000).max(100_000);

/** In the display's own units, as Electron's rectangles are. */
export const place = z.object({
  x: pixel,
  y: pixel,
  width: pixel.min(1),
  height: pixel.min(1),
  maximized: z.boolean(),
});
export type Place = z.infer<typeof place>;

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Bounds = Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'>;

const FIRST: Bounds = { width: 1280, height: 800 };
/** So much of a window's head must be on a display that a hand can move it. */
const GRIP = { width: 120, height: 40 };
/** How far a further window stands from the one before it. */
const STEP = 28;

/** Common width and height, 0 where they do not meet. */
const common = (a: Rectangle, b: Rectangle): { width: number; height: number } => ({
  width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
  height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
});

/**
 * The bounds for a new window when `windows` others are open. `areas`: what of each display is free for windows.
 * Without `x` and `y` the system centres it.
 */
export function boundsFor(saved: Place | null, areas: readonly Rectangle[], windows: number): Bounds {
  if (saved === null) return FIRST;
  const { width, height } = saved;
  const x = saved.x + windows * STEP;
  const y = saved.y + windows * STEP;
  const head = { x, y, width, height: GRIP.height };
  const area = areas.find((free) => {
    const shared = common(free, head);
    return shared.width >= GRIP.width && shared.height >= GRIP.height;
  });
  if (area === undefined) return FIRST;
  return { x, y, width: Math.min(width, area.width), height: Math.min(height, area.height) };
}
