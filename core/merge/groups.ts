/**
 * Contact groups in a merge: matched by base, then by name. Names are then translated to the one that
 * each group will have, so that a renamed group is no change of its members.
 */
import type { DeviceProfile } from '../device/profile.ts';
import type { DeviceRecord } from '../device/record.ts';
import type { BaseGroupState, MergeInput, RemoteGroupState, SiteGroup } from './input.ts';
import type { GroupLink, PlannedGroup } from './plan.ts';
import { arrivedGroups } from './sent-groups.ts';

export interface GroupPlan {
  toPbx: PlannedGroup[];
  toSite: PlannedGroup[];
  links: GroupLink[];
  unlinked: number[];
  /** Final names of the groups whose contents only Google changes. */
  google: ReadonlySet<string>;
  /** Final names of the groups that the PBX will have. */
  onPbx: ReadonlySet<string>;
  /** The name that a group will have; null for one that goes. */
  finalName(side: 'site' | 'remote', name: string): string | null;
  /** The record with final group names; groups that the plan deletes are left out. */
  translate: Record<'site' | 'remote' | 'base', (record: DeviceRecord) => DeviceRecord>;
}

/** What a name of one side means: the final name, or null for a group that goes. */
type Names = Map<string, string | null>;

export function planGroups(input: MergeInput): GroupPlan {
  const toPbx: PlannedGroup[] = [];
  const toSite: PlannedGroup[] = [];
  const links: GroupLink[] = [];
  const { bases, gone } = arrivedGroups(input);
  const unlinked = [...gone];
  const names: Record<'site' | 'remote' | 'base', Names> = {
    site: new Map(),
    remote: new Map(),
    base: new Map(),
  };
  const siteLeft = new Map(input.site.groups.map((group) => [group.id, group]));
  const remoteLeft = firstById(input.remote.groups);
  /** Bases of contacts may still say the name from before a write that arrived unheard. */
  const nameInBases = (groupId: number, agreed: string, final: string | null): void => {
    names.base.set(agreed, final);
    names.base.set(input.baseGroups.get(groupId)?.name ?? agreed, final);
  };
  for (const id of gone) {
    const name = input.baseGroups.get(id)?.name;
    if (name !== undefined) names.base.set(name, null);
  }

  const link = (site: SiteGroup, remote: RemoteGroupState, baseName: string | null): void => {
    siteLeft.delete(site.id);
    remoteLeft.delete(remote.id);
    const renamedHere = site.name !== remote.name && site.name !== baseName;
    const counts = site.direction === 'site' || (renamedHere && site.direction === 'both');
    const name = counts && remote.kind !== 'google' ? site.name : remote.name;
    names.site.set(site.name, name);
    names.remote.set(remote.name, name);
    const rename = {
      kind: 'rename-group',
      groupId: site.id,
      remoteId: remote.id,
      name,
      groupKind: site.kind,
      standardForNew: site.standardForNew,
    } as const;
    if (remote.name !== name) toPbx.push(rename);
    if (site.name !== name) toSite.push(rename);
    const agreed = site.name === remote.name ? site.name : (baseName ?? remote.name);
    nameInBases(site.id, baseName ?? agreed, name);
    // A group that was never compared was not marked: who marks it now has done so.
    const before = bases.get(site.id)?.standardForNew ?? false;
    const there = remote.standardForNew ?? before;
    if (site.standardForNew !== there) {
      const fromSite = site.standardForNew !== before && remote.kind !== 'google';
      const standardForNew = fromSite ? site.standardForNew : there;
      (fromSite ? toPbx : toSite).push({ ...rename, kind: 'mark-group', standardForNew });
    }
    const standardForNew = site.standardForNew === there ? there : before;
    links.push({ groupId: site.id, remoteId: remote.id, name: agreed, final: name, standardForNew });
  };

  const orphans: [number, BaseGroupState][] = [];
  for (const [groupId, base] of bases) {
    const site = siteLeft.get(groupId);
    const remote = remoteLeft.get(base.remoteId);
    if (site !== undefined && remote !== undefined) link(site, remote, base.name);
    else orphans.push([groupId, base]);
  }

  // By name: never linked before, or the PBX gave the group another id.
  const remoteByName = new Map([...remoteLeft.values()].map((group) => [group.name, group]));
  for (const site of siteLeft.values()) {
    const remote = remoteByName.get(site.name) ?? systemGroup(site, remoteLeft);
    if (remote !== undefined && remoteLeft.has(remote.id)) {
      link(site, remote, bases.get(site.id)?.name ?? null);
    }
  }

  // Linked once, and gone on one side: a group deleted here goes there too, unless it was renamed.
  for (const [groupId, base] of orphans) {
    const site = siteLeft.get(groupId);
    const remote = remoteLeft.get(base.remoteId);
    if (site !== undefined && site.name === base.name) {
      siteLeft.delete(groupId);
      names.site.set(site.name, null);
      nameInBases(groupId, base.name, null);
      toSite.push(planned('delete-group', site.id, base.remoteId, site));
    } else if (remote !== undefined && remote.name === base.name && mayDelete(remote, input.profile)) {
      remoteLeft.delete(remote.id);
      names.remote.set(remote.name, null);
      nameInBases(groupId, base.name, null);
      toPbx.push(planned('delete-group', groupId, remote.id, remote));
      // Should this upload stop before the deletion, the next one must know what is known now.
      if (input.baseGroups.get(groupId) !== base) links.push({ ...base, groupId, final: base.name });
    } else if (site === undefined && remote === undefined && !links.some((it) => it.groupId === groupId)) {
      unlinked.push(groupId);
      if (!names.base.has(base.name)) nameInBases(groupId, base.name, null);
    }
  }

  for (const site of siteLeft.values()) {
    if (input.profile.groupKinds[site.kind]?.creatable !== true) continue;
    toPbx.push(planned('create-group', site.id, null, site));
  }
  for (const remote of remoteLeft.values()) {
    toSite.push(planned('create-group', null, remote.id, remote));
  }

  const google = new Set(
    input.remote.groups
      .filter((group) => group.kind === 'google')
      .map((group) => names.remote.get(group.name) ?? group.name),
  );
  const finalName = (side: 'site' | 'remote', name: string): string | null => {
    const final = names[side].get(name);
    return final === undefined ? name : final;
  };
  const onPbx = new Set(
    [
      ...input.remote.groups.map(({ name }) => finalName('remote', name)),
      ...toPbx.filter(({ kind }) => kind === 'create-group').map(({ name }) => name),
    ].filter((name) => name !== null),
  );
  const translator = (side: Names) => {
    const changed = [...side].some(([from, to]) => from !== to);
    return (record: DeviceRecord): DeviceRecord =>
      changed ? { ...record, groups: translateNames(record.groups, side) } : record;
  };
  return {
    toPbx,
    toSite,
    links,
    unlinked,
    google,
    onPbx,
    finalName,
    translate: {
      site: translator(names.site),
      remote: translator(names.remote),
      base: translator(names.base),
    },
  };
}

