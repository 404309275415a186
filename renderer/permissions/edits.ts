/** What a key or a button makes of the selected cells, as changes that the services take. */
import type { AccessMatrix } from '../../core/api/access.ts';
import type { RightChange } from '../../core/directory/matrix.ts';
import { copiedRights, refusal, rightOf } from '../../core/directory/matrix.ts';
import type { Grant, Subscriber } from '../../core/directory/subscriber.ts';
import { GRANTS } from '../../core/directory/subscriber.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Area, Place } from './selection.ts';

export interface Edit {
  changes: RightChange[];
  /** Why cells of the area stay as they are: each reason once. */
  refused: Problem[];
}

/** That administrators may do everything anyway needs no mention where there was something to change. */
const editOf = (changes: RightChange[], refused: readonly Problem[]): Edit => ({
  changes,
  refused: refused.filter(({ code }) => changes.length === 0 || code !== 'access-role-everything'),
});

/** What can be done to cells: give a right, or mark and unmark standard groups. */
export type Wish = Grant | 'standard';

interface Shown {
  /** In the order shown. */
  subscribers: readonly Subscriber[];
  groups: AccessMatrix['groups'];
}

function cellsOf({ subscribers, groups }: Shown, { top, bottom, left, right }: Area) {
  return subscribers
    .slice(top, bottom + 1)
    .flatMap((subscriber) => groups.slice(left, right + 1).map((group) => ({ subscriber, group })));
}

/** Cells that a rule keeps from it are left out, with the reason. */
export function edited(shown: Shown, area: Area, wish: Wish): Edit {
  const cells = cellsOf(shown, area);
  const standard =
    wish === 'standard' &&
    cells.some(({ subscriber, group }) => {
      const right = rightOf(subscriber, group.name);
      return right.grant === 'write' && !right.standard;
    });
  const changes: RightChange[] = [];
  const refused = new Map<string, Problem>();
  for (const { subscriber, group } of cells) {
    const held = rightOf(subscriber, group.name);
    const wanted =
      wish === 'standard'
        ? { grant: held.grant, standard: standard || held.grant !== 'write' }
        : { grant: wish };
    const reason = refusal(subscriber, group, wanted);
    if (reason === null) changes.push({ extension: subscriber.extension, group: group.name, ...wanted });
    else refused.set(`${reason.code}\n${reason.value}`, reason);
  }
  return editOf(changes, [...refused.values()]);
}

/** One cell to its next right: none, read, write, and none again. */
export function cycled(shown: Shown, { row, column }: Place): Edit {
  const subscriber = shown.subscribers[row];
  const group = shown.groups[column];
  if (subscriber === undefined || group === undefined) return { changes: [], refused: [] };
  const most = group.kind === 'google' ? 2 : GRANTS.length;
  const next = GRANTS[(GRANTS.indexOf(rightOf(subscriber, group.name).grant) + 1) % most] ?? 'none';
  return edited(shown, { top: row, bottom: row, left: column, right: column }, next);
}

/** All rights of one subscriber to the others of the area's rows. */
export function pasted(shown: Shown, area: Area, from: Subscriber): Edit {
  const to = shown.subscribers.slice(area.top, area.bottom + 1);
  const takers = to.filter(({ role }) => role === 'subscriber').map(({ extension }) => extension);
  const refused = to.flatMap((subscriber) => {
    const [group] = shown.groups;
    const reason = group === undefined ? null : refusal(subscriber, group, { grant: 'none' });
    return reason === null ? [] : [reason];
  });
  return editOf(copiedRights(shown.groups, from, takers), refused);
}
