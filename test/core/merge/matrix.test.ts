/** What becomes of one field, and of one contact, for every combination of what both sides did. */
import { describe, expect, it } from 'vitest';
import { decideAll } from '../../../core/merge/decide.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import type { DeviceRecord } from '../../../core/device/record.ts';
import { carryOut, emptyWorld, record, statesOf } from './world.ts';

const BASE = record({
  familyName: 'Durand',
  position: 'CEO',
  numbers: [{ kind: 'work', value: '0033123456789' }],
});
const HERE = record({ ...BASE, position: 'CFO' });
const THERE = record({ ...BASE, position: 'CTO' });

const world = (base: DeviceRecord | null, site: DeviceRecord | null, remote: DeviceRecord | null) => {
  const states = emptyWorld();
  if (base !== null) states.base.set(1, { remoteId: 'r1', record: base });
  if (site !== null) states.site.set(1, site);
  if (remote !== null) states.remote.set('r1', remote);
  return states;
};

const outcome = (
  base: DeviceRecord | null,
  site: DeviceRecord | null,
  remote: DeviceRecord | null,
): string => {
  const plan = planUpload(statesOf(world(base, site, remote)));
  const said = (side: 'toPbx' | 'toSite') =>
    (['create', 'update', 'delete'] as const).flatMap((kind) =>
      plan[side][kind].map((planned) => `${side} ${kind}${planned.revived ? ' revived' : ''}`),
    );
  const forgotten = plan.unlinked.contacts.length > 0 ? ['forgotten'] : [];
  const all = [...said('toPbx'), ...said('toSite'), ...plan.conflicts.map((it) => it.kind), ...forgotten];
  return all.join(', ') || 'nothing';
};

const OTHER = record({ ...BASE, position: 'CDO' });
const HELD = [null, BASE, HERE, THERE, OTHER];

type Fate = 'same' | 'changed' | 'deleted' | 'added';
const FATES: readonly Fate[] = ['same', 'changed', 'deleted', 'added'];
const isEqual = (a: DeviceRecord | null, b: DeviceRecord | null): boolean => a?.position === b?.position;

function fate(base: DeviceRecord | null, side: DeviceRecord | null): Fate {
  if (isEqual(base, side)) return 'same';
  if (base === null) return 'added';
  return side === null ? 'deleted' : 'changed';
}

/**
 * Here × there, and whether both sides hold the same in the end: 32 cells. Whoever adds a contact adds one
 * that there was not, so nobody can have changed or deleted it; who changed something holds something else
 * than who did not. These cells cannot be, and are listed as such.
 */
const MATRIX: Record<Fate, Record<Fate, { equal: string; different: string }>> = {
  same: {
    same: { equal: 'nothing', different: 'impossible' },
    changed: { equal: 'impossible', different: 'toSite update' },
    deleted: { equal: 'impossible', different: 'toSite delete' },
    added: { equal: 'impossible', different: 'toSite create' },
  },
  changed: {
    same: { equal: 'impossible', different: 'toPbx update' },
    changed: { equal: 'nothing', different: 'both-changed' },
    deleted: { equal: 'impossible', different: 'toPbx create revived' },
    added: { equal: 'impossible', different: 'impossible' },
  },
  deleted: {
    same: { equal: 'impossible', different: 'toPbx delete' },
    changed: { equal: 'impossible', different: 'toSite create revived' },
    deleted: { equal: 'forgotten', different: 'impossible' },
    added: { equal: 'impossible', different: 'impossible' },
  },
  added: {
    same: { equal: 'impossible', different: 'toPbx create' },
    changed: { equal: 'impossible', different: 'impossible' },
    deleted: { equal: 'impossible', different: 'impossible' },
    added: { equal: 'nothing', different: 'no-base' },
  },
};
const CELLS = FATES.flatMap((here) =>
  FATES.flatMap((there) =>
    (['equal', 'different'] as const).map(
      (values) => [here, there, values, MATRIX[here][there][values]] as const,
    ),
  ),
);
const TRIPLES = HELD.flatMap((base) =>
  HELD.flatMap((site) => HELD.map((remote) => ({ base, site, remote }))),
);

