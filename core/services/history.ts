/** What was asked, answered and seen of requests to change contacts. */
import type { ChangeState, ContactChange, ContactRole, ServiceTable } from '../directory/service-contact.ts';
import type { ContactOrder } from './order.ts';

export const EVENT_KINDS = [
  'requested',
  /** The vendor did not take it. */
  'rejected',
  /** A request showed a state that it did not show before. */
  'state',
  /** An answer is on its way; what follows says whether it arrived. */
  'accepting',
  'refusing',
  'accepted',
  'refused',
  /** The code was not taken. */
  'answer-refused',
  'resent',
] as const;

export interface ServiceEvent {
  /** ISO 8601 UTC. */
  at: string;
  kind: (typeof EVENT_KINDS)[number];
  /** The account on this computer; empty for what was only seen. */
  person: string;
  service: string;
  roles: ContactRole[];
  from: string;
  to: string;
  /** The vendor's number of the request. */
  task: number | null;
  state: ChangeState | null;
}

/** All that is remembered of the services of a billing account; never any code from a mail. */
export interface ServicesView {
  billingAccount: string;
  /** As last read. */
  table: ServiceTable | null;
  /** Requests in which the login is involved, the latest first. */
  changes: ContactChange[];
  /** The latest first. */
  orders: ContactOrder[];
  /** The latest first. */
  events: ServiceEvent[];
}

/** What the requests show that they did not show before. */
export function newsOf(
  changes: readonly ContactChange[],
  before: readonly ContactChange[],
  at: string,
): ServiceEvent[] {
  const known = new Map(before.map(({ id, state }) => [id, state]));
  return changes
    .filter(({ id, state }) => known.get(id) !== state)
    .map(({ id, state, service, roles, from, to }) => ({
      at,
      kind: 'state',
      person: '',
      service: service ?? '',
      roles,
      from,
      to,
      task: id,
      state,
    }));
}

/** An answer was sent and nobody knows whether it arrived. */
export function answerUnknown(events: readonly ServiceEvent[], task: number): boolean {
  const last = events.find((event) => event.task === task && event.kind !== 'state');
  return last?.kind === 'accepting' || last?.kind === 'refusing';
}
