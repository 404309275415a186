/**
 * What a change of rights or groups does beyond what was meant: contacts that nobody sees any more, and
 * calls that somebody may make from now on. Both are warnings, never refusals.
 */
import type { Problem } from '../problem/problem.ts';
import { readableGroups } from './access.ts';
import type { ContactGroup } from './group.ts';
import type { Subscriber } from './subscriber.ts';

/** How many contacts stand in exactly these groups, by name. */
export interface Membership {
  groups: readonly string[];
  contacts: number;
}

/** A group that goes is absent from `groups`; where contacts leave a group, it is absent for those contacts. */
export interface Rights {
  subscribers: readonly Pick<Subscriber, 'extension' | 'role' | 'grants'>[];
  groups: readonly Pick<ContactGroup, 'name' | 'kind'>[];
}

/**
 * What to say before `after` replaces `before`. `memberships` are those before the change.
 *
 * `access-hides-contacts`: `params.count` contacts that a subscriber could read and none can afterwards;
 * `value`: the extensions of those who read them. Administrators see everything and do not count.
 * `access-version-1-toll`: `value`: the extensions that may read phone book version 1 from now on
 * (COMmander 6000, Help V34, "Kontaktgruppen").
 */
export function accessWarnings(before: Rights, after: Rights, memberships: readonly Membership[]): Problem[] {
  return [...hidden(before, after, memberships), ...tolls(before, after)];
}

function hidden(before: Rights, after: Rights, memberships: readonly Membership[]): Problem[] {
  const readBefore = readersByGroup(before);
  const readAfter = readersByGroup(after);
  const lost = new Set<string>();
  let count = 0;
  for (const { groups, contacts } of memberships) {
    const readers = groups.flatMap((group) => [...(readBefore.get(group) ?? [])]);
    if (readers.length === 0 || groups.some((group) => readAfter.has(group))) continue;
    for (const extension of readers) lost.add(extension);
    count += contacts;
  }
  if (count === 0) return [];
  return [{ code: 'access-hides-contacts', severity: 'warning', value: listed(lost), params: { count } }];
}

/**
 * "Subscribers that may read it dial its external numbers without exchange-line authorisation": the PBX
 * asks only for the phone-book authorisation then.
 */
function tolls(before: Rights, after: Rights): Problem[] {
  const had = new Map(before.subscribers.map((one) => [one.extension, readsOldBook(one, before)]));
  const gained = after.subscribers
    .filter((one) => readsOldBook(one, after) && had.get(one.extension) !== true)
    .map(({ extension }) => extension);
  return gained.length === 0
    ? []
    : [
        {
          code: 'access-version-1-toll',
          severity: 'warning',
          value: listed(gained),
          params: { count: gained.length },
        },
      ];
}

type Reader = Rights['subscribers'][number];

const readsOldBook = (subscriber: Reader, { groups }: Rights): boolean =>
  subscriber.role === 'subscriber' &&
  readableGroups(subscriber, groups).some(({ kind }) => kind === 'version-1');

/** Groups that no subscriber reads are absent. */
function readersByGroup({ subscribers, groups }: Rights): Map<string, Set<string>> {
  const readers = new Map<string, Set<string>>();
  for (const subscriber of subscribers) {
    if (subscriber.role !== 'subscriber') continue;
    for (const { name } of readableGroups(subscriber, groups)) {
      const known = readers.get(name) ?? new Set();
      readers.set(name, known.add(subscriber.extension));
    }
  }
  return readers;
}

/** Enough to know whom it concerns; a large office has hundreds. */
const SHOWN = 8;

function listed(extensions: Iterable<string>): string {
  const all = [...extensions];
  return all.length <= SHOWN ? all.join(', ') : `${all.slice(0, SHOWN).join(', ')} …`;
}
