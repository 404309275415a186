/** A site, a PBX and their common base, small enough to compare whole, with all that carrying out a plan does. */
import * as fc from 'fast-check';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { DeviceRecord, RecordField } from '../../../core/device/record.ts';
import { comparer } from '../../../core/device/same.ts';
import { emptyFields } from '../../../core/directory/contact.ts';
import type { GroupDirection, GroupKind } from '../../../core/directory/group.ts';
import { baseForNow, nextBase } from '../../../core/merge/decide.ts';
import type { MergeInput, PendingWrite } from '../../../core/merge/input.ts';
import type { UploadPlan } from '../../../core/merge/plan.ts';
import type { Problem } from '../../../core/problem/problem.ts';

export const RUNS = process.env['CI'] === undefined ? 100 : 1000;
const PROFILE = deviceProfile('commander-6000');
const COUNTRY = 'FR';
export const FIELDS: readonly RecordField[] = PROFILE.fields.value;
export const compare = comparer(PROFILE, COUNTRY);

export interface Group {
  name: string;
  kind: GroupKind;
  /** Of a group of the site; both where it is absent. */
  direction?: GroupDirection;
}

export interface World {
  site: Map<number, DeviceRecord>;
  siteGroups: Map<number, Group>;
  remote: Map<string, DeviceRecord>;
  remoteGroups: Map<string, Group>;
  base: Map<number, { remoteId: string; record: DeviceRecord }>;
  baseGroups: Map<number, { remoteId: string; name: string; standardForNew: boolean }>;
  pending: PendingWrite[];
  heldBefore: ReadonlySet<string> | null;
  problems: Map<number, Problem[]>;
  fields: readonly RecordField[];
}

export const record = (some: Partial<DeviceRecord> = {}): DeviceRecord => ({ ...emptyFields(), ...some });

export const emptyWorld = (): World => ({
  site: new Map(),
  siteGroups: new Map(),
  remote: new Map(),
  remoteGroups: new Map(),
  base: new Map(),
  baseGroups: new Map(),
  pending: [],
  heldBefore: null,
  problems: new Map(),
  fields: FIELDS,
});

const nameOf = (it: DeviceRecord): string => it.familyName || it.company;

export const statesOf = (world: World): MergeInput => ({
  baseContacts: world.base,
  baseGroups: world.baseGroups,
  pending: world.pending,
  heldBefore: world.heldBefore,
  site: {
    contacts: [...world.site].map(([id, it]) => ({
      id,
      name: nameOf(it),
      record: it,
      problems: world.problems.get(id) ?? [],
    })),
    groups: [...world.siteGroups].map(([id, group]) => ({
      id,
      direction: 'both',
      ...group,
      standardForNew: false,
    })),
  },
  remote: {
    contacts: [...world.remote].map(([id, it]) => ({ id, record: it })),
    groups: [...world.remoteGroups].map(([id, group]) => ({ id, ...group, standardForNew: false })),
  },
  // Rights have tests of their own.
  access: null,
  fields: world.fields,
  profile: PROFILE,
  country: COUNTRY,
});

let serial = 1000;
const inGroups = (records: Map<unknown, DeviceRecord>, change: (groups: string[]) => string[]): void => {
  for (const it of records.values()) it.groups = change(it.groups).sort();
};

