import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../renderer/permissions/selection.ts';
import { areaOf, at, everything, follow, moved } from '../../../renderer/permissions/selection.ts';

const SIZE = { rows: 10, columns: 4 };
const press = (selection: Selection, key: string, { shift = false, command = false } = {}) =>
  moved(selection, { key, shift, command }, SIZE, 5);
const start = at({ row: 2, column: 1 });

describe('a selection in the matrix', () => {
  it('moves with the arrows and stays inside', () => {
    expect(press(start, 'ArrowDown')).toEqual(at({ row: 3, column: 1 }));
    expect(press(at({ row: 0, column: 0 }), 'ArrowUp')).toEqual(at({ row: 0, column: 0 }));
    expect(press(start, 'ArrowRight', { command: true })).toEqual(at({ row: 2, column: 3 }));
    expect(press(start, 'End')).toEqual(at({ row: 2, column: 3 }));
    expect(press(start, 'End', { command: true })).toEqual(at({ row: 9, column: 3 }));
    expect(press(start, 'PageDown')).toEqual(at({ row: 7, column: 1 }));
    expect(press(start, 'x')).toBeNull();
  });

  it('grows with shift from where it began, in both directions', () => {
    const down = press(start, 'ArrowDown', { shift: true });
    expect(down && areaOf(down)).toEqual({ top: 2, bottom: 3, left: 1, right: 1 });
    const up = down && press(down, 'PageUp', { shift: true });
    expect(up && areaOf(up)).toEqual({ top: 0, bottom: 2, left: 1, right: 1 });
  });

  it('takes whole rows, whole columns and everything', () => {
    const two = press(start, 'ArrowDown', { shift: true }) ?? start;
    const rows = press(two, ' ', { shift: true });
    expect(rows && areaOf(rows)).toEqual({ top: 2, bottom: 3, left: 0, right: 3 });
    const columns = press(start, ' ', { command: true });
    expect(columns && areaOf(columns)).toEqual({ top: 0, bottom: 9, left: 1, right: 1 });
    expect(press(start, 'a', { command: true })).toEqual(everything(SIZE));
  });

  it('never leaves the matrix, whatever is pressed', () => {
    const keys = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      ' ',
      'a',
    );
    const pressed = fc.record({ key: keys, shift: fc.boolean(), command: fc.boolean() });
    fc.assert(
      fc.property(fc.array(pressed, { maxLength: 30 }), (all) => {
        let selection = start;
        for (const one of all) selection = moved(selection, one, SIZE, 5) ?? selection;
        const { top, bottom, left, right } = areaOf(selection);
        expect(0 <= top && top <= bottom && bottom < SIZE.rows).toBe(true);
        expect(0 <= left && left <= right && right < SIZE.columns).toBe(true);
      }),
    );
  });

  it('follows its subscribers when others come and go', () => {
    const before = ['20', '21', '22', '23'];
    const selection = { anchor: { row: 1, column: 0 }, focus: { row: 2, column: 3 } };
    expect(follow(selection, before, ['19', ...before], 4)).toEqual({
      anchor: { row: 2, column: 0 },
      focus: { row: 3, column: 3 },
    });
    // 22 is gone, and so is the last column.
    expect(follow(selection, before, ['20', '21', '23'], 3).focus).toEqual({ row: 2, column: 2 });
  });
});
