import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant, Subscriber } from '../../../core/directory/subscriber.ts';
import type { AccessBase, AccessStates } from '../../../core/merge/access.ts';
import { cellSteps } from '../../../core/merge/access.ts';
import { decide, decideAll } from '../../../core/merge/decide.ts';
import { planUpload } from '../../../core/merge/merge.ts';
import type { AccessCell, Decision, UploadPlan } from '../../../core/merge/plan.ts';
import { emptyWorld, RUNS, statesOf, withGroups } from './world.ts';

const CELLS: readonly AccessCell[] = [
  { grant: 'none', standard: false },
  { grant: 'read', standard: false },
  { grant: 'write', standard: false },
  { grant: 'write', standard: true },
];
const [NONE, READ, WRITE, HOME] = CELLS;
if (NONE === undefined || READ === undefined || WRITE === undefined || HOME === undefined) throw new Error();

const GROUPS = ['Clients', 'Staff'];

type Side = Record<string, Partial<Record<string, AccessCell>>>;

const subscriber = (extension: string, cells: Partial<Record<string, AccessCell>>): Subscriber => {
  const grants: Record<string, Grant> = {};
  const standardGroups: string[] = [];
  for (const [group, cell] of Object.entries(cells)) {
    if (cell === undefined) continue;
    if (cell.grant !== 'none') grants[group] = cell.grant;
    if (cell.standard) standardGroups.push(group);
  }
  return { extension, name: `Name ${extension}`, role: 'subscriber', grants, standardGroups };
};

const remote = (side: Side): AccessStates['remote'] =>
  Object.entries(side).map(([extension, cells]) => ({
    extension,
    name: `Name ${extension}`,
    rights: Object.entries(cells).flatMap(([group, cell]) =>
      cell === undefined ? [] : [{ group, ...cell }],
    ),
  }));

const stored = (side: Side): AccessBase[] =>
  Object.entries(side).flatMap(([extension, cells]) =>
    Object.entries(cells).flatMap(([group, cell]) =>
      cell === undefined || cell.grant === 'none'
        ? []
        : [{ extension, groupId: GROUPS.indexOf(group) + 1, ...cell }],
    ),
  );

const planOf = (base: Side, site: Side, pbx: Side, sent: Side = {}): UploadPlan => {
  const world = withGroups(emptyWorld(), GROUPS);
  const access: AccessStates = {
    site: Object.entries(site).map(([extension, cells]) => subscriber(extension, cells)),
    remote: remote(pbx),
    base: stored(base),
    sent: stored(sent),
  };
  return planUpload({ ...statesOf(world), access });
};

const cell = (one: AccessCell): Side => ({ '21': { Staff: one } });
const same = (one: AccessCell, other: AccessCell) => JSON.stringify(one) === JSON.stringify(other);
const sizes = ({ access: { toPbx, toSite, conflicts } }: UploadPlan) => [
  toPbx.length,
  toSite.length,
  conflicts.length,
];

