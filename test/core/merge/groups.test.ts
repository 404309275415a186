import { describe, expect, it } from 'vitest';
import { planUpload } from '../../../core/merge/merge.ts';
import type { World } from './world.ts';
import { carryOut, emptyWorld, isEmpty, record, statesOf, withGroups } from './world.ts';

const ADA = record({ familyName: 'Lovelace', numbers: [{ kind: 'work', value: '200' }], groups: ['Staff'] });

const staffed = (): World => {
  const world = withGroups(emptyWorld(), ['Staff', 'Clients']);
  world.site.set(1, structuredClone(ADA));
  world.remote.set('r1', structuredClone(ADA));
  world.base.set(1, { remoteId: 'r1', record: structuredClone(ADA) });
  return world;
};
const renamed = (world: World, side: 'site' | 'remote', name: string): World => {
  if (side === 'site') world.siteGroups.set(1, { name, kind: 'standard' });
  else world.remoteGroups.set('g1', { name, kind: 'standard' });
  const it = side === 'site' ? world.site.get(1) : world.remote.get('r1');
  if (it !== undefined) it.groups = [name];
  return world;
};
const gone = (world: World, side: 'site' | 'remote'): World => {
  if (side === 'site') world.siteGroups.delete(1);
  else world.remoteGroups.delete('g1');
  const it = side === 'site' ? world.site.get(1) : world.remote.get('r1');
  if (it !== undefined) it.groups = [];
  return world;
};
const settles = (world: World): World => {
  const after = carryOut(world, planUpload(statesOf(world)));
  expect(isEmpty(planUpload(statesOf(after)))).toBe(true);
  return after;
};

