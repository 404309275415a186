/** A conflict in several fields, decided as a whole and field by field. */
import { describe, expect, it } from 'vitest';
import { decide, openConflicts } from '../../../core/merge/decide.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import { carryOut, emptyWorld, record, statesOf } from './world.ts';

const BASE = record({ familyName: 'Durand', position: 'CEO', company: 'Durand SA' });

function disputed() {
  const world = emptyWorld();
  world.base.set(1, { remoteId: 'r1', record: BASE });
  world.site.set(1, { ...BASE, position: 'CFO', company: 'Durand et fils', note: 'here' });
  world.remote.set('r1', { ...BASE, position: 'CTO', company: 'Durand & Cie' });
  const plan = planUpload(statesOf(world));
  const key = plan.conflicts[0]?.key ?? '';
  return { world, plan, key };
}

describe('a decision field by field', () => {
  it('gives each side what was decided for it, and leaves nothing to decide', () => {
    const { world, plan, key } = disputed();
    const decided = decide(plan, { [key]: { position: 'local', company: 'pbx' } });
    const after = carryOut(world, decided);
    const agreed = { ...BASE, position: 'CFO', company: 'Durand & Cie', note: 'here' };
    expect(after.site.get(1)).toEqual(agreed);
    expect(after.remote.get('r1')).toEqual(agreed);
    expect(planUpload(statesOf(after)).unchanged).toBe(1);
  });

  it('of some fields only leaves the contact as it is on both sides', () => {
    const { plan, key } = disputed();
    const decisions = { [key]: { position: 'local' } } as const;
    expect(openConflicts(plan, decisions)).toEqual([key]);
    const decided = decide(plan, decisions);
    expect(decided.conflicts).toHaveLength(1);
    expect(decided.toPbx.update).toEqual([]);
    expect(decided.toSite.update).toEqual([]);
  });

  it('of every field is a decision', () => {
    const { plan, key } = disputed();
    expect(openConflicts(plan, {})).toEqual([key]);
    expect(openConflicts(plan, { [key]: 'pbx' })).toEqual([]);
    expect(openConflicts(plan, { [key]: { position: 'local', company: 'local' } })).toEqual([]);
  });
});