const planned = (
  kind: PlannedGroup['kind'],
  groupId: number | null,
  remoteId: string | null,
  { name, kind: groupKind, standardForNew }: SiteGroup | RemoteGroupState,
): PlannedGroup => ({ kind, groupId, remoteId, name, groupKind, standardForNew: standardForNew ?? false });

const translateNames = (groups: readonly string[], names: Names): string[] =>
  [
    ...new Set(
      groups.flatMap((name) => {
        const final = names.get(name);
        return final === undefined ? [name] : (final ?? []);
      }),
    ),
  ].sort();

/** A device has one phone book version 1, whatever it is called there. */
const systemGroup = (
  site: SiteGroup,
  remote: ReadonlyMap<string, RemoteGroupState>,
): RemoteGroupState | undefined =>
  site.kind === 'version-1' ? [...remote.values()].find((group) => group.kind === 'version-1') : undefined;

/** Groups that exist by themselves (phone book version 1, Google) cannot be deleted on the device. */
const mayDelete = (group: RemoteGroupState, profile: DeviceProfile): boolean =>
  profile.groupKinds[group.kind]?.creatable === true;

/** A device that says an id twice means its first entry. */
export function firstById<T extends { id: string }>(entries: readonly T[]): Map<string, T> {
  const byId = new Map<string, T>();
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return byId;
}
