/**
 * Other contacts planned and asked for. What is sent is noted before, and looked for before it is sent again:
 * a job that was interrupted anywhere is finished by repeating it.
 */
import { createHash } from 'node:crypto';
import type { PlannedContacts } from '../../../core/api/services.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../../core/problem/problem.ts';
import type { ContactOrder } from '../../../core/services/order.ts';
import {
  asksFor,
  dropped,
  isOpen,
  nextRequest,
  orderOf,
  rejected,
  sending,
} from '../../../core/services/order.ts';
import type { ContactWish } from '../../../core/services/plan.ts';
import { planContacts } from '../../../core/services/plan.ts';
import { ServiceRefusal } from '../../pbx/service-line.ts';
import type { JobContext } from '../job.ts';
import { stopIfCancelled } from '../job.ts';
import type { Reading, ServicesAt } from './read.ts';
import { note, now, read, readChanges, readFresh } from './read.ts';

/** Errors: those of the line, `service-not-readable`, `service-missing`. */
export async function planServices(
  at: ServicesAt,
  wish: ContactWish,
  context: JobContext,
): Promise<PlannedContacts> {
  return plan(at, wish, await read(at, context), context);
}

async function plan(
  at: ServicesAt,
  wish: ContactWish,
  reading: Reading,
  context: JobContext,
): Promise<PlannedContacts> {
  const running = openOrder(at, wish);
  const { table, changes } = reading;
  if (table === null) throw new SwitchbookError('service-not-readable', { value: at.billingAccount });
  const service = table.services.find(({ name }) => name === wish.service);
  const inPack =
    service === undefined || service.kind === 'group' ? false : await at.line.inPack(service, context.signal);
  const made = planContacts(wish, table, { changes, inPack });
  const named = JSON.stringify([made.service, made.steps, made.reached]);
  return { plan: made, id: createHash('sha256').update(named).digest('hex').slice(0, 16), running };
}

/**
 * Asks for what was planned, as far as it may be asked for now; where the same wish is on its way already,
 * goes on with it, whatever `shown` says.
 *
 * @param shown The plan that was shown.
 * Errors: those of the line, `service-plan-changed`, and the first error of the plan.
 */
export async function requestServices(
  at: ServicesAt,
  wish: ContactWish,
  shown: string,
  context: JobContext,
): Promise<ContactOrder> {
  const reading = await readFresh(at, context);
  const order = openOrder(at, wish) ?? (await begun(at, wish, shown, reading, context));
  const next = nextRequest(order);
  if (next === null) return order;
  stopIfCancelled(context);
  context.progress({ phase: 'upload', done: next.step, total: null });
  const sent = at.memory.saveOrder(sending(order, next.step, reading.changes));
  note(at, { kind: 'requested', service: order.service, changes: next.contacts });
  // From here on cancelling would leave open whether it arrived.
  const { signal } = new AbortController();
  try {
    await at.line.ask({ kind: sent.kind, name: sent.service }, next.contacts, signal);
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error;
    // Read again first: the request may stand there already, or the administration may be somebody else's.
    await read(at, context);
    const problem: Problem = {
      code: 'service-request-refused',
      severity: 'error',
      value: sent.service,
      params: { detail: error.message },
    };
    const refused = rejected(orderOfId(at, sent.id), next.step, problem);
    if (refused.changes.some(({ state }) => state === 'rejected')) {
      note(at, { kind: 'rejected', service: order.service, changes: next.contacts });
    }
    return at.memory.saveOrder(refused);
  }
  await readChanges(at, reading, signal);
  return orderOfId(at, sent.id);
}

/** The plan as an order. Others for the same service ask for nothing more. */
async function begun(
  at: ServicesAt,
  wish: ContactWish,
  shown: string,
  reading: Reading,
  context: JobContext,
): Promise<ContactOrder> {
  const { plan: made, id } = await plan(at, wish, reading, context);
  const error = made.problems.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw errorOf(error);
  if (id !== shown) throw new SwitchbookError('service-plan-changed', { value: at.billingAccount });
  const { me, memory, billingAccount } = { ...reading, ...at };
  return memory.together(() => {
    for (const other of memory.orders(billingAccount)) {
      if (other.service === wish.service && isOpen(other)) memory.saveOrder(dropped(other));
    }
    return memory.saveOrder(orderOf(made, { me, billingAccount }, now()));
  });
}

const openOrder = ({ memory, billingAccount }: ServicesAt, wish: ContactWish): ContactOrder | null =>
  memory.orders(billingAccount).find((order) => isOpen(order) && asksFor(order, wish)) ?? null;

function orderOfId({ memory, billingAccount }: ServicesAt, id: number): ContactOrder {
  const order = memory.orders(billingAccount).find((one) => one.id === id);
  if (order === undefined) throw new SwitchbookError('internal', { params: { detail: 'order is gone' } });
  return order;
}
