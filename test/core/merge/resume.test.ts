/** The line dropped: what arrived is recognised, what did not is sent again, nothing is doubled. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextBase } from '../../../core/merge/decide.ts';
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

const ADA = record({ familyName: 'Lovelace', numbers: [{ kind: 'work', value: '0033123456789' }] });
const BOB = record({ familyName: 'Bobby', numbers: [{ kind: 'work', value: '0033123456780' }] });
const sent = (kind: 'create' | 'update' | 'delete', it: Partial<World['pending'][number]> = {}) => ({
  kind,
  contactId: 1,
  groupId: null,
  remoteId: null,
  target: 'Ada',
  record: null,
  agreed: it.record ?? null,
  ...it,
});

describe('an interrupted creation', () => {
  it('that arrived is linked and not repeated, even when the contact was edited since', () => {
    const world = emptyWorld();
    world.site.set(1, record({ ...ADA, company: 'Analytical Engines' }));
    world.remote.set('r7', ADA);
    world.pending = [sent('create', { record: ADA })];
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.create).toEqual([]);
    expect(plan.toPbx.update).toMatchObject([
      { contactId: 1, remoteId: 'r7', changes: [{ field: 'company' }] },
    ]);
    expect(plan.conflicts).toEqual([]);
    expect(plan.links).toMatchObject([{ contactId: 1, remoteId: 'r7', base: ADA }]);
  });

  it('whose contact was deleted here since is known even when that upload stops before the deletion', () => {
    const world = emptyWorld();
    world.remote.set('r7', ADA);
    world.pending = [sent('create', { record: ADA })];
    const half = carryOut(world, planUpload(statesOf(world)), { push: false, take: false });
    const plan = planUpload(statesOf(half));
    expect(plan.toPbx.delete).toMatchObject([{ contactId: 1, remoteId: 'r7' }]);
    expect(plan.toSite.create).toEqual([]);
  });

  it('that did not arrive is repeated', () => {
    const world = emptyWorld();
    world.site.set(1, ADA);
    world.pending = [sent('create', { record: ADA })];
    expect(planUpload(statesOf(world)).toPbx.create).toHaveLength(1);
  });

  it('whose contact was deleted here since is deleted there', () => {
    const world = emptyWorld();
    world.remote.set('r7', ADA);
    world.pending = [sent('create', { record: ADA })];
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.delete).toMatchObject([{ contactId: 1, remoteId: 'r7' }]);
    expect(plan.toSite.create).toEqual([]);
  });

  it('that arrived and was edited at the PBX since is asked about, not doubled', () => {
    const world = emptyWorld();
    world.site.set(1, ADA);
    world.remote.set('r7', record({ ...ADA, numbers: [{ kind: 'work', value: '0033611111111' }] }));
    world.pending = [sent('create', { record: ADA })];
    world.heldBefore = new Set();
    const plan = planUpload(statesOf(world));
    expect([plan.toPbx.create, plan.toSite.create]).toEqual([[], []]);
    expect(plan.conflicts).toMatchObject([{ contactId: 1, remoteId: 'r7', fields: [{ field: 'numbers' }] }]);
    // Somebody of that name who was there before is somebody else.
    world.heldBefore = new Set(['r7']);
    expect(planUpload(statesOf(world)).toPbx.create).toHaveLength(1);
  });

  it('of two identical contacts, of which one arrived, creates the other', () => {
    const world = emptyWorld();
    world.site.set(1, ADA).set(2, ADA);
    world.remote.set('r7', ADA);
    world.pending = [sent('create', { record: ADA }), sent('create', { record: ADA, contactId: 2 })];
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.create).toHaveLength(1);
    expect(plan.toSite.create).toEqual([]);
  });
});

describe('an interrupted update', () => {
  const moved = record({ ...ADA, company: 'Byron' });
  it('that arrived is the new base', () => {
    const world = emptyWorld();
    world.site.set(1, record({ ...ADA, company: 'King' }));
    world.remote.set('r7', moved);
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.pending = [sent('update', { remoteId: 'r7', record: moved })];
    const plan = planUpload(statesOf(world));
    expect(plan.conflicts).toEqual([]);
    expect(plan.toPbx.update).toMatchObject([
      { changes: [{ field: 'company', before: 'Byron', after: 'King' }] },
    ]);
  });

  it('that arrived, of a contact that was deleted here since, is known to every later upload', () => {
    const world = emptyWorld();
    world.remote.set('r7', moved);
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.pending = [sent('update', { remoteId: 'r7', record: moved })];
    const half = carryOut(world, planUpload(statesOf(world)), { push: false, take: false });
    const plan = planUpload(statesOf(half));
    expect(plan.toPbx.delete).toHaveLength(1);
    expect(plan.toSite.create).toEqual([]);
  });

  it('that carried a change of the PBX along does not take it for agreed', () => {
    const world = emptyWorld();
    world.site.set(1, record({ ...ADA, company: 'King' }));
    world.remote.set('r7', record({ ...ADA, groups: ['Staff'] }));
    world.base.set(1, { remoteId: 'r7', record: ADA });
    const first = planUpload(statesOf(world));
    const [link] = first.links;
    const [update] = first.toPbx.update;
    if (link === undefined || update === undefined) throw new Error('no update planned');
    const agreed = nextBase(link, { pushed: true, taken: false });
    world.remote.set('r7', update.record ?? ADA);
    world.pending = [sent('update', { remoteId: 'r7', record: update.record, agreed })];
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.update).toEqual([]);
    expect(plan.toSite.update).toMatchObject([{ changes: [{ field: 'groups', after: ['Staff'] }] }]);
  });

  it('that arrived and was undone here since, while somebody changed another field, is undone there', () => {
    const world = withGroups(emptyWorld(), ['Staff']);
    const joined = record({ ...ADA, groups: ['Staff'] });
    world.site.set(1, ADA);
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.remote.set('r7', record({ ...joined, position: 'CEO' }));
    world.pending = [sent('update', { remoteId: 'r7', record: joined })];
    const plan = planUpload(statesOf(world));
    expect(plan.conflicts).toEqual([]);
    expect(plan.toPbx.update).toMatchObject([{ changes: [{ field: 'groups', after: [] }] }]);
    expect(plan.toSite.update).toMatchObject([{ changes: [{ field: 'position', after: 'CEO' }] }]);
  });

  it('after which somebody else changed the contact too is a conflict', () => {
    const world = emptyWorld();
    world.site.set(1, record({ ...ADA, company: 'King' }));
    world.remote.set('r7', record({ ...ADA, company: 'Babbage' }));
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.pending = [sent('update', { remoteId: 'r7', record: moved })];
    expect(planUpload(statesOf(world)).conflicts).toHaveLength(1);
  });
});

describe('an interrupted deletion', () => {
  it('that arrived is forgotten, and one that did not is repeated', () => {
    const world = emptyWorld();
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.pending = [sent('delete', { remoteId: 'r7' })];
    const arrived = planUpload(statesOf(world));
    expect(isEmpty(arrived)).toBe(true);
    expect(arrived.unlinked.contacts).toEqual([1]);
    world.remote.set('r7', ADA);
    expect(planUpload(statesOf(world)).toPbx.delete).toHaveLength(1);
  });

  it('that arrived and was undone here since is a creation there', () => {
    const world = emptyWorld();
    world.site.set(1, ADA);
    world.base.set(1, { remoteId: 'r7', record: ADA });
    world.pending = [sent('delete', { remoteId: 'r7' })];
    const plan = planUpload(statesOf(world));
    expect(plan.toSite.delete).toEqual([]);
    expect(plan.toPbx.create).toMatchObject([{ contactId: 1, record: ADA }]);
    expect(plan.unlinked.contacts).toEqual([1]);
  });
});

describe('an interrupted write of a group', () => {
  type Kind = 'create-group' | 'rename-group' | 'mark-group' | 'delete-group';
  const sentGroup = (kind: Kind, target: string): World['pending'][number] => ({
    kind,
    contactId: null,
    groupId: 1,
    remoteId: kind === 'create-group' ? null : 'g1',
    target,
    record: null,
    agreed: null,
  });
  const office = (here: string | null, there: string | null, base: string | null): World => {
    const world = emptyWorld();
    if (here !== null) world.siteGroups.set(1, { name: here, kind: 'standard' });
    if (there !== null) world.remoteGroups.set('g1', { name: there, kind: 'standard' });
    if (base !== null) world.baseGroups.set(1, { remoteId: 'g1', name: base, standardForNew: false });
    const member = (group: string | null) => record({ ...ADA, groups: group === null ? [] : [group] });
    world.site.set(1, member(here));
    world.remote.set('r7', member(there));
    world.base.set(1, { remoteId: 'r7', record: member(base) });
    return world;
  };
  const ends = (world: World, expected: string[]): void => {
    const after = carryOut(world, planUpload(statesOf(world)));
    expect([...after.siteGroups.values()].map(({ name }) => name)).toEqual(expected);
    expect([...after.remoteGroups.values()].map(({ name }) => name)).toEqual(expected);
    expect([...after.site.values()].map(({ groups }) => groups)).toEqual([expected]);
    expect([...after.remote.values()].map(({ groups }) => groups)).toEqual([expected]);
    expect(isEmpty(planUpload(statesOf(after)))).toBe(true);
  };

  it('created, and deleted here since: it goes there too', () => {
    const world = office(null, 'Team', null);
    world.remote.set('r7', ADA);
    world.pending = [sentGroup('create-group', 'Team')];
    ends(world, []);
    // Also when that upload stops before the deletion.
    ends(carryOut(world, planUpload(statesOf(world)), { push: false, take: false }), []);
  });

  it('created, and renamed here since: it is renamed there', () => {
    const world = office('Crew', 'Team', null);
    world.pending = [sentGroup('create-group', 'Team')];
    ends(world, ['Crew']);
  });

  it('created again after somebody deleted it, and deleted here since: it goes there too', () => {
    const world = office(null, 'Crew', 'Team');
    world.baseGroups.set(1, { remoteId: 'g0', name: 'Team', standardForNew: false });
    world.remote.set('r7', ADA);
    world.pending = [sentGroup('create-group', 'Crew')];
    ends(world, []);
  });

  it('renamed, and named as before here since: the latest wish counts', () => {
    const world = office('Team', 'Crew', 'Team');
    world.pending = [sentGroup('rename-group', 'Crew')];
    ends(world, ['Team']);
  });

  it('renamed, and not arrived', () => {
    const world = office('Crew', 'Team', 'Team');
    world.pending = [sentGroup('rename-group', 'Crew')];
    ends(world, ['Crew']);
  });

  it('deleted, and undone here since: it is there again, with its members', () => {
    const world = office('Team', null, 'Team');
    world.pending = [sentGroup('delete-group', 'Team')];
    ends(world, ['Team']);
  });

  it('marked for new contacts, and unmarked here since', () => {
    const world = office('Team', 'Team', 'Team');
    world.pending = [sentGroup('mark-group', 'Team')];
    const states = statesOf(world);
    const marked = states.remote.groups.map((group) => ({ ...group, standardForNew: true }));
    const plan = planUpload({ ...states, remote: { ...states.remote, groups: marked } });
    expect(plan.toPbx.groups).toMatchObject([{ kind: 'mark-group', standardForNew: false }]);
    expect(plan.toSite.groups).toEqual([]);
  });
});

describe('identities', () => {
  it('pair two identical contacts here with one there once', () => {
    const world = emptyWorld();
    world.site.set(1, ADA).set(2, ADA);
    world.remote.set('r7', ADA);
    const plan = planUpload(statesOf(world));
    expect(plan.links.map((it) => it.contactId)).toEqual([1]);
    expect(plan.toPbx.create.map((it) => it.contactId)).toEqual([2]);
    expect(plan.toSite.create).toEqual([]);
  });

  it('follow a contact whose PBX was restored and counts anew', () => {
    const world = emptyWorld();
    world.site.set(1, record({ ...ADA, company: 'King' })).set(2, BOB);
    world.base.set(1, { remoteId: 'r1', record: ADA }).set(2, { remoteId: 'r2', record: BOB });
    world.remote.set('r91', ADA).set('r92', BOB);
    const plan = planUpload(statesOf(world));
    expect(plan.toPbx.update).toMatchObject([{ contactId: 1, remoteId: 'r91' }]);
    expect(plan.toSite.delete).toEqual([]);
    expect(plan.links.map((it) => [it.contactId, it.remoteId])).toEqual([
      [1, 'r91'],
      [2, 'r92'],
    ]);
  });

  it('survive a PBX that says an id twice and bases that share one', () => {
    const world = emptyWorld();
    world.site.set(1, ADA).set(2, BOB);
    world.base.set(1, { remoteId: 'r1', record: ADA }).set(2, { remoteId: 'r1', record: BOB });
    world.remote.set('r1', ADA);
    const states = statesOf(world);
    const twice = {
      ...states,
      remote: { ...states.remote, contacts: [...states.remote.contacts, { id: 'r1', record: BOB }] },
    };
    const plan = planUpload(twice);
    expect(plan.unchanged).toBe(1);
    expect(plan.toPbx.create.map((it) => it.contactId)).toEqual([2]);
    expect(plan.unlinked.contacts).toEqual([2]);
  });
});

describe('a push that stops anywhere', () => {
  it('reaches the same end when it is repeated, without duplicates', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat(20), fc.boolean(), (world, stop, effect) => {
        const plan = planUpload(statesOf(world));
        const whole = carryOut(world, plan);
        // Operations in the order of the upload; the one at `stop` is started and its answer never comes.
        const half = structuredClone(world);
        for (const { contactId, remoteId, base } of plan.links) {
          if (base !== null) half.base.set(contactId, { remoteId, record: structuredClone(base) });
        }
        for (const id of plan.unlinked.contacts) half.base.delete(id);
        const operations = [
          ...plan.toPbx.delete.map((it) => ({ kind: 'delete' as const, it })),
          ...plan.toPbx.update.map((it) => ({ kind: 'update' as const, it })),
          ...plan.toPbx.create.map((it) => ({ kind: 'create' as const, it })),
        ];
        for (const [index, { kind, it }] of operations.slice(0, stop + 1).entries()) {
          const lost = index === stop;
          const link = plan.links.find((one) => kind === 'update' && one.contactId === it.contactId);
          const agreed = link === undefined ? null : nextBase(link, { pushed: true, taken: false });
          if (lost) {
            const { contactId, remoteId, record: whole } = it;
            half.heldBefore = new Set(world.remote.keys());
            half.pending = [
              { kind, contactId, groupId: null, remoteId, target: it.name, record: whole, agreed },
            ];
          }
          if (lost && !effect) break;
          const id = it.remoteId ?? `new${index}`;
          if (it.record === null) half.remote.delete(id);
          else half.remote.set(id, structuredClone(it.record));
          if (lost) break;
          if (agreed !== null) half.base.set(it.contactId ?? 0, { remoteId: id, record: agreed });
          if (it.record === null) half.base.delete(it.contactId ?? 0);
          else if (kind === 'create')
            half.base.set(it.contactId ?? 0, { remoteId: id, record: structuredClone(it.record) });
        }
        const again = planUpload(statesOf(half));
        expect(again.conflicts.map((c) => c.key)).toEqual(plan.conflicts.map((c) => c.key));
        const after = carryOut(half, again);
        expect(contents(after.remote.values())).toEqual(contents(whole.remote.values()));
        expect(contents(after.site.values())).toEqual(contents(whole.site.values()));
      }),
      { numRuns: RUNS },
    );
  });
});
