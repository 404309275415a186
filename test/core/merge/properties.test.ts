import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decide, decideAll } from '../../../core/merge/decide.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import type { Direction } from '../../../core/merge/plan.ts';
import type { World } from './world.ts';
import { anyWorld, carryOut, compare, contents, FIELDS, isEmpty, mirrored, RUNS, statesOf } from './world.ts';

afterEach(() => vi.useRealTimers());

const always = (check: (world: World) => void): void => {
  fc.assert(fc.property(anyWorld, check), { numRuns: RUNS });
};
const counts = ({ create, update, delete: gone }: Direction) => [create.length, update.length, gone.length];

/** A world in which one side still holds exactly the base. */
const unchangedHere = (world: World): World => ({
  ...world,
  site: new Map([...world.base].map(([id, { record }]) => [id, structuredClone(record)])),
});
const unchangedThere = (world: World): World => ({
  ...world,
  remote: new Map(
    [...world.base.values()].map(({ remoteId, record }) => [remoteId, structuredClone(record)]),
  ),
});

describe('the merge planner', () => {
  it('takes the PBX’s state where the site has not changed: merge(b, b, x) = x', () => {
    always((world) => {
      const states = unchangedHere(world);
      const plan = planUpload(statesOf(states));
      const after = carryOut(states, plan);
      expect(plan.conflicts).toEqual([]);
      expect(counts(plan.toPbx)).toEqual([0, 0, 0]);
      expect(contents(after.site.values())).toEqual(contents(states.remote.values()));
    });
  });

  it('brings the site’s state to a PBX that has not changed: merge(b, x, b) = x', () => {
    always((world) => {
      const states = unchangedThere(world);
      const plan = planUpload(statesOf(states));
      const after = carryOut(states, plan);
      expect(plan.conflicts).toEqual([]);
      expect(counts(plan.toSite)).toEqual([0, 0, 0]);
      expect(contents(after.remote.values())).toEqual(contents(states.site.values()));
    });
  });

  it('does nothing where both sides changed to the same: merge(b, x, x) = x', () => {
    always((world) => {
      const remote = new Map([...world.site].map(([id, it]) => [`r${id}`, structuredClone(it)]));
      const plan = planUpload(statesOf({ ...world, remote }));
      expect(isEmpty(plan)).toBe(true);
      expect(plan.unchanged).toBe(world.site.size);
    });
  });

  it('is symmetric up to the names of the sides', () => {
    always((world) => {
      const one = planUpload(statesOf(world));
      const other = planUpload(statesOf(mirrored(world)));
      expect(counts(other.toPbx)).toEqual(counts(one.toSite));
      expect(counts(other.toSite)).toEqual(counts(one.toPbx));
      expect(other.conflicts.length).toBe(one.conflicts.length);
    });
  });

  it('leaves nothing to do once it was carried out, however conflicts are decided', () => {
    always((world) => {
      for (const decision of ['local', 'pbx'] as const) {
        const after = carryOut(world, decideAll(planUpload(statesOf(world)), decision));
        expect(isEmpty(planUpload(statesOf(after)))).toBe(true);
        expect(contents(after.site.values())).toEqual(contents(after.remote.values()));
      }
    });
  });

  it('reaches the same state when it is carried out in two halves', () => {
    always((world) => {
      const plan = planUpload(statesOf(world));
      const whole = carryOut(world, plan);
      for (const first of [
        { push: true, take: false },
        { push: false, take: true },
      ]) {
        const half = carryOut(world, plan, first);
        const rest = planUpload(statesOf(half));
        expect(rest.conflicts.length).toBe(plan.conflicts.length);
        const halves = carryOut(half, rest);
        expect(contents(halves.site.values())).toEqual(contents(whole.site.values()));
        expect(contents(halves.remote.values())).toEqual(contents(whole.remote.values()));
      }
    });
  });

  it('loses no value that a side has, unless the plan lists the change or the deletion', () => {
    always((world) => {
      const plan = planUpload(statesOf(world));
      const after = carryOut(world, plan);
      const listed = new Set([...plan.toSite.update, ...plan.toSite.delete].map((it) => it.contactId));
      for (const [id, it] of world.site) {
        if (listed.has(id)) continue;
        expect(compare.key(after.site.get(id) ?? it, FIELDS)).toBe(compare.key(it, FIELDS));
        expect(after.site.has(id)).toBe(true);
      }
      for (const { changes, contactId } of plan.toSite.update) {
        const changed = new Set(changes.map(({ field }) => field));
        const [before, now] = [world.site.get(contactId ?? 0), after.site.get(contactId ?? 0)];
        if (before === undefined || now === undefined) throw new Error('an update of nothing');
        for (const field of FIELDS) if (!changed.has(field)) expect(now[field]).toEqual(before[field]);
      }
    });
  });

  it('loses no value that the PBX has, unless the plan lists the change or the deletion', () => {
    always((world) => {
      const plan = planUpload(statesOf(world));
      const after = carryOut(world, plan);
      const listed = new Map(plan.toPbx.update.map((it) => [it.remoteId, it.changes]));
      const gone = new Set(plan.toPbx.delete.map((it) => it.remoteId));
      for (const [id, before] of world.remote) {
        const now = after.remote.get(id);
        expect(now === undefined).toBe(gone.has(id));
        const changed = new Set((listed.get(id) ?? []).map(({ field }) => field));
        if (now !== undefined)
          for (const field of FIELDS) if (!changed.has(field)) expect(now[field]).toEqual(before[field]);
      }
    });
  });

  it('touches no contact whose conflict is undecided', () => {
    always((world) => {
      const plan = decide(planUpload(statesOf(world)), {});
      const after = carryOut(world, plan);
      for (const { contactId, remoteId } of plan.conflicts) {
        expect(after.site.get(contactId)).toEqual(world.site.get(contactId));
        expect(after.remote.get(remoteId)).toEqual(world.remote.get(remoteId));
      }
    });
  });

  it('is a function of its states', () => {
    always((world) => {
      expect(planUpload(statesOf(structuredClone(world)))).toEqual(planUpload(statesOf(world)));
    });
  });

  it('does not know what time it is', () => {
    const clock = fc.date({ min: new Date(-8.64e15), max: new Date(8.64e15), noInvalidDate: true });
    fc.assert(
      fc.property(anyWorld, clock, clock, (world, one, other) => {
        vi.useFakeTimers({ now: one });
        const plan = planUpload(statesOf(world));
        vi.useFakeTimers({ now: other });
        expect(planUpload(statesOf(world))).toEqual(plan);
      }),
      { numRuns: RUNS },
    );
  });
});
