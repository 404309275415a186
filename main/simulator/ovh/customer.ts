/** `/me`: the customer whose key it is, and what they owe. */
import { missing } from './answer.ts';
import { route } from './route.ts';
import { dateOf } from './world.ts';

const price = (cents: number) => ({
  currencyCode: 'EUR',
  text: `${(cents / 100).toFixed(2)} €`,
  value: cents / 100,
});

export const customerRoutes = [
  route('GET', '/me', ({ customer: { nic, email, firstname, name, country, zone } }) => ({
    nichandle: nic,
    email,
    firstname,
    name,
    country,
    organisation: null,
    language: 'en_GB',
    ovhCompany: 'ovh',
    ovhSubsidiary: zone === 'EU' ? country : zone,
    currency: { code: 'EUR', symbol: '€' },
    state: 'complete',
  })),
  route('GET', '/me/debtAccount', ({ customer: { due } }) => ({
    active: true,
    dueAmount: price(due),
    pendingAmount: price(0),
    todoAmount: price(due),
    unmaturedAmount: price(0),
  })),
  route('GET', '/me/ovhAccount', ({ customer }) => [customer.nic]),
  route('GET', '/me/ovhAccount/{ovhAccountId}', ({ world, customer, at }) => {
    if (at('ovhAccountId') !== customer.nic) throw missing('ovhAccountId', at('ovhAccountId'));
    return {
      ovhAccountId: customer.nic,
      balance: price(-customer.due),
      alertThreshold: null,
      canBeCredited: true,
      isActive: true,
      lastUpdate: dateOf(world.now()),
    };
  }),
];
