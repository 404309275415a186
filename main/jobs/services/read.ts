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

/** Reads services and requests, keeps them, and lets every open order follow. */
export async function read(at: ServicesAt, context: JobContext): Promise<Reading> {
  const { memory, line, billingAccount } = at;
  const { signal } = context;
  context.progress({ phase: 'read-pbx', done: 0, total: null });
  const { me, debt } = await line.account(signal);
  const services = await line.services(
    (done, total) => context.progress({ phase: 'read-pbx', done, total }),
    signal,
  );
  // Never read: rather a wrong name than a login that has handed everything over.
  if (services === null && memory.view(billingAccount).table === null) {
    throw new SwitchbookError('service-not-readable', { value: billingAccount });
  }
  const table = services === null ? null : { billingAccount, at: now(), me, debt, ...services };
  if (table !== null) memory.setTable(table);
  return { me, table, changes: await readChanges(at, { me, table }, signal) };
}

/** The requests alone: few are open, and what has ended is not read again. */
export async function readChanges(
  { memory, line, billingAccount }: ServicesAt,
  { me, table }: Pick<Reading, 'me' | 'table'>,
  signal: AbortSignal,
): Promise<ContactChange[]> {
  const before = memory.changes(me);
  const changes = await line.changes(
    before.filter(({ state }) => !isPending(state)),
    signal,
  );
  memory.together(() => {
    for (const event of newsOf(changes, before, now())) memory.addEvent(billingAccount, event);
    for (const change of changes) memory.setChange(me, change);
    for (const order of memory.orders(billingAccount)) {
      if (isOpen(order)) memory.saveOrder(followed(order, { tasks: changes, table }));
    }
  });
  return changes;
}

/** Milliseconds for which the services that were read for a plan are taken for what they are. */
const FRESH = 60_000;

/** The same, with as few requests as the vendor's pace wants; a plan that was just shown is not read anew. */
export async function readFresh(at: ServicesAt, context: JobContext): Promise<Reading> {
  const { table } = at.memory.view(at.billingAccount);
  const age = table === null ? Infinity : Date.now() - Date.parse(table.at);
  if (table === null || age < 0 || age > FRESH) return read(at, context);
  const { me } = table;
  return { me, table, changes: await readChanges(at, { me, table }, context.signal) };
}

/** Whose requests they are: of the table that was read last, else asked. */
export async function lastRead(
  { memory, line, billingAccount }: ServicesAt,
  signal: AbortSignal,
): Promise<Pick<Reading, 'me' | 'table'>> {
  const { table } = memory.view(billingAccount);
  return { me: table?.me ?? (await line.account(signal)).me, table };
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
