/** Three-way merge of one contact: whole values of text fields, lists as sets of identified elements. */
import type { Comparer, Identity } from '../device/same.ts';
import { isListField } from '../device/same.ts';
import type { DeviceProfile } from '../device/profile.ts';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import type { FieldChange, FieldConflict } from './plan.ts';

export interface MergedContact {
  /** Both sides after the plan; fields in conflict as the site has them. */
  merged: DeviceRecord;
  /** The base with what both sides agree on now. */
  base: DeviceRecord;
  baseChanged: boolean;
  toPbx: FieldChange[];
  toSite: FieldChange[];
  conflicts: FieldConflict[];
}

/** Merges what changed on both sides since `base`. Only `fields` are looked at; the rest is the site's. */
export function mergeContact(
  base: DeviceRecord,
  site: DeviceRecord,
  pbx: DeviceRecord,
  fields: readonly RecordField[],
  compare: Comparer,
  profile: DeviceProfile,
): MergedContact {
  const result: MergedContact = {
    merged: site,
    base,
    baseChanged: false,
    toPbx: [],
    toSite: [],
    conflicts: [],
  };
  for (const field of fields) {
    const agreed = compare.same(field, site, pbx);
    const heldHere = compare.same(field, site, base);
    if (agreed) {
      if (!heldHere) {
        result.base = { ...result.base, [field]: pbx[field] };
        result.baseChanged = true;
      }
      continue;
    }
    const heldThere = compare.same(field, pbx, base);
    const value = heldHere ? pbx : heldThere ? site : mergeLists(field, base, site, pbx, compare, profile);
    if (value === null) {
      result.conflicts.push({ field, base: base[field], site: site[field], pbx: pbx[field] });
      continue;
    }
    if (!compare.same(field, value, pbx)) {
      result.toPbx.push({ field, before: pbx[field], after: value[field] });
    }
    if (!compare.same(field, value, site)) {
      result.toSite.push({ field, before: site[field], after: value[field] });
      result.merged = { ...result.merged, [field]: value[field] };
    }
  }
  return result;
}

/** A record with the merged list in `field`, or null where people must decide. */
function mergeLists(
  field: RecordField,
  base: DeviceRecord,
  site: DeviceRecord,
  pbx: DeviceRecord,
  { identify }: Comparer,
  profile: DeviceProfile,
): DeviceRecord | null {
  if (!isListField(field)) return null;
  if (field === 'groups') {
    const groups = mergeSets(base.groups, site.groups, pbx.groups, identify.group, null);
    return groups && { ...site, groups: groups.sort() };
  }
  const most = profile.limits[field].value ?? Infinity;
  if (field === 'numbers') {
    const numbers = mergeSets(base.numbers, site.numbers, pbx.numbers, identify.number, most);
    return numbers && { ...site, numbers };
  }
  if (field === 'addresses') {
    const addresses = mergeSets(base.addresses, site.addresses, pbx.addresses, identify.address, most);
    return addresses && { ...site, addresses };
  }
  const merged = mergeSets(base[field], site[field], pbx[field], identify.labelled, most);
  return merged && { ...site, [field]: merged };
}

interface Element<T> {
  entry: T;
  content: string;
}

/** The elements in their order, by identity; a second one with the same identity is another element. */
function identified<T>(entries: readonly T[], identify: (entry: T) => Identity): Map<string, Element<T>> {
  const elements = new Map<string, Element<T>>();
  for (const entry of entries) {
    const { id, content } = identify(entry);
    let key = id;
    for (let again = 2; elements.has(key); again++) key = `${id}\u0000${again}`;
    elements.set(key, { entry, content });
  }
  return elements;
}

/**
 * Both sides' additions and removals together: first the site's elements, then those that the PBX added.
 * A change beats a removal. Null when an element was changed differently or replaced by different ones, or
 * when more than `most` come together. `most` is null for membership, where nothing replaces anything.
 */
function mergeSets<T>(
  base: readonly T[],
  site: readonly T[],
  pbx: readonly T[],
  identify: (entry: T) => Identity,
  most: number | null,
): T[] | null {
  const before = identified(base, identify);
  const here = identified(site, identify);
  const there = identified(pbx, identify);
  if (most !== null && replacedTwice(before, here, there)) return null;
  const merged: T[] = [];
  for (const id of new Set([...here.keys(), ...there.keys()])) {
    const [b, s, p] = [before.get(id), here.get(id), there.get(id)];
    if (s !== undefined && p !== undefined) {
      if (s.content === p.content || p.content === b?.content) merged.push(s.entry);
      else if (s.content === b?.content) merged.push(p.entry);
      else return null;
    } else {
      // On one side only: new or changed there, unless it is what the other side removed.
      const only = s ?? p;
      if (only !== undefined && only.content !== b?.content) merged.push(only.entry);
    }
  }
  return most !== null && merged.length > most ? null : merged;
}

/** A number that was typed anew on both sides is one change too many, not two more numbers. */
function replacedTwice<T>(
  before: ReadonlyMap<string, Element<T>>,
  here: ReadonlyMap<string, Element<T>>,
  there: ReadonlyMap<string, Element<T>>,
): boolean {
  const adds = (side: ReadonlyMap<string, Element<T>>, other: ReadonlyMap<string, Element<T>>): boolean =>
    [...side.keys()].some((id) => !before.has(id) && !other.has(id));
  const goneFromBoth = [...before.keys()].some((id) => !here.has(id) && !there.has(id));
  return goneFromBoth && adds(here, there) && adds(there, here);
}