/** Carries out a plan, in whole or one direction only. Renaming and deleting a group reach its members. */
export function carryOut(world: World, plan: UploadPlan, directions = { push: true, take: true }): World {
  const next = structuredClone(world);
  next.pending = [];
  for (const { groupId, remoteId, name } of plan.groupLinks) setGroupBase(next, groupId, remoteId, name);
  for (const link of plan.links) {
    if (link.base !== null) {
      const record = structuredClone(baseForNow(link.base, plan.groupLinks));
      next.base.set(link.contactId, { remoteId: link.remoteId, record });
    }
  }
  for (const id of plan.unlinked.contacts) next.base.delete(id);
  for (const id of plan.unlinked.groups) next.baseGroups.delete(id);
  if (directions.take) takeGroups(next, plan);
  if (directions.push) pushGroups(next, plan);
  if (directions.push) {
    for (const { remoteId, contactId } of plan.toPbx.delete) {
      next.remote.delete(remoteId ?? '');
      next.base.delete(contactId ?? 0);
    }
    for (const it of plan.toPbx.update)
      next.remote.set(it.remoteId ?? '', structuredClone(it.record ?? record()));
    for (const it of plan.toPbx.create) {
      const remoteId = `r${serial++}`;
      next.remote.set(remoteId, structuredClone(it.record ?? record()));
      next.base.set(it.contactId ?? 0, { remoteId, record: structuredClone(it.record ?? record()) });
    }
  }
  if (directions.take) {
    for (const { contactId } of plan.toSite.delete) {
      next.site.delete(contactId ?? 0);
      next.base.delete(contactId ?? 0);
    }
    for (const it of plan.toSite.update)
      next.site.set(it.contactId ?? 0, structuredClone(it.record ?? record()));
    for (const it of plan.toSite.create) {
      const id = serial++;
      next.site.set(id, structuredClone(it.record ?? record()));
      next.base.set(id, { remoteId: it.remoteId ?? '', record: structuredClone(it.record ?? record()) });
    }
  }
  for (const link of plan.links) {
    const done = (directions.push ? link.toPbx.length : 0) + (directions.take ? link.toSite.length : 0);
    if (done === 0) continue;
    const base = nextBase(link, { pushed: directions.push, taken: directions.take });
    if (base !== null) {
      next.base.set(link.contactId, { remoteId: link.remoteId, record: structuredClone(base) });
    }
  }
  return next;
}

function takeGroups(world: World, plan: UploadPlan): void {
  for (const { kind, groupId, remoteId, name, groupKind } of plan.toSite.groups) {
    const old = world.siteGroups.get(groupId ?? -1)?.name ?? '';
    if (kind === 'delete-group') {
      world.siteGroups.delete(groupId ?? -1);
      world.baseGroups.delete(groupId ?? -1);
      inGroups(world.site, (groups) => groups.filter((it) => it !== old));
      continue;
    }
    const id = groupId ?? serial++;
    world.siteGroups.set(id, { name, kind: groupKind });
    setGroupBase(world, id, remoteId ?? '', name);
    if (kind === 'rename-group')
      inGroups(world.site, (groups) => groups.map((it) => (it === old ? name : it)));
  }
}

function pushGroups(world: World, plan: UploadPlan): void {
  for (const { kind, groupId, remoteId, name, groupKind } of plan.toPbx.groups) {
    const old = world.remoteGroups.get(remoteId ?? '')?.name ?? '';
    if (kind === 'delete-group') {
      world.remoteGroups.delete(remoteId ?? '');
      world.baseGroups.delete(groupId ?? -1);
      inGroups(world.remote, (groups) => groups.filter((it) => it !== old));
      continue;
    }
    const id = remoteId ?? `g${serial++}`;
    world.remoteGroups.set(id, { name, kind: groupKind });
    setGroupBase(world, groupId ?? -1, id, name);
    if (kind === 'rename-group')
      inGroups(world.remote, (groups) => groups.map((it) => (it === old ? name : it)));
  }
}

/** The bases of members follow. */
function setGroupBase(world: World, id: number, remoteId: string, name: string): void {
  const before = world.baseGroups.get(id)?.name;
  world.baseGroups.set(id, { remoteId, name, standardForNew: false });
  for (const { record: it } of world.base.values())
    it.groups = it.groups.map((group) => (group === before ? name : group)).sort();
}

/** The contents of one side, whatever its ids and the order of its lists. */
export const contents = (records: Iterable<DeviceRecord>): string[] =>
  [...records].map((it) => compare.key(it, FIELDS)).sort();

export const isEmpty = ({ toPbx, toSite, conflicts }: UploadPlan): boolean =>
  [toPbx, toSite].every(
    (it) => it.groups.length + it.create.length + it.update.length + it.delete.length === 0,
  ) && conflicts.length === 0;

const some = <T>(...values: T[]) => fc.constantFrom(...values);

