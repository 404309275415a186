import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupDirection } from '../../../core/directory/group.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import type { World } from './world.ts';
import {
  anyWorld,
  carryOut,
  contents,
  emptyWorld,
  isEmpty,
  record,
  RUNS,
  statesOf,
  withGroups,
} from './world.ts';

const leading = (world: World, directions: Record<string, GroupDirection>): World => {
  for (const group of world.siteGroups.values()) group.direction = directions[group.name] ?? 'both';
  return world;
};
const person = (groups: string[], company = '') =>
  record({ familyName: 'Rossi', company, numbers: [{ kind: 'work', value: '00390612345678' }], groups });

/** One contact that both sides and their base agree on, in these groups. */
function agreed(groups: string[], directions: Record<string, GroupDirection>): World {
  const world = leading(withGroups(emptyWorld(), ['Clients', 'Staff']), directions);
  world.site.set(1, person(groups));
  world.remote.set('r1', person(groups));
  world.base.set(1, { remoteId: 'r1', record: person(groups) });
  return world;
}
const said = (world: World) => {
  const plan = planUpload(statesOf(world));
  const lines = (['toPbx', 'toSite'] as const).flatMap((side) =>
    (['create', 'update', 'delete'] as const).flatMap((kind) =>
      plan[side][kind].map(({ overruledBy }) => `${side} ${kind} ${overruledBy}`),
    ),
  );
  return [...lines, ...plan.conflicts.map(({ kind }) => kind)].join();
};

describe('a group that one side leads', () => {
  const changed = (side: 'site' | 'remote') => (world: World) => {
    const records: Map<unknown, ReturnType<typeof person>> = world[side];
    for (const it of records.values()) it.company = side;
  };
  const deleted = (side: 'site' | 'remote') => (world: World) => world[side].clear();
  const both = (world: World) => {
    changed('site')(world);
    changed('remote')(world);
  };
  const added = (side: 'site' | 'remote') => (world: World) => {
    world[side === 'site' ? 'remote' : 'site'].clear();
    world.base.clear();
  };
  it.each([
    ['changed here', changed('site'), 'toSite update pbx', 'toPbx update null', 'toPbx update null'],
    ['changed there', changed('remote'), 'toSite update null', 'toPbx update site', 'toSite update null'],
    ['changed on both', both, 'toSite update pbx', 'toPbx update site', 'both-changed'],
    ['deleted here', deleted('site'), 'toSite create pbx', 'toPbx delete null', 'toPbx delete null'],
    ['deleted there', deleted('remote'), 'toSite delete null', 'toPbx create site', 'toSite delete null'],
    ['new here', added('site'), 'toSite delete pbx', 'toPbx create null', 'toPbx create null'],
    ['new there', added('remote'), 'toSite create null', 'toPbx delete site', 'toSite create null'],
  ])('%s', (_, change, pbx, site, merged) => {
    const directions: [GroupDirection, string][] = [
      ['pbx', pbx],
      ['site', site],
      ['both', merged],
    ];
    for (const [direction, wanted] of directions) {
      const world = agreed(['Clients'], { Clients: direction });
      change(world);
      expect([direction, said(world)]).toEqual([direction, wanted]);
    }
  });

  it('decides for contacts that stand in no other group', () => {
    for (const groups of [['Clients', 'Staff'], []]) {
      const world = agreed(groups, { Clients: 'pbx' });
      changed('site')(world);
      expect(said(world)).toBe('toPbx update null');
    }
    const opposed = agreed(['Clients', 'Staff'], { Clients: 'pbx', Staff: 'site' });
    both(opposed);
    expect(said(opposed)).toBe('both-changed');
  });

  it('does not let a contact slip out of it on the side that follows', () => {
    const world = agreed(['Clients'], { Clients: 'pbx' });
    world.site.set(1, person(['Staff'], 'slipped'));
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.update).toEqual([]);
    expect(contents(carryOut(world, plan).site.values())).toEqual(contents([person(['Clients'])]));
  });

  it('forgets nothing while it is not carried out: leading given up, both are merged again', () => {
    const world = agreed(['Clients'], { Clients: 'pbx' });
    changed('site')(world);
    const kept = carryOut(world, planUpload(statesOf(world)), { push: true, take: false });
    expect(said(leading(kept, {}))).toBe('toPbx update null');
  });

  it('settles for one person on both sides that were never compared', () => {
    const world = agreed(['Clients'], { Clients: 'site' });
    world.base.clear();
    changed('remote')(world);
    expect(said(world)).toBe('toPbx update site');
    expect(said(leading(world, { Clients: 'pbx' }))).toBe('toSite update pbx');
    expect(said(leading(world, {}))).toBe('no-base');
  });

  it('names the group, too', () => {
    for (const [direction, side] of [
      ['pbx', 'toSite'],
      ['site', 'toPbx'],
    ] as const) {
      const world = agreed(['Clients'], { Clients: direction });
      const renamed = direction === 'pbx' ? world.siteGroups.get(1) : world.remoteGroups.get('g1');
      if (renamed !== undefined) renamed.name = 'Kunden';
      const records: Map<unknown, ReturnType<typeof person>> = direction === 'pbx'
        ? world.site
        : world.remote;
      for (const it of records.values()) it.groups = ['Kunden'];
      const plan = planUpload(statesOf(world));
      expect(plan[side].groups.map(({ kind, name }) => [kind, name])).toEqual([['rename-group', 'Clients']]);
    }
  });

  it('keeps its contacts as the leading side has them, whatever happened, and then rests', () => {
    const direction = fc.constantFrom<GroupDirection>('pbx', 'site');
    fc.assert(
      fc.property(anyWorld, direction, (world, all) => {
        leading(world, { Clients: all, Freunde: all, Staff: all });
        // Contacts without a group are led by nobody.
        const records = [...world.base.values()].map((base) => base.record);
        for (const it of [...world.site.values(), ...world.remote.values(), ...records]) {
          if (it.groups.length === 0) it.groups = ['Staff'];
        }
        const plan = planUpload(statesOf(world));
        expect(plan.conflicts).toEqual([]);
        const after = carryOut(world, plan);
        const leader = all === 'pbx' ? world.remote : world.site;
        expect(contents(after.remote.values())).toEqual(contents(leader.values()));
        expect(contents(after.site.values())).toEqual(contents(leader.values()));
        expect(isEmpty(planUpload(statesOf(after)))).toBe(true);
      }),
      { numRuns: RUNS * 5 },
    );
  });
});
