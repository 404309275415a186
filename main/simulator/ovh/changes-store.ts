/** Requests to change contacts, and what they wait for (docs/protocols/ovh.md, section 8). */
import { z } from 'zod';
import { randomKey } from './credentials.ts';
import { endTokens, send } from './outbox.ts';
import { customerOf, flag, serviceOf, type Customer, type Service } from './rows.ts';
import { dateOf, dateOrNull, type World } from './world.ts';

/** The parameters of a request, and the column of a service that each of them is about. */
export const ROLES = { contactAdmin: 'admin', contactTech: 'tech', contactBilling: 'billing' } as const;
export const TYPES = ['contactAdmin', 'contactTech', 'contactBilling'] as const;
export type ContactType = (typeof TYPES)[number];

const PENDING = ['todo', 'checkValidity', 'validatingByCustomers', 'doing'] as const;

const CHANGE = z.object({
  id: z.number(),
  service: z.string(),
  asking: z.string(),
  sender: z.string(),
  recipient: z.string(),
  types: z.string().transform((text) => z.array(z.enum(TYPES)).parse(JSON.parse(text))),
  state: z.enum([...PENDING, 'done', 'refused', 'aborted', 'expired', 'error']),
  /** When something happens by itself; null: never. */
  due: z.number().nullable(),
  requested: z.number(),
  done: z.number().nullable(),
  sender_said: flag,
  recipient_said: flag,
});
export type Change = z.infer<typeof CHANGE>;

/** Newest first. */
export const changesOf = ({ store }: Pick<World, 'store'>): Change[] =>
  store.all(CHANGE, 'SELECT * FROM change ORDER BY id DESC');

export const changeOf = ({ store }: World, id: number): Change | null =>
  store.one(CHANGE, 'SELECT * FROM change WHERE id = ?', id);

export const isPending = ({ state }: Change): boolean => PENDING.some((pending) => pending === state);

/** `nichandle.contactChange.Task` */
export const changeView = (change: Change): unknown => ({
  id: change.id,
  state: change.state,
  contactTypes: change.types,
  fromAccount: change.sender,
  toAccount: change.recipient,
  askingAccount: change.asking,
  serviceDomain: change.service,
  dateRequest: dateOf(change.requested),
  dateDone: dateOrNull(change.done),
});

export function addChange(
  { store, now, step }: World,
  service: string,
  asking: string,
  pair: { sender: string; recipient: string; types: readonly ContactType[] },
): number {
  return store.run(
    `INSERT INTO change (service, asking, sender, recipient, types, state, due, requested)
     VALUES (?, ?, ?, ?, ?, 'todo', ?, ?)`,
    service,
    asking,
    pair.sender,
    pair.recipient,
    JSON.stringify(pair.types),
    now() + step,
    now(),
  ).id;
}

/** `due`: null where the new state waits for nothing. */
function enter({ store, now }: World, { id }: Change, state: Change['state'], due: number | null): void {
  const done = PENDING.some((pending) => pending === state) ? null : now();
  store.run('UPDATE change SET state = ?, due = ?, done = ? WHERE id = ?', state, due, done, id);
}

const subjectOf = ({ service, types }: Change): string => `Contact change of ${service}: ${types.join(', ')}`;

/** The request has come to its end; both sides are told. */
export function end(world: World, change: Change, state: Change['state'], why: string): void {
  enter(world, change, state, null);
  endTokens(world, change.id);
  for (const nic of new Set([change.sender, change.recipient]))
    send(world, nic, subjectOf(change), `${state}: ${why}`, { change: change.id, side: null, token: null });
}

/** Mails a token to each side that has not answered; earlier tokens end. */
export function askBoth(world: World, change: Change): void {
  endTokens(world, change.id);
  const sides = [
    { side: 'from', nic: change.sender, said: change.sender_said },
    { side: 'to', nic: change.recipient, said: change.recipient_said },
  ] as const;
  for (const { side, nic, said } of sides) {
    if (said) continue;
    const token = randomKey(32);
    const body = `${change.asking} asks that ${change.types.join(', ')} of ${change.service} pass from ${change.sender} to ${change.recipient}.\nRequest ${change.id}, token ${token}`;
    send(world, nic, subjectOf(change), body, { change: change.id, side, token });
  }
}

/** A side has accepted; with both, the change begins. */
export function accepted(world: World, change: Change, side: 'from' | 'to'): void {
  const column = side === 'from' ? 'sender_said' : 'recipient_said';
  world.store.run(`UPDATE change SET ${column} = 1 WHERE id = ?`, change.id);
  endTokens(world, change.id, side);
  const other = side === 'from' ? change.recipient_said : change.sender_said;
  if (other) enter(world, change, 'doing', world.now() + world.step);
}

/** Unpaid bills stop any change, and billing needs the procedure of validation on both sides. */
function problemOf({ store }: World, change: Change): string | null {
  for (const nic of [change.sender, change.recipient]) {
    const customer: Customer | null = customerOf(store, nic);
    if (customer === null) return `${nic} does not exist`;
    if (customer.due > 0) return `${nic} has unpaid bills`;
    if (change.types.includes('contactBilling') && !customer.validated)
      return `${nic} has not been validated for VoIP`;
  }
  return null;
}

/** A group's change reaches every service in it. */
function apply({ store }: World, change: Change, service: Service): void {
  const where = service.kind === 'group' ? 'account = ?' : 'name = ?';
  for (const type of change.types)
    store.run(`UPDATE service SET ${ROLES[type]} = ? WHERE ${where}`, change.recipient, service.name);
}

/** Who has handed over the administration can no longer ask for anything: what they asked before ends. */
function abortOthers(world: World, done: Change, service: Service): void {
  for (const other of changesOf(world)) {
    const its = serviceOf(world.store, other.service);
    if (other.id === done.id || !isPending(other) || other.state === 'doing') continue;
    if (its?.account === service.account && its.admin !== other.asking)
      end(world, other, 'aborted', `${other.asking} is no longer the administration contact`);
  }
}

function happen(world: World, change: Change): void {
  const { step, requestLife } = world;
  // Nobody has to look for time to pass: a step begins when the one before it was over.
  const began = change.due ?? world.now();
  if (change.state === 'todo') return enter(world, change, 'checkValidity', began + step);
  if (change.state === 'checkValidity') {
    const problem = problemOf(world, change);
    if (problem !== null) return end(world, change, 'refused', problem);
    enter(world, change, 'validatingByCustomers', began + requestLife);
    return askBoth(world, change);
  }
  if (change.state === 'validatingByCustomers')
    return end(world, change, 'expired', 'nobody answered in time');
  const service = serviceOf(world.store, change.service);
  if (service === null) return end(world, change, 'error', 'the service does not exist any more');
  apply(world, change, service);
  end(world, change, 'done', 'the contacts have changed');
  if (change.types.includes('contactAdmin')) abortOthers(world, change, service);
}

/** Brings every request to where it is by now, each step in a transaction of its own. */
export function advanceChanges(world: World): void {
  const { store, now } = world;
  for (;;) {
    const advanced = store.transaction(() => {
      const change = store.one(CHANGE, 'SELECT * FROM change WHERE due <= ? ORDER BY due, id LIMIT 1', now());
      if (change !== null) happen(world, change);
      return change !== null;
    });
    if (!advanced) return;
  }
}
