import { describe, expect, it } from 'vitest';
import { planUpload } from '../../../core/merge/merge.ts';
import type { World } from './world.ts';
import { emptyWorld, record, statesOf } from './world.ts';

const person = (id: number) =>
  record({
    givenName: `Given ${id % 500}`,
    familyName: `Family ${id}`,
    numbers: [
      { kind: 'work', value: `0033123${String(id).padStart(6, '0')}` },
      { kind: 'mobile', value: `0033612${String(id).padStart(6, '0')}` },
    ],
    groups: ['Staff'],
  });

const book = (count: number): World => {
  const world = emptyWorld();
  for (let id = 1; id <= count; id++) {
    world.site.set(id, person(id));
    world.remote.set(`r${id}`, person(id));
    world.base.set(id, { remoteId: `r${id}`, record: person(id) });
  }
  return world;
};
const without = (world: World, side: 'site' | 'remote', count: number): World => {
  for (let id = 1; id <= count; id++) {
    if (side === 'site') world.site.delete(id);
    else world.remote.delete(`r${id}`);
  }
  return world;
};
const massLoss = (world: World) => planUpload(statesOf(world)).massLoss;

describe('mass loss', () => {
  it.each([
    ['24 of 1000 are few', 1000, 24, false],
    ['25 are many', 1000, 25, true],
    ['a fifth is many', 50, 10, true],
    ['less than a fifth is few', 50, 9, false],
    ['one contact is no mass', 2, 1, false],
    ['2 of 3 are many', 3, 2, true],
  ])('%s', (_, count, deleted, trips) => {
    expect(massLoss(without(book(count), 'site', deleted))).toEqual(
      trips ? [{ side: 'pbx', reason: 'deletions', field: null, deletions: deleted, of: count }] : [],
    );
    expect(massLoss(without(book(count), 'remote', deleted))).toEqual(
      trips ? [{ side: 'site', reason: 'deletions', field: null, deletions: deleted, of: count }] : [],
    );
  });

  it('is an empty PBX that held something before, however little', () => {
    expect(massLoss(without(book(2), 'remote', 2))).toEqual([
      { side: 'site', reason: 'empty', field: null, deletions: 2, of: 2 },
    ]);
  });

  it('is not a PBX that was empty all along', () => {
    const world = book(30);
    world.remote.clear();
    world.base.clear();
    expect(massLoss(world)).toEqual([]);
    expect(massLoss(emptyWorld())).toEqual([]);
  });
});

describe('a big book', () => {
  // Quadratic work on 20 000 × 20 000 would take minutes; the allowance is for slow machines.
  it.each(['linked', 'never linked', 'empty PBX', 'all different'])(
    'is planned in linear time: %s',
    (how) => {
      const world = book(20_000);
      if (how !== 'linked') world.base.clear();
      if (how === 'empty PBX') world.remote.clear();
      if (how === 'all different') for (const it of world.remote.values()) it.company = 'Other';
      const states = statesOf(world);
      const start = performance.now();
      const plan = planUpload(states);
      expect(performance.now() - start).toBeLessThan(5000);
      if (how === 'empty PBX') expect(plan.toPbx.create).toHaveLength(20_000);
      else if (how === 'all different') expect(plan.conflicts).toHaveLength(20_000);
      else expect(plan.unchanged).toBe(20_000);
    },
  );
});
