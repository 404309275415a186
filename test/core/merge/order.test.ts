/**
 * The order of edits, and when the two sides are brought together in between, make no difference: edits of
 * different things, in any order on both sides, end in the same state (100 edits in 10 shuffles).
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { planUpload } from '../../../core/merge/merge.ts';
import type { DeviceRecord } from '../../../core/device/record.ts';
import type { World } from './world.ts';
import { carryOut, contents, emptyWorld, isEmpty, record, statesOf, withGroups } from './world.ts';

const RUNS = process.env['CI'] === undefined ? 10 : 100;
const SHUFFLES = 10;
const EDITS = 100;
const CONTACTS = 20;
const GROUPS = ['Clients', 'Freunde', 'Staff'];

type Side = 'site' | 'remote';
type Edit = (world: World, side: Side) => void;

const person = (id: number): DeviceRecord =>
  record({
    familyName: `Person ${id}`,
    numbers: [{ kind: 'work', value: `00331400000${id + 10}` }],
    groups: GROUPS.slice(0, id % 4),
  });

const office = (): World => {
  const world = withGroups(emptyWorld(), GROUPS);
  for (let id = 1; id <= CONTACTS; id++) {
    world.site.set(id, person(id));
    world.remote.set(`r${id}`, person(id));
    world.base.set(id, { remoteId: `r${id}`, record: person(id) });
  }
  return world;
};

/** The name stays: people are found by it, whatever their ids are meanwhile. */
function edited(world: World, side: Side, id: number, work: (it: DeviceRecord) => void): void {
  const found = [...world[side].values()].find(({ familyName }) => familyName === `Person ${id}`);
  if (found === undefined) throw new Error(`Person ${id} is lost`);
  work(found);
}

/** More than are made in a run, each of a cell of its own. */
const cells: Edit[] = Array.from({ length: CONTACTS }, (_, index) => index + 1).flatMap((id): Edit[] => [
  ...(['givenName', 'company', 'department', 'position'] as const).map(
    (field): Edit =>
      (world, side) =>
        edited(world, side, id, (it) => (it[field] = `${field} ${id}`)),
  ),
  (world, side) =>
    edited(world, side, id, (it) => it.numbers.push({ kind: 'mobile', value: `00336120000${id + 10}` })),
  (world, side) => edited(world, side, id, (it) => it.emails.push({ kind: 'work', value: `p${id}@x.fr` })),
  ...GROUPS.map(
    (group): Edit =>
      (world, side) =>
        edited(world, side, id, ({ groups }) => {
          if (groups.includes(group)) groups.splice(groups.indexOf(group), 1);
          else groups.push(group);
          groups.sort();
        }),
  ),
  (world, side) => {
    if (side === 'site') world.site.set(10_000_000 + id, person(1000 + id));
    else world.remote.set(`new${id}`, person(1000 + id));
  },
]);

const run = fc.record({
  edits: fc.shuffledSubarray(cells, { minLength: EDITS, maxLength: EDITS }),
  sides: fc.array(fc.constantFrom<Side[]>('site', 'remote'), { minLength: EDITS, maxLength: EDITS }),
  orders: fc.array(fc.array(fc.nat(), { minLength: EDITS, maxLength: EDITS }), {
    minLength: SHUFFLES,
    maxLength: SHUFFLES,
  }),
});

it(`${EDITS} edits in ${SHUFFLES} orders reach the same state, ${RUNS} times`, () => {
  fc.assert(
    fc.property(run, ({ edits, sides, orders }) => {
      const ends = orders.map((order) => {
        let world = office();
        const shuffled = edits
          .map((edit, index) => ({ edit, side: sides[index] ?? 'site', rank: order[index] ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank);
        for (const { edit, side, rank } of shuffled) {
          edit(world, side);
          if (rank % 10 === 0) world = carryOut(world, planUpload(statesOf(world)));
        }
        world = carryOut(world, planUpload(statesOf(world)));
        expect(isEmpty(planUpload(statesOf(world)))).toBe(true);
        expect(contents(world.remote.values())).toEqual(contents(world.site.values()));
        return contents(world.site.values());
      });
      for (const end of ends) expect(end).toEqual(ends[0]);
    }),
    // A hundred edits shrink for hours and say no more then.
    { numRuns: RUNS, endOnFailure: true },
  );
});