describe('contact groups', () => {
  it('of the same name are linked at the first comparison', () => {
    const world = staffed();
    world.baseGroups.clear();
    const plan = planUpload(statesOf(world));
    expect(isEmpty(plan)).toBe(true);
    expect(plan.groupLinks.map((it) => [it.groupId, it.remoteId, it.name])).toEqual([
      [1, 'g1', 'Staff'],
      [2, 'g2', 'Clients'],
    ]);
  });

  it('renamed here are renamed there, which is no change of their members', () => {
    const plan = planUpload(statesOf(renamed(staffed(), 'site', 'Team')));
    expect(plan.toPbx.groups).toMatchObject([{ kind: 'rename-group', remoteId: 'g1', name: 'Team' }]);
    expect([plan.toPbx.update, plan.toSite.update, plan.toSite.groups]).toEqual([[], [], []]);
    expect(plan.unchanged).toBe(1);
    const after = settles(renamed(staffed(), 'site', 'Team'));
    expect(after.remote.get('r1')?.groups).toEqual(['Team']);
  });

  it('renamed there are renamed here', () => {
    const after = settles(renamed(staffed(), 'remote', 'Team'));
    expect([after.siteGroups.get(1)?.name, after.site.get(1)?.groups]).toEqual(['Team', ['Team']]);
  });

  it('renamed at both ends end with the site’s name', () => {
    const after = settles(renamed(renamed(staffed(), 'site', 'Team'), 'remote', 'Crew'));
    expect([after.siteGroups.get(1)?.name, after.remoteGroups.get('g1')?.name]).toEqual(['Team', 'Team']);
  });

  it('let a member leave after a renaming was uploaded', () => {
    const after = settles(renamed(staffed(), 'site', 'Team'));
    const member = after.site.get(1);
    if (member !== undefined) member.groups = [];
    const plan = planUpload(statesOf(after));
    expect(plan.toPbx.update).toMatchObject([
      { changes: [{ field: 'groups', before: ['Team'], after: [] }] },
    ]);
    expect(plan.toSite.update).toEqual([]);
  });

  it('renamed twice before the first name is sent let a member leave all the same', () => {
    const world = renamed(staffed(), 'site', 'Team');
    const member = world.site.get(1);
    if (member === undefined) throw new Error('nobody is there');
    member.groups = [];
    const stopped = carryOut(world, planUpload(statesOf(world)), { push: false, take: false });
    stopped.siteGroups.set(1, { name: 'Crew', kind: 'standard' });
    const plan = planUpload(statesOf(stopped));
    expect(plan.toSite.update).toEqual([]);
    expect(settles(stopped).remote.get('r1')?.groups).toEqual([]);
  });

  it.each(['site', 'remote'] as const)('deleted on one side (%s) go on the other, contacts never', (side) => {
    const world = gone(staffed(), side);
    const plan = planUpload(statesOf(world));
    const other = side === 'site' ? plan.toPbx : plan.toSite;
    expect(other.groups).toMatchObject([{ kind: 'delete-group', name: 'Staff' }]);
    expect([...plan.toPbx.delete, ...plan.toSite.delete]).toEqual([]);
    const after = settles(world);
    expect([after.site.size, after.remote.size, after.siteGroups.size, after.remoteGroups.size]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('deleted on both sides are no change of their members: who was deleted there is deleted here', () => {
    const world = gone(gone(staffed(), 'site'), 'remote');
    world.remote.delete('r1');
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.create).toEqual([]);
    expect(plan.toSite.delete).toMatchObject([{ contactId: 1 }]);
    settles(world);
  });

  it('deleted on one side and renamed on the other come back', () => {
    const here = planUpload(statesOf(renamed(gone(staffed(), 'remote'), 'site', 'Team')));
    expect(here.toPbx.groups).toMatchObject([{ kind: 'create-group', name: 'Team' }]);
    const there = planUpload(statesOf(renamed(gone(staffed(), 'site'), 'remote', 'Team')));
    expect(there.toSite.groups).toMatchObject([{ kind: 'create-group', name: 'Team' }]);
  });

  it('created on one side are created on the other, before their contacts', () => {
    const world = staffed();
    world.siteGroups.set(9, { name: 'Lieferanten', kind: 'standard' });
    world.remoteGroups.set('g9', { name: 'Fournisseurs', kind: 'dect-900' });
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.groups).toMatchObject([{ kind: 'create-group', groupId: 9, name: 'Lieferanten' }]);
    expect(plan.toSite.groups).toMatchObject([
      { kind: 'create-group', remoteId: 'g9', groupKind: 'dect-900' },
    ]);
    settles(world);
  });

  it('of a kind that exists by itself are neither created nor deleted on the PBX', () => {
    const world = staffed();
    world.siteGroups.set(9, { name: 'Annuaire version 1', kind: 'version-1' });
    expect(planUpload(statesOf(world)).toPbx.groups).toEqual([]);
    world.remoteGroups.set('g9', { name: 'Telefonbuch Version 1', kind: 'version-1' });
    const plan = planUpload(statesOf(world));
    expect(plan.groupLinks).toContainEqual({
      final: 'Annuaire version 1',
      groupId: 9,
      remoteId: 'g9',
      name: 'Telefonbuch Version 1',
      standardForNew: false,
    });
  });

  it('whose id changed on the PBX are found by name', () => {
    const world = staffed();
    world.remoteGroups.delete('g1');
    world.remoteGroups.set('g77', { name: 'Staff', kind: 'standard' });
    const plan = planUpload(statesOf(world));
    expect(isEmpty(plan)).toBe(true);
    expect(plan.groupLinks).toContainEqual({
      final: 'Staff',
      groupId: 1,
      remoteId: 'g77',
      name: 'Staff',
      standardForNew: false,
    });
  });
});

describe('Google groups', () => {
  const google = (): World => {
    const world = withGroups(staffed(), ['Gmail'], 'google');
    for (const it of [world.site.get(1), world.remote.get('r1'), world.base.get(1)?.record]) {
      if (it !== undefined) it.groups = ['Gmail', 'Staff'];
    }
    return world;
  };
  const edit = (
    it: { position: string; groups: string[] } | undefined,
    position: string,
    groups: string[],
  ) => {
    if (it !== undefined) Object.assign(it, { position, groups });
  };

  it('are read-only: what was changed here goes back to what Google says, and the plan lists it', () => {
    const world = google();
    edit(world.site.get(1), 'CEO', ['Gmail', 'Staff']);
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.update).toEqual([]);
    expect(plan.toSite.update).toMatchObject([
      { changes: [{ field: 'position', before: 'CEO', after: '' }] },
    ]);
    settles(world);
  });

  it('let their contacts be copied into other groups', () => {
    const world = google();
    edit(world.site.get(1), '', ['Clients', 'Gmail', 'Staff']);
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.update).toMatchObject([
      { changes: [{ field: 'groups', after: ['Clients', 'Gmail', 'Staff'] }] },
    ]);
    expect(plan.toSite.update).toEqual([]);
    settles(world);
  });

  it('bring back a contact that was deleted here', () => {
    const world = google();
    world.site.delete(1);
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.delete).toEqual([]);
    expect(plan.toSite.create).toMatchObject([{ revived: true }]);
    settles(world);
  });

  it('lose a contact only when Google says so', () => {
    const world = google();
    edit(world.remote.get('r1'), '', ['Staff']);
    const plan = planUpload(statesOf(world));
    expect(plan.toSite.update).toMatchObject([{ changes: [{ field: 'groups', after: ['Staff'] }] }]);
    settles(world);
  });
});
