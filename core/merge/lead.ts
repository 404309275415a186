/**
 * Who is right about the contacts of a group. Of a contact that stands only in groups of one leading side,
 * what the other side changed goes back; in all other cases both sides are merged.
 */
import type { GroupDirection } from '../directory/group.ts';
import type { GroupPlan } from './groups.ts';
import type { SiteGroup } from './input.ts';

/** The side that leads; null where both count. */
export type Lead = Exclude<GroupDirection, 'both'> | null;

/** Says who leads for a contact of these groups, by the names that the plan gives them. */
export function leads(
  siteGroups: readonly SiteGroup[],
  groups: GroupPlan,
): (names: readonly string[]) => Lead {
  const directions = new Map<string, GroupDirection>();
  for (const { name, direction } of siteGroups) {
    const final = groups.finalName('site', name);
    // Google's contacts have rules of their own.
    if (final !== null && !groups.google.has(final)) directions.set(final, direction);
  }
  return (names) => {
    const [first, ...others] = names.map((name) => directions.get(name) ?? 'both');
    if (first === undefined || first === 'both' || others.some((other) => other !== first)) return null;
    return first;
  };
}
