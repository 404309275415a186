import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../renderer/contacts/chosen.ts';
import { choose, keepShown, NOTHING, orderOf, step } from '../../../renderer/contacts/chosen.ts';

const order = orderOf([40, 10, 30, 20, 50]);
const ids = ({ chosen }: Choice) => [...chosen].sort((a, b) => a - b);

describe('choosing contacts in a list', () => {
  it('takes one row alone, or one more, or one less', () => {
    const one = choose(NOTHING, order, 10, 'only');
    expect(ids(one)).toEqual([10]);
    const two = choose(one, order, 20, 'toggle');
    expect(ids(two)).toEqual([10, 20]);
    expect(ids(choose(two, order, 10, 'toggle'))).toEqual([20]);
    expect(ids(choose(two, order, 50, 'only'))).toEqual([50]);
  });

  it('takes a range from the anchor in the order shown, in both directions, and moves only its end', () => {
    const start = choose(NOTHING, order, 30, 'only');
    const down = choose(start, order, 50, 'range');
    expect(ids(down)).toEqual([20, 30, 50]);
    const up = choose(down, order, 40, 'range');
    expect(ids(up)).toEqual([10, 30, 40]);
    expect(up).toMatchObject({ anchor: 30, focus: 40 });
  });

  it('begins a range at the row itself when nothing was chosen before', () => {
    expect(ids(choose(NOTHING, order, 30, 'range'))).toEqual([30]);
  });

  it('begins anew when the anchor is no longer shown', () => {
    const gone: Choice = { chosen: new Set([99]), focus: 99, anchor: 99 };
    expect(choose(gone, order, 20, 'range')).toEqual({ chosen: new Set([20]), focus: 20, anchor: 20 });
  });

  it('steps from the keyboard’s row and stops at both ends', () => {
    const at = (focus: number | null): Choice => ({ ...NOTHING, focus });
    expect(step(at(10), order, 1)).toBe(30);
    expect(step(at(10), order, -5)).toBe(40);
    expect(step(at(10), order, 99)).toBe(50);
    expect(step(at(null), order, 1)).toBe(40);
    expect(step(at(null), order, -1)).toBe(50);
    expect(step(at(10), orderOf([]), 1)).toBeUndefined();
  });

  it('keeps nothing chosen that is not shown, so that nothing unseen is deleted', () => {
    const all: Choice = { chosen: new Set([10, 20, 30]), focus: 30, anchor: 10 };
    expect(keepShown(all, orderOf([20, 30]))).toEqual({ chosen: new Set([20, 30]), focus: 30, anchor: null });
    expect(keepShown(all, order)).toBe(all);
  });
});
