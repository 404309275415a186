/** The group that contacts of another must stand in too: those of DECT groups in phone book version 1. */
import type { ContactGroup } from '../directory/group.ts';
import type { DeviceProfile } from './profile.ts';

type Group = Pick<ContactGroup, 'name' | 'kind'>;

/**
 * The groups with their companions, in no order. A site without the companion's group has none to put
 * contacts in: the device makes it by itself, and it arrives when the device is read.
 */
export function withCompanions(
  names: readonly string[],
  groups: readonly Group[],
  profile: DeviceProfile,
): string[] {
  const kinds = new Set(groups.filter(({ name }) => names.includes(name)).map(({ kind }) => kind));
  const wanted = new Set([...kinds].map((kind) => profile.groupKinds[kind]?.companion ?? null));
  const companions = groups.filter(({ kind }) => wanted.has(kind)).map(({ name }) => name);
  const present = groups.some(({ name, kind }) => wanted.has(kind) && names.includes(name));
  return present ? [...names] : [...names, ...companions.slice(0, 1)];
}
