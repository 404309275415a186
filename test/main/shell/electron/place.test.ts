import { describe, expect, it } from 'vitest';
import { boundsFor } from '../../../../main/shell/electron/place.ts';

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 984 };
const at = (x: number, y: number) => ({ x, y, width: 1400, height: 900, maximized: false });
const FIRST = { width: 1280, height: 800 };

describe('where a window stands', () => {
  it('begins in the middle, at a size that fits a small laptop', () => {
    expect(boundsFor(null, [LEFT], 0)).toEqual(FIRST);
  });

  it('is where it was left', () => {
    expect(boundsFor(at(100, 50), [LEFT, RIGHT], 0)).toEqual({ x: 100, y: 50, width: 1400, height: 900 });
  });

  it('is no larger than the display that it stands on', () => {
    expect(boundsFor(at(2000, 30), [LEFT, RIGHT], 0)).toEqual({ x: 2000, y: 30, width: 1280, height: 900 });
  });

  it.each([
    ['a display that is gone', at(2000, 30)],
    ['above every display, where no hand reaches its head', at(100, -60)],
    ['so far to the side that only its edge is seen', at(1900, 30)],
    ['below', at(100, 1030)],
  ])('is not on %s', (_name, saved) => {
    expect(boundsFor(saved, [LEFT], 0)).toEqual(FIRST);
  });

  it('stays beside the window before it', () => {
    expect(boundsFor(at(100, 50), [LEFT], 2)).toMatchObject({ x: 156, y: 106 });
  });
});