/** Few values, so that coincidences are frequent. */
const anyRecord = fc
  .record({
    givenName: some('', 'Ada', 'Élodie'),
    familyName: some('Meyer', 'Durand', 'Łukasz'),
    company: some('', 'Société Générale', 'Müller GmbH'),
    position: some('', 'CEO'),
    shortCode: some('', '7001', '7002'),
    numbers: fc.uniqueArray(
      fc.record({
        kind: some('main' as const, 'work' as const, 'home' as const, 'mobile' as const),
        value: some('0033612345678', '0612345678', '004930123456', '**610', '200', '0033123456789'),
      }),
      { maxLength: 3, selector: (it) => it.value.slice(-8) },
    ),
    emails: fc.uniqueArray(
      fc.record({ kind: some('work' as const, 'home' as const), value: some('a@x.fr', 'A@x.fr', 'b@x.fr') }),
      { maxLength: 2, selector: (it) => it.value.toLowerCase() },
    ),
    groups: fc.subarray(['Clients', 'Freunde', 'Staff']),
  })
  .map((it) => record({ ...it, groups: it.groups.toSorted() }));

const anyFate = fc.oneof(
  { weight: 3, arbitrary: fc.constant('same' as const) },
  { weight: 1, arbitrary: fc.constant('deleted' as const) },
  { weight: 2, arbitrary: anyRecord },
  { weight: 3, arbitrary: fc.tuple(some(...FIELDS), anyRecord) },
);

/** Any three states with three groups that all sides have. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    bases: fc.array(fc.record({ base: anyRecord, site: anyFate, remote: anyFate }), { maxLength: 6 }),
    newHere: fc.array(anyRecord, { maxLength: 3 }),
    newThere: fc.array(anyRecord, { maxLength: 3 }),
  })
  .map(({ bases, newHere, newThere }) => {
    const world = withGroups(emptyWorld(), ['Clients', 'Freunde', 'Staff']);
    const fated = (base: DeviceRecord, fate: (typeof bases)[number]['site']): DeviceRecord | null => {
      if (fate === 'deleted') return null;
      if (fate === 'same') return structuredClone(base);
      if (!Array.isArray(fate)) return structuredClone(fate);
      const [field, other] = fate;
      return { ...structuredClone(base), [field]: other[field] };
    };
    for (const [index, { base, site, remote }] of bases.entries()) {
      const here = fated(base, site);
      const there = fated(base, remote);
      if (here !== null) world.site.set(index + 1, here);
      if (there !== null) world.remote.set(`r${index + 1}`, there);
      world.base.set(index + 1, { remoteId: `r${index + 1}`, record: structuredClone(base) });
    }
    for (const [index, it] of newHere.entries()) world.site.set(100 + index, structuredClone(it));
    for (const [index, it] of newThere.entries()) world.remote.set(`r${100 + index}`, structuredClone(it));
    return world;
  });

export function withGroups(world: World, names: readonly string[], kind: GroupKind = 'standard'): World {
  for (const name of names) {
    const id = world.siteGroups.size + 1;
    world.siteGroups.set(id, { name, kind });
    world.remoteGroups.set(`g${id}`, { name, kind });
    world.baseGroups.set(id, { remoteId: `g${id}`, name, standardForNew: false });
  }
  return world;
}

/** The same states with the sides exchanged. */
export function mirrored(world: World): World {
  const siteIds = new Map([...world.site.keys()].map((id) => [id, `r${id}`]));
  const remoteIds = new Map([...world.remote.keys()].map((id) => [id, Number(id.slice(1))]));
  const mirror = { ...structuredClone(world), site: new Map(), remote: new Map(), base: new Map() };
  for (const [id, it] of world.remote) mirror.site.set(remoteIds.get(id) ?? 0, it);
  for (const [id, it] of world.site) mirror.remote.set(siteIds.get(id) ?? '', it);
  for (const [id, { remoteId, record: it }] of world.base) {
    mirror.base.set(Number(remoteId.slice(1)), { remoteId: `r${id}`, record: it });
  }
  return mirror;
}
