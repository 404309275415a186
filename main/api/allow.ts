/** The matrix of rights, as services apply it: an action that is not allowed ends with the rule's own words. */
import { mayDo, type Action, type Actor } from '../../core/directory/access.ts';
import type { ContactGroup } from '../../core/directory/group.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';

/** Whoever has the site file administers it; what even administrators may not do is still refused. */
const KEEPER: Actor = { role: 'administrator', grants: {} };

export type GroupsByName = ReadonlyMap<string, ContactGroup>;

export const groupsByName = (site: Site): GroupsByName =>
  new Map(site.groups().map((group) => [group.name, group]));

/** Names without a group are left out: services say `group-missing` where that matters. */
export const groupsNamed = (groups: GroupsByName, names: readonly string[]): ContactGroup[] =>
  names.map((name) => groups.get(name)).filter((group) => group !== undefined);

/** Errors: `access-…`, as `mayDo` answers. */
export function allow(groups: GroupsByName, action: Action, names: readonly string[]): void {
  const answer = mayDo(KEEPER, action, { groups: groupsNamed(groups, names) });
  if (answer.allowed) return;
  const { code, severity: _error, ...details } = answer.problem;
  throw new SwitchbookError(code, details);
}
