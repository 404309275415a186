/** Asking for other contacts, and answering (docs/protocols/ovh.md, section 8). */
import { z } from 'zod';
import { forbidden, missing, refusal } from './answer.ts';
import {
  accepted,
  addChange,
  askBoth,
  changeOf,
  changesOf,
  changeView,
  end,
  isPending,
  ROLES,
  TYPES,
  type Change,
  type ContactType,
} from './changes-store.ts';
import { mailOfToken } from './outbox.ts';
import { accountAt, serviceAt } from './rights.ts';
import { route, type Call } from './route.ts';
import { accountOf, customerOf, serviceOf, type Service } from './rows.ts';
import type { World } from './world.ts';

const handle = z
  .string()
  .regex(/^\S{1,50}$/, 'is not a handle')
  .nullish();
const WANTED = z.object({ contactAdmin: handle, contactTech: handle, contactBilling: handle });

const ACTION = 'voip:apiovh:changeContact';

/** Throws where the vendor locks the service. */
function checkLocks({ world }: Call, service: Service, types: readonly ContactType[]): void {
  if (service.account.startsWith('ovhtel-')) throw forbidden('The contacts of this group are fixed', ACTION);
  if (service.pack !== null) throw forbidden(`This service belongs to the pack ${service.pack}`, ACTION);
  const special = accountOf(world.store, service.account)?.special === true;
  if (special && service.kind === 'group' && types.some((type) => type !== 'contactTech'))
    throw forbidden('This group has special numbers: contact the support', ACTION);
}

function checkRecipient({ world, customer }: Call, type: ContactType, nic: string): void {
  const recipient = customerOf(world.store, nic);
  if (recipient === null) throw refusal(400, `[${type}] ${nic} does not exist`);
  if (recipient.zone !== customer.zone) throw refusal(400, `[${type}] ${nic} is not in the same zone as you`);
}

/** The ids of the requests: one for each pair of former and new contact. */
function ask(call: Call, service: Service): number[] {
  const { world, customer } = call;
  const sent = call.body(WANTED);
  if (service.admin !== customer.nic)
    throw forbidden('Only the administration contact may change contacts', ACTION);
  const pairs = new Map<string, { sender: string; recipient: string; types: ContactType[] }>();
  for (const type of TYPES) {
    const recipient = sent[type] ?? null;
    const sender = service[ROLES[type]];
    if (recipient === null || recipient === sender) continue;
    if (service.kind !== 'group' && type !== 'contactTech')
      throw refusal(400, `[${type}] can only be changed on the billing account`);
    checkRecipient(call, type, recipient);
    const key = `${sender} ${recipient}`;
    const pair = pairs.get(key) ?? { sender, recipient, types: [] };
    pair.types.push(type);
    pairs.set(key, pair);
  }
  const types = [...pairs.values()].flatMap((pair) => pair.types);
  if (types.length === 0) return [];
  checkLocks(call, service, types);
  if (types.includes('contactBilling') && customer.due > 0)
    throw forbidden('You have unpaid bills: pay them before you change the billing contact', ACTION);
  const twice = changesOf(world).find(
    (other) =>
      isPending(other) && other.service === service.name && other.types.some((type) => types.includes(type)),
  );
  if (twice !== undefined) throw refusal(409, `A contact change is already pending: ${twice.id}`);
  return [...pairs.values()].map((pair) => addChange(world, service.name, customer.nic, pair));
}

const isInvolved = (nic: string, { asking, sender, recipient }: Change): boolean =>
  [asking, sender, recipient].includes(nic);

function changeAt({ world, customer, at }: Call): Change {
  const id = at('id');
  const change = /^\d{1,15}$/.test(id) ? changeOf(world, Number(id)) : null;
  if (change === null || !isInvolved(customer.nic, change)) throw missing('id', id);
  return change;
}

function waiting(change: Change): Change {
  if (change.state === 'validatingByCustomers') return change;
  throw refusal(400, `This request does not wait for an answer: its state is ${change.state}`);
}

/** Throws where the token is not one of this request. Also what the page of the simulator does. */
export function answer(world: World, change: Change, token: string, yes: boolean): void {
  waiting(change);
  const mail = mailOfToken(world, token);
  const side = mail?.change === change.id ? mail.side : null;
  if (side === null) throw refusal(400, '[token] is not valid');
  if (yes) accepted(world, change, side);
  else end(world, change, 'refused', `${side === 'from' ? change.sender : change.recipient} has refused`);
}

const TOKEN = z.object({ token: z.string().min(1) });
const contains = (filter: string | null, value: string): boolean => value.includes(filter ?? '');
const ONE = '/me/task/contactChange/{id}';

export const changeRoutes = [
  route('POST', '/telephony/lines/{serviceName}/changeContact', (call) =>
    ask(call, serviceAt(call, ['line'], true)),
  ),
  route('POST', '/telephony/aliases/{serviceName}/changeContact', (call) =>
    ask(call, serviceAt(call, ['alias'], true)),
  ),
  route('POST', '/telephony/trunks/{serviceName}/changeContact', (call) =>
    ask(call, serviceAt(call, ['trunk'], true)),
  ),
  route('POST', '/telephony/{billingAccount}/changeContact', (call) => {
    const { name } = accountAt(call);
    const group = serviceOf(call.world.store, name);
    if (group === null) throw missing('billingAccount', name);
    return ask(call, group);
  }),
  route('GET', '/me/task/contactChange', ({ world, customer, query }) =>
    changesOf(world)
      .filter(
        (change) =>
          isInvolved(customer.nic, change) &&
          contains(query.get('askingAccount'), change.asking) &&
          contains(query.get('toAccount'), change.recipient) &&
          contains(query.get('state'), change.state),
      )
      .map(({ id }) => id)
      .toSorted((a, b) => a - b),
  ),
  route('GET', ONE, (call) => changeView(changeAt(call))),
  route('POST', `${ONE}/accept`, (call) => {
    answer(call.world, changeAt(call), call.body(TOKEN).token, true);
  }),
  route('POST', `${ONE}/refuse`, (call) => {
    answer(call.world, changeAt(call), call.body(TOKEN).token, false);
  }),
  route('POST', `${ONE}/resendEmail`, (call) => {
    askBoth(call.world, waiting(changeAt(call)));
  }),
];
