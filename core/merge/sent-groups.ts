/**
 * Groups whose creation, renaming or deletion was sent and never answered for. What the PBX shows now says
 * whether it arrived; if so both sides agreed on it, whatever was done to the group since.
 */
import type { BaseGroupState, MergeInput } from './input.ts';

export interface ArrivedGroups {
  /** What is agreed on, by group of the site. */
  bases: Map<number, BaseGroupState>;
  /** Groups that were deleted there by ourselves. */
  gone: number[];
}

export function arrivedGroups({ baseGroups, pending, remote }: MergeInput): ArrivedGroups {
  const bases = new Map(baseGroups);
  const gone: number[] = [];
  const known = new Set([...baseGroups.values()].map(({ remoteId }) => remoteId));
  const there = new Map(remote.groups.map((group) => [group.id, group]));
  for (const { kind, groupId, target } of pending) {
    if (groupId === null) continue;
    const base = bases.get(groupId);
    const group = base === undefined ? undefined : there.get(base.remoteId);
    // Also one that was deleted there and is made again.
    if (kind === 'create-group' && group === undefined) {
      const made = remote.groups.find(({ id, name }) => name === target && !known.has(id));
      if (made === undefined) continue;
      known.add(made.id);
      bases.set(groupId, {
        remoteId: made.id,
        name: made.name,
        standardForNew: made.standardForNew ?? false,
      });
    } else if (kind === 'rename-group' && base !== undefined && group?.name === target) {
      bases.set(groupId, { ...base, name: target });
    } else if (kind === 'mark-group' && base !== undefined && group !== undefined) {
      // A mark is on or off: what is there now is either what was sent or what was there before.
      bases.set(groupId, { ...base, standardForNew: group.standardForNew ?? base.standardForNew });
    } else if (kind === 'delete-group' && base !== undefined && group === undefined) {
      bases.delete(groupId);
      gone.push(groupId);
    }
  }
  return { bases, gone };
}
