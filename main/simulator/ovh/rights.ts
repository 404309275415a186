/** What a customer sees and may do by being a contact (docs/protocols/ovh.md, section 8). */
import { forbidden, missing, refusal } from './answer.ts';
import type { Call } from './route.ts';
import { accountOf, serviceOf, servicesOf, type Account, type Service } from './rows.ts';

const isContact = (nic: string, { admin, tech, billing }: Service): boolean =>
  [admin, tech, billing].includes(nic);

/** The account of the path; its contacts and those of its services see it, and nobody does once it has expired. */
export function accountAt({ world, customer, at }: Call): Account {
  const name = at('billingAccount');
  const account = accountOf(world.store, name);
  const seen = servicesOf(world.store, name).some((service) => isContact(customer.nic, service));
  if (account === null || !seen) throw missing('billingAccount', name);
  if (account.status === 'expired') throw refusal(460, 'This service is expired');
  return account;
}

/** The service of the path, of one of these kinds. Flat paths have no account. */
export function serviceAt(call: Call, kinds: readonly Service['kind'][], flat = false): Service {
  const name = call.at('serviceName');
  const service = serviceOf(call.world.store, name);
  const inside = flat ? null : accountAt(call);
  if (
    service === null ||
    !kinds.includes(service.kind) ||
    (inside !== null && service.account !== inside.name) ||
    (flat && !mayRead(call, service))
  )
    throw missing('serviceName', name);
  return service;
}

/** A contact of the service, or of its group. */
function mayRead({ world, customer }: Call, service: Service): boolean {
  const group = serviceOf(world.store, service.account);
  return isContact(customer.nic, service) || (group !== null && isContact(customer.nic, group));
}

/** The billing contact has invoices and call details only. */
export function mustManage({ customer }: Call, service: Service, action: string): void {
  if (service.admin === customer.nic || service.tech === customer.nic) return;
  throw forbidden('Only the administration and the technical contact may do this', `voip:apiovh:${action}`);
}
