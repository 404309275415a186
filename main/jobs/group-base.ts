/**
 * The base of groups and the names of groups in the bases of contacts, kept together: a base that still
 * says an old name would make every member look changed.
 */
import type { BaseGroup, PbxMemory } from '../site/site.ts';

/** What is not given stays as it was remembered. */
export function setGroupBase(
  memory: PbxMemory,
  { groupId, ...changed }: Pick<BaseGroup, 'groupId' | 'remoteId'> & Partial<BaseGroup>,
): void {
  const before = memory.baseGroups().get(groupId);
  const base = { name: '', standardForNew: false, ...before, ...changed, groupId };
  const { name, remoteId, standardForNew } = base;
  if (before?.name === name && before.remoteId === remoteId && before.standardForNew === standardForNew) {
    return;
  }
  memory.setBaseGroup(base);
  if (before !== undefined && before.name !== base.name) rename(memory, before.name, base.name);
}

export function removeGroupBase(memory: PbxMemory, groupId: number): void {
  const before = memory.baseGroups().get(groupId);
  if (before === undefined) return;
  memory.removeBaseGroup(groupId);
  rename(memory, before.name, null);
}

/** Null: the group is gone. */
function rename(memory: PbxMemory, from: string, to: string | null): void {
  for (const base of memory.baseContacts().values()) {
    if (!base.record.groups.includes(from)) continue;
    const groups = base.record.groups.flatMap((name) => (name === from ? (to ?? []) : name));
    memory.setBaseContact({ ...base, record: { ...base.record, groups: [...new Set(groups)].sort() } });
  }
}
