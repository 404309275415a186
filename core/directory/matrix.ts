/**
 * The matrix of rights, subscribers by contact groups: what a change makes of it, and which rule refuses one.
 * Rules: vendor's help, "Contact group authorisations" and "Standard contact groups" (COMpact 5000, Help V22);
 * docs/protocols/commander.md, 5a.
 */
import type { Problem } from '../problem/problem.ts';
import type { ContactGroup } from './group.ts';
import type { Grant, Subscriber } from './subscriber.ts';

export interface Right {
  grant: Grant;
  /** New contacts of the subscriber land in this group. */
  standard: boolean;
}

/** What is wanted of one cell. Unsaid, the standard group stays as far as the grant allows it. */
export interface RightChange {
  extension: string;
  group: string;
  grant: Grant;
  standard?: boolean | undefined;
}

/** A cell that differs from what it was. */
export interface ChangedRight {
  extension: string;
  group: string;
  before: Right;
  after: Right;
}

type Group = Pick<ContactGroup, 'name' | 'kind'>;

export interface Matrix {
  subscribers: readonly Subscriber[];
  groups: readonly Group[];
}

/** Group names are anybody's: one called `constructor` must not find what every object inherits. */
export const rightOf = ({ grants, standardGroups }: Subscriber, group: string): Right => ({
  grant: (Object.hasOwn(grants, group) ? grants[group] : undefined) ?? 'none',
  standard: standardGroups.includes(group),
});

/** Taking a right away also takes away what rests on it: no write, no standard group. */
export const rightAfter = (
  held: Right,
  { grant, standard }: Omit<RightChange, 'extension' | 'group'>,
): Right => ({
  grant,
  standard: grant === 'write' && (standard ?? held.standard),
});

/** The rule that keeps a cell from this right; null where it may be. */
export function refusal(
  { extension, role }: Pick<Subscriber, 'extension' | 'role'>,
  { name, kind }: Group,
  { grant, standard }: Omit<RightChange, 'extension' | 'group'>,
): Problem | null {
  const no = (code: Problem['code'], value: string): Problem => ({
    code,
    severity: 'error',
    column: name,
    value,
  });
  // "The others may do everything": rights are those of subscribers.
  if (role !== 'subscriber') return no('access-role-everything', extension);
  // "The contents of Google contact groups are read-only on the PBX" (Help V34, Google contact groups).
  if (kind === 'google' && grant === 'write') return no('access-google-no-write', name);
  // New contacts land in it, which is writing.
  if (standard === true && grant !== 'write') return no('access-standard-no-write', name);
  return null;
}

export const sameRight = (one: Right, other: Right): boolean =>
  one.grant === other.grant && one.standard === other.standard;

/**
 * What a list of changes comes to, the later of two for the same cell winning. `row` of a problem counts the
 * changes from 1. Problems: `subscriber-missing`, `group-missing`, and those of `refusal`.
 */
export function planRights(
  { subscribers, groups }: Matrix,
  changes: readonly RightChange[],
): { changed: ChangedRight[]; problems: Problem[] } {
  const byExtension = new Map(subscribers.map((each) => [each.extension, each]));
  const byName = new Map(groups.map((each) => [each.name, each]));
  const cells = new Map<string, ChangedRight>();
  const problems: Problem[] = [];
  changes.forEach((change, index) => {
    const complain = (problem: Problem): void => {
      problems.push({ ...problem, row: index + 1 });
    };
    const subscriber = byExtension.get(change.extension.trim());
    const group = byName.get(change.group.normalize('NFC').trim());
    if (subscriber === undefined) {
      complain({ code: 'subscriber-missing', severity: 'error', value: change.extension });
    } else if (group === undefined) {
      complain({ code: 'group-missing', severity: 'error', value: change.group });
    } else {
      const refused = refusal(subscriber, group, change);
      if (refused !== null) {
        complain(refused);
        return;
      }
      const key = `${subscriber.extension}\n${group.name}`;
      const before = cells.get(key)?.before ?? rightOf(subscriber, group.name);
      const after = rightAfter(cells.get(key)?.after ?? before, change);
      cells.set(key, { extension: subscriber.extension, group: group.name, before, after });
    }
  });
  const changed = [...cells.values()].filter(({ before, after }) => !sameRight(before, after));
  return { changed, problems };
}

/** All rights of one subscriber for others: exactly the same afterwards, also where there were more. */
export function copiedRights(
  groups: readonly Group[],
  from: Subscriber,
  to: readonly string[],
): RightChange[] {
  return to
    .filter((extension) => extension !== from.extension)
    .flatMap((extension) =>
      groups.map(({ name, kind }) => {
        const { grant, standard } = rightOf(from, name);
        // Site files of earlier versions may hold a right to write to a Google group.
        const fits =
          kind === 'google' && grant === 'write' ? { grant: 'read' as const } : { grant, standard };
        return { extension, group: name, ...fits };
      }),
    );
}

/** The subscribers as they will be. */
export function withRights(
  subscribers: readonly Subscriber[],
  changed: readonly ChangedRight[],
): Subscriber[] {
  const byExtension = Map.groupBy(changed, ({ extension }) => extension);
  return subscribers.map((subscriber) => {
    const grants = new Map(Object.entries(subscriber.grants));
    const standard = new Set(subscriber.standardGroups);
    for (const { group, after } of byExtension.get(subscriber.extension) ?? []) {
      grants.set(group, after.grant);
      if (after.standard) standard.add(group);
      else standard.delete(group);
    }
    return { ...subscriber, grants: Object.fromEntries(grants), standardGroups: [...standard] };
  });
}
