import { describe, expect, it } from 'vitest';
import { lossesOf, numberToConfirm } from '../../../core/merge/loss.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import { problemText } from '../../../core/problem/problem.ts';
import { lossProblem } from '../../../core/merge/loss.ts';
import type { World } from './world.ts';
import { emptyWorld, record, statesOf, withGroups } from './world.ts';

/** A book on which both sides and their base agree. */
function book(count: number): World {
  const world = withGroups(emptyWorld(), ['Clients', 'Staff']);
  for (let id = 1; id <= count; id++) {
    const one = () =>
      record({
        familyName: `Family ${id}`,
        company: id % 2 === 0 ? 'Dupont' : '',
        numbers: [{ kind: 'work', value: `0033123${String(id).padStart(6, '0')}` }],
        groups: ['Clients'],
      });
    world.site.set(id, one());
    world.remote.set(`r${id}`, one());
    world.base.set(id, { remoteId: `r${id}`, record: one() });
  }
  return world;
}
const planned = (world: World, narrow = 0) => {
  const states = statesOf(world);
  return planUpload({ ...states, remote: { ...states.remote, narrow } });
};

describe('the guard against mass loss', () => {
  it('rests while nothing changes, and where both sides were emptied', () => {
    expect(planned(book(40)).massLoss).toEqual([]);
    const world = book(40);
    world.site.clear();
    world.remote.clear();
    expect(planned(world).massLoss).toEqual([]);
    expect(numberToConfirm([], true)).toBeNull();
  });

  it('counts both sides, and asks for what concerns the upload', () => {
    const world = book(50);
    for (let id = 1; id <= 12; id++) world.site.delete(id);
    for (let id = 21; id <= 35; id++) world.remote.delete(`r${id}`);
    const { massLoss } = planned(world);
    expect(massLoss.map(({ side, deletions }) => [side, deletions])).toEqual([
      ['pbx', 12],
      ['site', 15],
    ]);
    expect(numberToConfirm(massLoss, false)).toBe(12);
    expect(numberToConfirm(massLoss, true)).toBe(27);
    expect(lossesOf(massLoss, false)).toHaveLength(1);
  });

  it('notices a field that no contact has any more, not one that some have lost', () => {
    const gone = book(10);
    for (const it of gone.remote.values()) it.company = '';
    expect(planned(gone).massLoss).toEqual([
      { side: 'site', reason: 'field', field: 'company', deletions: 5, of: 10 },
    ]);
    const some = book(10);
    for (let id = 1; id <= 9; id++) Object.assign(some.remote.get(`r${id}`) ?? {}, { company: '' });
    expect(planned(some).massLoss).toEqual([]);
  });

  it('notices that all groups are gone', () => {
    const world = book(10);
    world.remoteGroups.clear();
    for (const it of world.remote.values()) it.groups = [];
    expect(planned(world).massLoss).toEqual([
      { side: 'site', reason: 'groups', field: null, deletions: 2, of: 2 },
    ]);
  });

  it('notices rows of another layout, whatever is taken over', () => {
    const { massLoss } = planned(book(10), 10);
    expect(massLoss).toEqual([{ side: 'pbx', reason: 'layout', field: null, deletions: 10, of: 10 }]);
    expect(numberToConfirm(massLoss, false)).toBe(10);
  });

  it('says each alarm in its own words', () => {
    const said = (['deletions', 'empty', 'groups', 'field', 'layout'] as const).map((reason) => {
      const loss = {
        side: 'site',
        reason,
        field: reason === 'field' ? 'numbers' : null,
        deletions: 7,
        of: 9,
      } as const;
      return problemText(lossProblem(loss, 7), 'en');
    });
    expect(new Set(said.map(({ message }) => message)).size).toBe(5);
    for (const { message, remedy } of said) expect(`${message} ${remedy}`).toMatch(/7 .*9 .*typing 7/s);
    expect(said[3]?.message).toContain('has numbers any more');
  });
});