describe('the conflict matrix', () => {
  it.each(CELLS)('here %s, there %s, %s: %s', (here, there, values, expected) => {
    const states = TRIPLES.filter(
      ({ base, site, remote }) =>
        fate(base, site) === here &&
        fate(base, remote) === there &&
        isEqual(site, remote) === (values === 'equal'),
    );
    expect(states.length === 0).toBe(expected === 'impossible');
    for (const { base, site, remote } of states) {
      // A contact that is nowhere and never was.
      const nowhere = base === null && site === null && remote === null;
      expect(outcome(base, site, remote)).toBe(nowhere ? 'nothing' : expected);
    }
  });

  it('takes two persons that were added for two', () => {
    const meyer = record({ ...THERE, familyName: 'Meyer' });
    expect(outcome(null, HERE, meyer)).toBe('toPbx create, toSite create');
  });

  it('never has a contact of a base counted as added', () => {
    const plan = planUpload(statesOf(world(BASE, HERE, THERE)));
    expect(plan.toPbx.create).toEqual([]);
    expect(plan.toSite.create).toEqual([]);
  });

  it('says both values and the base of a conflict, and which contact of each side', () => {
    const [conflict] = planUpload(statesOf(world(BASE, HERE, THERE))).conflicts;
    expect(conflict).toMatchObject({
      contactId: 1,
      remoteId: 'r1',
      name: 'Durand',
      fields: [{ field: 'position', base: 'CEO', site: 'CFO', pbx: 'CTO' }],
    });
  });

  it.each([
    ['local', 'CFO'],
    ['pbx', 'CTO'],
  ] as const)('decided %s, both sides hold %s', (decision, expected) => {
    for (const base of [BASE, null]) {
      const states = world(base, HERE, THERE);
      const after = carryOut(states, decideAll(planUpload(statesOf(states)), decision));
      expect([...after.site.values(), ...after.remote.values()].map((it) => it.position)).toEqual([
        expected,
        expected,
      ]);
      expect(after.base.get(1)?.record.position).toBe(expected);
    }
  });

  it('merges fields that do not overlap', () => {
    const states = world(BASE, HERE, record({ ...BASE, company: 'Durand SA' }));
    const after = carryOut(states, planUpload(statesOf(states)));
    expect(after.site.get(1)).toMatchObject({ position: 'CFO', company: 'Durand SA' });
    expect(after.remote.get('r1')).toMatchObject({ position: 'CFO', company: 'Durand SA' });
  });

  it('keeps an undisputed change waiting for the decision, then carries it out with it', () => {
    const states = world(BASE, HERE, record({ ...THERE, company: 'Durand SA' }));
    const plan = planUpload(statesOf(states));
    expect(plan.toSite.update).toEqual([]);
    const after = carryOut(states, decideAll(plan, 'local'));
    expect(after.site.get(1)).toMatchObject({ position: 'CFO', company: 'Durand SA' });
    expect(after.remote.get('r1')).toMatchObject({ position: 'CFO', company: 'Durand SA' });
  });
});

describe('lists', () => {
  const numbers = (...values: string[]) =>
    record({ ...BASE, numbers: values.map((value) => ({ kind: 'work', value })) });

  it('merge as sets: both additions stay, both removals count', () => {
    const states = world(numbers('200', '201'), numbers('200', '0033611111111'), numbers('201', '**610'));
    const plan = planUpload(statesOf(states));
    expect(plan.conflicts).toEqual([]);
    const after = carryOut(states, plan);
    expect(after.site.get(1)?.numbers.map((it) => it.value)).toEqual(['0033611111111', '**610']);
    expect(after.remote.get('r1')?.numbers.map((it) => it.value)).toEqual(['0033611111111', '**610']);
  });

  it('ask when more numbers come together than the device keeps', () => {
    const plan = planUpload(
      statesOf(
        world(
          numbers('200', '201', '202'),
          numbers('200', '201', '202', '203'),
          numbers('200', '201', '202', '204'),
        ),
      ),
    );
    expect(plan.conflicts.map((it) => it.fields.map((field) => field.field))).toEqual([['numbers']]);
  });

  it('ask when both sides replace a number by another, but not when both move a contact to another group', () => {
    expect(outcome(numbers('200'), numbers('201'), numbers('202'))).toBe('both-changed');
    const member = (group: string) => record({ ...BASE, groups: [group] });
    expect(outcome(member('Staff'), member('Clients'), member('Partners'))).toBe(
      'toPbx update, toSite update',
    );
  });

  it('ask when both sides give one number another kind', () => {
    const kind = (it: 'work' | 'home' | 'mobile') =>
      record({ ...BASE, numbers: [{ kind: it, value: '0033612345678' }] });
    expect(outcome(kind('work'), kind('home'), kind('mobile'))).toBe('both-changed');
    expect(outcome(kind('work'), kind('home'), kind('home'))).toBe('nothing');
    expect(outcome(kind('work'), kind('home'), kind('work'))).toBe('toPbx update');
  });

  it('know a number in national and in international form, and lists in any order', () => {
    expect(
      outcome(numbers('0612345678', '200'), numbers('0033612345678', '200'), numbers('200', '0612345678')),
    ).toBe('nothing');
  });

  it('keep a number whose kind changed here and which was removed there', () => {
    const kind = (it: 'work' | 'home') => record({ ...BASE, numbers: [{ kind: it, value: '200' }] });
    expect(outcome(kind('work'), kind('home'), record({ ...BASE, numbers: [] }))).toBe('toPbx update');
  });
});

describe('what the device cannot say', () => {
  it('is no difference: a replaced letter, a field that the connector does not read', () => {
    const states = world(
      record({ ...BASE, company: 'Łódź' }),
      record({ ...BASE, company: 'Lódz' }),
      record({ ...BASE, company: 'Łódź' }),
    );
    expect(planUpload(statesOf(states)).unchanged).toBe(1);
    const unread = world(BASE, HERE, THERE);
    unread.fields = ['familyName', 'numbers'];
    expect(planUpload(statesOf(unread)).unchanged).toBe(1);
  });

  it('is not sent: a contact that the device cannot hold waits in the site', () => {
    for (const base of [BASE, null]) {
      const states = world(base, record({ ...HERE, numbers: [] }), base);
      states.problems.set(1, [{ code: 'contact-no-number', severity: 'error' }]);
      const plan = planUpload(statesOf(states));
      expect(plan.toPbx.create).toEqual([]);
      expect(plan.toPbx.update).toEqual([]);
      expect(plan.losses).toMatchObject([{ contactId: 1, problem: { code: 'contact-no-number' } }]);
    }
  });
});
