/**
 * What subscribers may do with contact groups, merged cell by cell: a subscriber and a group. A cell is one
 * value (none, read, write, write and standard), so either side's change of it is whole. What was never
 * compared counts as none: a right that only one side gives was given there.
 */
import type { Subscriber } from '../directory/subscriber.ts';
import type { Grant } from '../directory/subscriber.ts';
import type { Problem } from '../problem/problem.ts';
import type { GroupPlan } from './groups.ts';
import type { AccessCell, AccessChange, AccessPlan } from './plan.ts';

/** A cell that both sides agreed on; `groupId` is the site's. Cells that are none are not listed. */
export interface AccessBase extends AccessCell {
  extension: string;
  groupId: number;
}

export interface AccessStates {
  site: readonly Subscriber[];
  /** Rights name groups of the PBX; one that is not named is none. */
  remote: readonly {
    extension: string;
    name: string;
    rights: readonly { group: string; grant: Grant; standard: boolean }[];
  }[];
  base: readonly AccessBase[];
  /** Cells that were sent and whose outcome was never learnt, the latest last. */
  sent: readonly AccessBase[];
}

const NONE: AccessCell = { grant: 'none', standard: false };

const sameCell = (one: AccessCell, other: AccessCell): boolean =>
  one.grant === other.grant && one.standard === other.standard;

export const noAccess = (): AccessPlan => ({
  toPbx: [],
  toSite: [],
  conflicts: [],
  newSubscribers: [],
  renamedSubscribers: [],
  onlyHere: [],
  losses: [],
  agreed: [],
});

/**
 * @param groups What the plan makes of the groups: cells of a group that goes say nothing.
 * @param siteGroups Every group of the site, by id.
 */
export function planAccess(
  states: AccessStates,
  groups: GroupPlan,
  siteGroups: ReadonlyMap<number, string>,
): AccessPlan {
  const plan = noAccess();
  const ids = new Map<string, number>();
  for (const [id, name] of siteGroups) {
    const final = groups.finalName('site', name);
    if (final !== null) ids.set(final, id);
  }
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  const based = cellsOf(states.base, names);
  const sent = cellsOf(states.sent, names);
  const siteSubscribers = new Map(states.site.map((subscriber) => [subscriber.extension, subscriber]));

  for (const there of states.remote) {
    const { extension, name } = there;
    const here = siteSubscribers.get(extension);
    siteSubscribers.delete(extension);
    // Administrators may do everything: the site keeps no rights for them.
    if (here !== undefined && here.role !== 'subscriber') continue;
    if (here === undefined) plan.newSubscribers.push({ extension, name });
    else if (here.name !== name && name !== '') plan.renamedSubscribers.push({ extension, name });
    const remote = remoteCells(there.rights, groups);
    const site = here === undefined ? null : siteCells(here, groups, plan.losses);
    const base = based.get(extension) ?? new Map<string, AccessCell>();
    for (const group of new Set([...remote.keys(), ...(site?.keys() ?? []), ...base.keys()])) {
      const pbxCell = remote.get(group) ?? NONE;
      const siteCell = site === null ? NONE : (site.get(group) ?? NONE);
      const interrupted = sent.get(extension)?.get(group);
      // What was sent and is there now has arrived: it is no change of the PBX's.
      const arrived = interrupted !== undefined && sameCell(interrupted, pbxCell);
      const stored = base.get(group) ?? NONE;
      const before = arrived ? interrupted : stored;
      const groupId = ids.get(group) ?? null;
      const cell = { extension, subscriber: name, group, groupId };
      const agree = (value: AccessCell) => {
        if (groupId !== null && !sameCell(value, stored)) plan.agreed.push({ extension, groupId, ...value });
      };
      if (site === null) {
        // A subscriber whom the site does not have: nothing is taken from the PBX.
        if (!sameCell(pbxCell, NONE)) plan.toSite.push({ ...cell, before: NONE, after: pbxCell });
      } else if (sameCell(siteCell, pbxCell)) agree(pbxCell);
      else if (sameCell(siteCell, before)) {
        plan.toSite.push({ ...cell, before: siteCell, after: pbxCell });
        agree(before);
      } else if (sameCell(pbxCell, before)) {
        plan.toPbx.push({ ...cell, before: pbxCell, after: siteCell });
        agree(before);
      } else {
        const key = JSON.stringify(['access', extension, group]);
        plan.conflicts.push({ key, ...cell, base: before, site: siteCell, pbx: pbxCell });
      }
    }
  }
  for (const { extension, name, role } of siteSubscribers.values()) {
    if (role === 'subscriber') plan.onlyHere.push({ extension, name });
  }
  return plan;
}

