/**
 * A plan on its way: what was asked for, what has become of it, and what may be asked next. Pure, so that an
 * interruption anywhere is only a question of which order and which answers it is given again.
 */
import type {
  ChangeState,
  ContactChange,
  ContactRole,
  ServiceKind,
  ServiceTable,
} from '../directory/service-contact.ts';
import { isPending, sameHandle } from '../directory/service-contact.ts';
import type { Problem } from '../problem/problem.ts';
import type { ContactPlan, ContactWish } from './plan.ts';
import type { RoleChange } from './prerequisites.ts';

export const OWN_STATES = [
  /** Waits for its turn. */
  'planned',
  /** Sent, and the answer never came: whether it arrived is found out before anything is sent again. */
  'sending',
  /** The vendor did not take the request. */
  'rejected',
  /** The administration contact is somebody else now, who alone can ask for it. */
  'lost',
  /** Never sent, because a request before it was not carried out. */
  'held',
  /** Never sent, because something else was wished for meanwhile. */
  'dropped',
] as const;

export type OrderState = ChangeState | (typeof OWN_STATES)[number];

export interface OrderChange extends RoleChange {
  /** Counted from 0; the changes of a step are one request. */
  step: number;
  /** The vendor's number of the request. */
  task: number | null;
  state: OrderState;
  /** Read back from the service; false: not yet; null: this login may not read the service any more. */
  shown: boolean | null;
  /** Why it was rejected. */
  problem: Problem | null;
}

export interface ContactOrder {
  /** 0 until it is stored. */
  id: number;
  /** ISO 8601 UTC. */
  at: string;
  me: string;
  billingAccount: string;
  service: string;
  kind: ServiceKind;
  changes: OrderChange[];
  /** Requests for the service that were known before the one that is being sent. */
  known: number[];
}

export const orderOf = (
  { service, kind, steps }: ContactPlan,
  { me, billingAccount }: Pick<ServiceTable, 'me' | 'billingAccount'>,
  at: string,
): ContactOrder => ({
  id: 0,
  at,
  me,
  billingAccount,
  service,
  kind,
  changes: steps.flatMap((step, index) =>
    step.map((change) => ({
      ...change,
      step: index,
      task: null,
      state: 'planned',
      shown: false,
      problem: null,
    })),
  ),
  known: [],
});

/** The order asks for the same as the wish. */
export const asksFor = ({ service, changes }: ContactOrder, wish: ContactWish): boolean => {
  const wanted = Object.entries(wish.contacts).filter(([, handle]) => handle !== undefined);
  return (
    service === wish.service &&
    // What was already so when the order was made is in the wish and not in the order.
    changes.every(({ role, to }) => sameHandle(wish.contacts[role]?.trim() ?? '', to)) &&
    changes.length <= wanted.length
  );
};

const BADLY: ReadonlySet<OrderState> = new Set<OrderState>([
  'refused',
  'aborted',
  'expired',
  'error',
  'rejected',
  'lost',
  'held',
  'dropped',
]);
export const endedBadly = ({ state }: Pick<OrderChange, 'state'>): boolean => BADLY.has(state);

/** Something can still come of it. */
export const isOpen = ({ changes }: ContactOrder): boolean =>
  changes.some(
    ({ state, shown }) =>
      isPending(state) || state === 'planned' || state === 'sending' || (state === 'done' && shown === false),
  );

/** What the vendor showed last. `table` is null where this login may not read the services any more. */
export interface Seen {
  tasks: readonly ContactChange[];
  table: ServiceTable | null;
}

/** The order as it stands now. */
export function followed(order: ContactOrder, { tasks, table }: Seen): ContactOrder {
  const service = table?.services.find(({ name }) => name === order.service) ?? null;
  const mine = service !== null && sameHandle(service.contacts.administration, order.me);
  const changes = order.changes.map((change): OrderChange => {
    const shown =
      service === null
        ? change.shown === true || null
        : change.shown === true || sameHandle(service.contacts[change.role], change.to);
    const task = taskOf(order, change, tasks);
    if (task !== undefined) return { ...change, task: task.id, state: task.state, shown };
    if (change.state !== 'planned' && change.state !== 'sending') return { ...change, shown };
    if (shown === true) return { ...change, state: 'done', shown };
    return { ...change, state: mine ? 'planned' : 'lost', shown };
  });
  return { ...order, changes: held(changes) };
}

/** A later request is not sent when one before it has come to nothing. */
function held(changes: readonly OrderChange[]): OrderChange[] {
  const bad = changes.filter(endedBadly).map(({ step }) => step);
  return changes.map((change) =>
    change.state === 'planned' && bad.some((step) => step < change.step)
      ? { ...change, state: 'held' }
      : change,
  );
}

/** The vendor's request for a change: the one that answered, one found after a broken line, or an equal one that is open. */
function taskOf(
  { service, known }: ContactOrder,
  { task, role, to, state }: OrderChange,
  tasks: readonly ContactChange[],
): ContactChange | undefined {
  if (task !== null) return tasks.find(({ id }) => id === task);
  const equal = tasks.filter(
    (one) => one.service === service && one.roles.includes(role) && sameHandle(one.to, to),
  );
  const arrived = state === 'sending' ? equal.find(({ id }) => !known.includes(id)) : undefined;
  return state === 'sending' || state === 'planned'
    ? (arrived ?? equal.find((one) => isPending(one.state)))
    : undefined;
}

/** The contacts to ask for now; null: nothing can be asked, or it is not yet time. */
export function nextRequest({ changes }: ContactOrder): { step: number; contacts: RoleChange[] } | null {
  const planned = changes.filter(({ state }) => state === 'planned');
  const [first] = planned;
  if (first === undefined) return null;
  const carriedOut = changes.every(
    ({ step, state, shown }) => step >= first.step || (state === 'done' && shown === true),
  );
  // Of one request that arrived in parts the rest is not asked for again by itself.
  const contacts = planned.filter(({ step }) => step === first.step);
  return carriedOut ? { step: first.step, contacts } : null;
}

/** The order with its request on the way; durable before it is sent. */
export const sending = (
  order: ContactOrder,
  step: number,
  tasks: readonly ContactChange[],
): ContactOrder => ({
  ...order,
  known: tasks.filter(({ service }) => service === order.service).map(({ id }) => id),
  changes: order.changes.map((change) =>
    change.step === step && change.state === 'planned' ? { ...change, state: 'sending' } : change,
  ),
});

/** The order after the vendor said no: whatever of the step did not arrive all the same. */
export const rejected = (order: ContactOrder, step: number, problem: Problem): ContactOrder => ({
  ...order,
  changes: held(
    order.changes.map((change) =>
      change.step === step && change.state === 'planned' ? { ...change, state: 'rejected', problem } : change,
    ),
  ),
});

/** The order given up for another one: what was asked for stays asked for. */
export const dropped = (order: ContactOrder): ContactOrder => ({
  ...order,
  changes: order.changes.map((change) =>
    change.state === 'planned' || change.state === 'sending' ? { ...change, state: 'dropped' } : change,
  ),
});

/** The request may be accepted here now: the administration contact last, when no other request for the service is open. */
export function blocksAcceptance(
  task: ContactChange,
  tasks: readonly ContactChange[],
): ContactChange | undefined {
  const handsOver = (roles: readonly ContactRole[]) => roles.includes('administration');
  if (!handsOver(task.roles)) return undefined;
  return tasks.find(
    (one) =>
      one.id !== task.id && one.service === task.service && isPending(one.state) && !handsOver(one.roles),
  );
}