describe('a right of a subscriber', () => {
  it.each(CELLS.flatMap((base) => CELLS.flatMap((site) => CELLS.map((pbx) => [base, site, pbx] as const))))(
    'merges %j, %j, %j',
    (base, site, pbx) => {
      const plan = planOf(cell(base), cell(site), cell(pbx));
      const wanted = same(site, pbx)
        ? [0, 0, 0]
        : same(site, base)
          ? [0, 1, 0]
          : same(pbx, base)
            ? [1, 0, 0]
            : [0, 0, 1];
      expect(sizes(plan)).toEqual(wanted);
      expect(plan.access.toPbx.map(({ before, after }) => [before, after])).toEqual(
        wanted[0] === 1 ? [[pbx, site]] : [],
      );
      expect(plan.access.toSite.map(({ before, after }) => [before, after])).toEqual(
        wanted[1] === 1 ? [[site, pbx]] : [],
      );
      for (const [decision, direction] of [
        ['local', 'toPbx'],
        ['pbx', 'toSite'],
      ] as const) {
        const decided = decideAll(plan, decision);
        expect(decided.access.conflicts).toEqual([]);
        if (wanted[2] === 1) expect(decided.access[direction]).toHaveLength(1);
      }
      const agreed = same(site, pbx) && !same(site, base) ? [{ extension: '21', groupId: 2, ...site }] : [];
      expect(plan.access.agreed).toEqual(agreed);
    },
  );

  it('is decided cell by cell, and a contact’s decision is no right’s', () => {
    const plan = planOf(
      { '21': { Staff: READ, Clients: READ } },
      { '21': { Staff: WRITE, Clients: WRITE } },
      { '21': { Staff: NONE, Clients: NONE } },
    );
    const [first, second] = plan.access.conflicts;
    expect(plan.access.conflicts.map(({ group }) => group).sort()).toEqual(GROUPS);
    const decisions: Record<string, Decision> = { '21:Staff': 'pbx' };
    decisions['constructor'] = 'pbx';
    decisions[first?.key ?? ''] = 'local';
    const decided = decide(plan, decisions);
    expect(decided.access.conflicts).toEqual([second]);
    expect(decided.access.toPbx).toMatchObject([{ group: first?.group, before: NONE, after: WRITE }]);
  });

  it('that was sent and arrived before the line dropped is no change of the PBX’s', () => {
    expect(sizes(planOf(cell(NONE), cell(HOME), cell(WRITE)))).toEqual([0, 0, 1]);
    const resumed = planOf(cell(NONE), cell(HOME), cell(WRITE), cell(WRITE));
    expect(sizes(resumed)).toEqual([1, 0, 0]);
    expect(resumed.access.agreed).toEqual([{ extension: '21', groupId: 2, ...WRITE }]);
    // Sent and not arrived: it is sent again.
    expect(sizes(planOf(cell(NONE), cell(HOME), cell(NONE), cell(WRITE)))).toEqual([1, 0, 0]);
  });

  it('needs no more operations than values change, each valid on its own', () => {
    for (const before of CELLS) {
      for (const after of CELLS) {
        const steps = cellSteps({ before, after });
        const values = Number(before.grant !== after.grant) + Number(before.standard !== after.standard);
        expect(steps.length).toBeLessThanOrEqual(values);
        expect(steps.at(-1) ?? before).toEqual(after);
        for (const step of steps) expect(step.standard && step.grant !== 'write').toBe(false);
      }
    }
  });

  it('settles: when the plan was carried out there is nothing left to do', () => {
    const any = fc.constantFrom(...CELLS);
    const side = fc.record({
      '21': fc.record({ Staff: any, Clients: any }),
      '22': fc.record({ Staff: any, Clients: any }),
    });
    const carried = (side: Side, changes: UploadPlan['access']['toPbx']): Side => {
      const next = structuredClone(side);
      for (const { extension, group, after } of changes) (next[extension] ??= {})[group] = after;
      return next;
    };
    fc.assert(
      fc.property(
        side,
        side,
        side,
        fc.constantFrom('local' as const, 'pbx' as const),
        (base, site, pbx, decision) => {
          const { access } = decideAll(planOf(base, site, pbx), decision);
          const [here, there] = [carried(site, access.toSite), carried(pbx, access.toPbx)];
          expect(sizes(planOf(here, here, there))).toEqual([0, 0, 0]);
          // Nothing was lost that only one side had changed.
          for (const extension of ['21', '22'] as const) {
            for (const group of ['Staff', 'Clients'] as const) {
              const was = base[extension][group];
              const [s, p] = [site[extension][group], pbx[extension][group]];
              const now = here[extension]?.[group];
              if (same(s, was)) expect(now).toEqual(p);
              if (same(p, was)) expect(now).toEqual(s);
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('subscribers', () => {
  it('that only the PBX has are taken over, those that only the site has are reported', () => {
    const { access } = planOf({}, { '30': { Staff: READ } }, { '21': { Staff: WRITE } });
    expect(access.newSubscribers).toEqual([{ extension: '21', name: 'Name 21' }]);
    expect(access.toSite).toMatchObject([{ extension: '21', group: 'Staff', after: WRITE }]);
    expect(access.onlyHere).toEqual([{ extension: '30', name: 'Name 30' }]);
    expect(access.toPbx).toEqual([]);
  });

  it('deleted in the site lose nothing on the PBX', () => {
    const { access } = planOf(cell(WRITE), {}, cell(WRITE));
    expect([access.toPbx, access.newSubscribers.length, access.toSite.length]).toEqual([[], 1, 1]);
  });

  it('have the name that the PBX gives them', () => {
    const world = statesOf(withGroups(emptyWorld(), GROUPS));
    const site = [{ ...subscriber('21', {}), name: 'Old' }];
    const { access } = planUpload({
      ...world,
      access: { site, remote: remote({ '21': {} }), base: [], sent: [] },
    });
    expect(access.renamedSubscribers).toEqual([{ extension: '21', name: 'Name 21' }]);
  });

  it('who administer have no rights to merge', () => {
    const world = statesOf(withGroups(emptyWorld(), GROUPS));
    const site: Subscriber[] = [{ ...subscriber('11', { Staff: READ }), role: 'sub-administrator' }];
    const { access } = planUpload({ ...world, access: { site, remote: [], base: [], sent: [] } });
    expect([access.onlyHere, access.toPbx]).toEqual([[], []]);
  });
});

describe('the groups of rights', () => {
  it('keep their rights when they are renamed on either side', () => {
    const world = withGroups(emptyWorld(), GROUPS);
    world.remoteGroups.set('g2', { name: 'Team', kind: 'standard' });
    const access: AccessStates = {
      site: [subscriber('21', { Staff: WRITE })],
      remote: remote({ '21': { Team: READ } }),
      base: stored({ '21': { Staff: READ } }),
      sent: [],
    };
    const plan = planUpload({ ...statesOf(world), access });
    expect(plan.access.toPbx).toMatchObject([{ group: 'Team', before: READ, after: WRITE }]);
    expect(plan.access.toSite).toEqual([]);
  });

  it('that are deleted take their rights with them', () => {
    const world = withGroups(emptyWorld(), GROUPS);
    world.siteGroups.delete(2);
    const access: AccessStates = {
      site: [subscriber('21', {})],
      remote: remote({ '21': { Staff: WRITE } }),
      base: stored({ '21': { Staff: WRITE } }),
      sent: [],
    };
    expect(sizes(planUpload({ ...statesOf(world), access }))).toEqual([0, 0, 0]);
  });

  it('of Google are read only, and a standard group needs the right to write', () => {
    const world = withGroups(emptyWorld(), ['Clients', 'Staff']);
    world.siteGroups.set(1, { name: 'Clients', kind: 'google' });
    world.remoteGroups.set('g1', { name: 'Clients', kind: 'google' });
    const site = [{ ...subscriber('21', { Clients: WRITE, Staff: READ }), standardGroups: ['Staff'] }];
    const { access } = planUpload({
      ...statesOf(world),
      access: { site, remote: remote({ '21': {} }), base: [], sent: [] },
    });
    expect(access.toPbx.map(({ group, after }) => [group, after])).toEqual([
      ['Clients', READ],
      ['Staff', READ],
    ]);
    expect(access.losses.map(({ problem }) => problem.code).sort()).toEqual([
      'pbx-google-read-only',
      'pbx-standard-needs-write',
    ]);
  });
});

describe('the mark for new contacts', () => {
  it.each([
    [false, true, false, 'toPbx', true],
    [false, false, true, 'toSite', true],
    [true, false, true, 'toPbx', false],
    [true, true, false, 'toSite', false],
  ] as const)('was %s, is %s here and %s there: %s becomes %s', (base, site, pbx, direction, wanted) => {
    const world = withGroups(emptyWorld(), ['Staff']);
    world.baseGroups.set(1, { remoteId: 'g1', name: 'Staff', standardForNew: base });
    const states = statesOf(world);
    const plan = planUpload({
      ...states,
      site: {
        contacts: [],
        groups: [{ id: 1, name: 'Staff', kind: 'standard', standardForNew: site, direction: 'both' }],
      },
      remote: { contacts: [], groups: [{ id: 'g1', name: 'Staff', kind: 'standard', standardForNew: pbx }] },
    });
    expect(plan[direction].groups).toMatchObject([{ kind: 'mark-group', standardForNew: wanted }]);
    expect(plan[direction === 'toPbx' ? 'toSite' : 'toPbx'].groups).toEqual([]);
    expect(plan.groupLinks).toMatchObject([{ standardForNew: base }]);
  });

  it('is not compared where the line does not say it', () => {
    const world = statesOf(withGroups(emptyWorld(), ['Staff']));
    const [group] = world.remote.groups;
    if (group === undefined) throw new Error();
    const states = { ...world, remote: { ...world.remote, groups: [{ ...group, standardForNew: null }] } };
    expect([planUpload(states).toPbx.groups, planUpload(states).toSite.groups]).toEqual([[], []]);
  });
});