/** Every cell in conflict decided as the keys say; undecided ones stay. */
export function decideAccess(
  plan: AccessPlan,
  decisionOf: (key: string) => 'local' | 'pbx' | undefined,
): AccessPlan {
  const decided: AccessPlan = {
    ...plan,
    toPbx: [...plan.toPbx],
    toSite: [...plan.toSite],
    conflicts: [],
  };
  for (const conflict of plan.conflicts) {
    const { key, base: _base, site, pbx, ...cell } = conflict;
    const decision = decisionOf(key);
    if (decision === undefined) decided.conflicts.push(conflict);
    else if (decision === 'local') decided.toPbx.push({ ...cell, before: pbx, after: site });
    else decided.toSite.push({ ...cell, before: site, after: pbx });
  }
  return decided;
}

/**
 * The steps from one cell to another, each a value of its own on the device: first the right, then the
 * standard group, which needs the right and goes with it.
 */
export function cellSteps({ before, after }: Pick<AccessChange, 'before' | 'after'>): AccessCell[] {
  const steps: AccessCell[] = [];
  let cell = before;
  if (after.grant !== cell.grant) {
    cell = { grant: after.grant, standard: cell.standard && after.grant === 'write' };
    steps.push(cell);
  }
  if (after.standard !== cell.standard) steps.push(after);
  return steps;
}

type Cells = Map<string, AccessCell>;

function cellsOf(
  entries: readonly AccessBase[],
  names: ReadonlyMap<number, string>,
): Map<string, Map<string, AccessCell>> {
  const cells = new Map<string, Cells>();
  for (const { extension, groupId, grant, standard } of entries) {
    const name = names.get(groupId);
    if (name === undefined) continue;
    const ofSubscriber = cells.get(extension) ?? new Map<string, AccessCell>();
    cells.set(extension, ofSubscriber.set(name, { grant, standard }));
  }
  return cells;
}

function remoteCells(rights: AccessStates['remote'][number]['rights'], groups: GroupPlan): Cells {
  const cells: Cells = new Map();
  for (const { group, grant, standard } of rights) {
    const name = groups.finalName('remote', group);
    if (name !== null) cells.set(name, { grant, standard });
  }
  return cells;
}

/** As the device can hold it; what it cannot is a loss. Groups that the PBX will not have are left out. */
function siteCells(
  { extension, name: subscriber, grants, standardGroups }: Subscriber,
  groups: GroupPlan,
  losses: AccessPlan['losses'],
): Cells {
  const cells: Cells = new Map();
  for (const [group, grant] of Object.entries(grants)) {
    const name = groups.finalName('site', group);
    if (name === null || !groups.onPbx.has(name)) continue;
    const lose = (code: Problem['code']) =>
      losses.push({
        name: `${extension} ${subscriber}`.trim(),
        problem: { code, severity: 'warning', value: name },
      });
    const google = groups.google.has(name);
    if (google && grant === 'write') lose('pbx-google-read-only');
    const held = google && grant === 'write' ? 'read' : grant;
    const standard = standardGroups.includes(group);
    if (standard && held !== 'write') lose('pbx-standard-needs-write');
    cells.set(name, { grant: held, standard: standard && held === 'write' });
  }
  return cells;
}
