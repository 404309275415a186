/** Services and requests read and kept; every order on its way follows what was read. */
import type { ServicesRead } from '../../../core/api/services.ts';
import type { ContactChange, ServiceTable } from '../../../core/directory/service-contact.ts';
import { isPending } from '../../../core/directory/service-contact.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ServiceEvent } from '../../../core/services/history.ts';
import { newsOf } from '../../../core/services/history.ts';
import { followed, isOpen } from '../../../core/services/order.ts';
import type { RoleChange } from '../../../core/services/prerequisites.ts';
import type { ServiceLine } from '../../pbx/service-line.ts';
import type { ServiceMemory } from '../../site/site.ts';
import type { JobContext } from '../job.ts';
import { accountName } from '../who.ts';

export interface ServicesAt {
  memory: ServiceMemory;
  line: ServiceLine;
  billingAccount: string;
}

/** What was read now. `table` is null where this login may not read the services any more. */
export interface Reading {
  me: string;
  table: ServiceTable | null;
  changes: ContactChange[];
}

export const now = (): string => new Date().toISOString();

/** Reads services and requests, and says what is remembered of them. Errors: those of the line, `service-not-readable`. */
export async function readServices(at: ServicesAt, context: JobContext): Promise<ServicesRead> {
  const { table } = await read(at, context);
  return { ...at.memory.view(at.billingAccount), readable: table !== null };
}

/** Reads, keeps, and lets every open order follow. */
export async function read(
  { memory, line, billingAccount }: ServicesAt,
  context: JobContext,
): Promise<Reading> {
  const { signal, progress } = context;
  progress({ phase: 'read-pbx', done: 0, total: null });
  const { me, debt } = await line.account(signal);
  const services = await line.services((done, total) => progress({ phase: 'read-pbx', done, total }), signal);
  const before = memory.changes(me);
  const changes = await line.changes(
    before.filter(({ state }) => !isPending(state)),
    signal,
  );
  const last = memory.view(billingAccount).table;
  // Never read: rather a wrong name than a login that has handed everything over.
  if (services === null && last === null)
    throw new SwitchbookError('service-not-readable', { value: billingAccount });
  const at = now();
  const table = services === null ? null : { billingAccount, at, me, debt, ...services };
  memory.together(() => {
    if (table !== null) memory.setTable(table);
    for (const event of newsOf(changes, before, at)) memory.addEvent(billingAccount, event);
    for (const change of changes) memory.setChange(me, change);
    for (const order of memory.orders(billingAccount)) {
      if (isOpen(order)) memory.saveOrder(followed(order, { tasks: changes, table }));
    }
  });
  return { me, table, changes };
}

export function found(changes: readonly ContactChange[], id: number): ContactChange {
  const change = changes.find((one) => one.id === id);
  if (change === undefined) throw new SwitchbookError('service-change-missing', { value: String(id) });
  return change;
}

type Note =
  | { kind: ServiceEvent['kind']; change: ContactChange }
  | { kind: ServiceEvent['kind']; service: string; changes: readonly RoleChange[] };

export function note({ memory, billingAccount }: ServicesAt, what: Note): void {
  const said = { at: now(), kind: what.kind, person: accountName() };
  if ('change' in what) {
    const { id, roles, from, to, service, state } = what.change;
    memory.addEvent(billingAccount, { ...said, service: service ?? '', roles, from, to, task: id, state });
    return;
  }
  for (const { role, from, to } of what.changes) {
    const event = { service: what.service, roles: [role], from, to, task: null, state: null };
    memory.addEvent(billingAccount, { ...said, ...event });
  }
}
