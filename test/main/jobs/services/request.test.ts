import { describe, expect, it } from 'vitest';
import { planServices, requestServices } from '../../../../main/jobs/services/request.ts';
import { codeAfter, problemAfter } from '../../../problem-of.ts';
import { quiet } from '../../../quiet.ts';
import { follow, OWNER, PARTNER, request, stage, states } from './help.ts';

const ALL = { administration: PARTNER, technical: PARTNER, billing: PARTNER };

describe('services and their contacts', () => {
  it('are read with their kinds, a trunk among the lines', async () => {
    const { at } = await stage();
    const { table, readable } = await follow(at);
    expect(readable).toBe(true);
    expect(table?.services.map(({ kind }) => kind)).toEqual([
      'group',
      'line',
      'line',
      'line',
      'line',
      'trunk',
      'alias',
      'alias',
    ]);
    expect(table?.services[0]?.contacts).toEqual({ administration: OWNER, technical: OWNER, billing: OWNER });
    expect(table?.services[2]?.contacts.technical).toBe('ef34567-ovh');
    expect([table?.me, table?.debt]).toEqual([OWNER, '']);
  });
});

describe('all three contacts of a group with 40 services', () => {
  const wish = (service: string) => ({ service, contacts: ALL });

  it('are planned for 41 services and change in order, administration last', async () => {
    const { at, acceptBoth, tasks } = await stage({ services: 40 });
    const { plan } = await planServices(at, wish(at.billingAccount), quiet);
    expect(plan.reached).toHaveLength(41);
    expect(plan.steps.map((step) => step.map(({ role }) => role))).toEqual([
      ['technical', 'billing'],
      ['administration'],
    ]);
    const asked = await request(at, wish(at.billingAccount));
    expect(asked.changes.map(({ task }) => task !== null)).toEqual([true, true, false]);
    const [first] = await tasks();
    expect(first?.types.toSorted()).toEqual(['contactBilling', 'contactTech']);
    // Nothing more is sent before that is accepted, however often it is asked for.
    await request(at, wish(at.billingAccount));
    expect(await tasks()).toHaveLength(1);
    await acceptBoth(first?.id ?? 0);
    expect(states((await follow(at)).order)).toEqual({
      technical: 'done, shown',
      billing: 'done, shown',
      administration: 'planned',
    });
    const last = await request(at, wish(at.billingAccount));
    const administration = last.changes[2]?.task ?? 0;
    expect(await tasks()).toMatchObject([{ state: 'done' }, { types: ['contactAdmin'] }]);
    await acceptBoth(administration);
    const end = await follow(at);
    expect(states(end.order)).toEqual({
      technical: 'done, shown',
      billing: 'done, shown',
      administration: 'done',
    });
    // Nobody of ours is a contact any more: what is shown is what was read last.
    expect(end.readable).toBe(false);
    expect(end.events.map(({ kind }) => kind).filter((kind) => kind === 'requested')).toHaveLength(3);
  });

  it('end clearly when somebody has the administration handed over first', async () => {
    const { at, acceptBoth, askOutside } = await stage({ services: 40 });
    const asked = await request(at, wish(at.billingAccount));
    expect(asked.changes.map(({ state }) => state).every((state) => state !== 'rejected')).toBe(true);
    const [outside] = await askOutside({ contactAdmin: PARTNER });
    await acceptBoth(outside ?? 0);
    const { order, table } = await follow(at);
    expect(states(order)).toEqual({
      technical: 'aborted',
      billing: 'aborted',
      administration: 'done, shown',
    });
    expect(table?.services[0]?.contacts).toEqual({
      administration: PARTNER,
      technical: OWNER,
      billing: OWNER,
    });
    // Asking again is refused with the reason, nothing is sent.
    expect(await problemAfter(request(at, wish(at.billingAccount)))).toMatchObject({
      code: 'service-not-administration',
      params: { administration: PARTNER },
    });
  });

  it('are never sent once the administration is gone', async () => {
    const { at, acceptBoth, askOutside, tasks } = await stage({ services: 1 });
    const { id } = await planServices(at, wish(at.billingAccount), quiet);
    const [outside] = await askOutside({ contactAdmin: PARTNER });
    await acceptBoth(outside ?? 0);
    expect(await codeAfter(request(at, wish(at.billingAccount)))).toBe('service-not-administration');
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(await tasks()).toHaveLength(1);
  });
});

describe('a request', () => {
  it('for a line goes to the line, for a trunk to the trunk, for a number to the number', async () => {
    const { at, acceptBoth } = await stage();
    const { table } = await follow(at);
    for (const kind of ['line', 'trunk', 'alias']) {
      const service = table?.services.find((one) => one.kind === kind)?.name ?? '';
      const order = await request(at, { service, contacts: { technical: PARTNER } });
      await acceptBoth(order.changes[0]?.task ?? 0);
    }
    const after = await follow(at);
    const changed = after.table?.services.filter(({ contacts }) => contacts.technical === PARTNER);
    expect(changed?.map(({ kind }) => kind)).toEqual(['line', 'trunk', 'alias']);
    expect(after.orders.map((order) => states(order))).toEqual(
      Array.from({ length: 3 }, () => ({ technical: 'done, shown' })),
    );
  });

  it('that the vendor refuses is rejected with its words, and what came after it is held', async () => {
    const { at, tasks } = await stage();
    const contacts = { ...ALL, technical: 'zz99999-ovh' };
    const order = await request(at, { service: at.billingAccount, contacts });
    expect(states(order)).toEqual({ technical: 'rejected', billing: 'rejected', administration: 'held' });
    expect(order.changes[0]?.problem).toMatchObject({
      code: 'service-request-refused',
      params: { detail: expect.stringContaining('zz99999-ovh') },
    });
    expect(await tasks()).toEqual([]);
  });

  it('is never sent for a locked group, frozen contacts or a service in a pack', async () => {
    const locked = await stage({ billingAccount: 'ovhtel-12345-1' });
    expect(
      await codeAfter(request(locked.at, { service: 'ovhtel-12345-1', contacts: { technical: PARTNER } })),
    ).toBe('service-ovhtel');
    const special = await stage({ billingAccount: 'ab12345-ovh-2' });
    const refused = (contacts: Record<string, string>, service = 'ab12345-ovh-2') =>
      codeAfter(request(special.at, { service, contacts }));
    expect(await refused({ billing: PARTNER })).toBe('service-special-numbers');
    const { table } = await follow(special.at);
    const line = table?.services.find(({ kind }) => kind === 'line')?.name ?? '';
    expect(await refused({ technical: PARTNER }, line)).toBe('service-in-pack');
    expect([...(await locked.tasks()), ...(await special.tasks())]).toEqual([]);
  });

  it('is not sent where the services are no longer what was shown', async () => {
    const { at, tasks } = await stage();
    const wish = { service: at.billingAccount, contacts: { technical: PARTNER } };
    expect(await codeAfter(requestServices(at, wish, 'another', quiet))).toBe('service-plan-changed');
    expect(await tasks()).toEqual([]);
  });

  it('gives an earlier one up that has not begun', async () => {
    const { at, acceptBoth } = await stage();
    const first = await request(at, { service: at.billingAccount, contacts: ALL });
    await acceptBoth(first.changes[0]?.task ?? 0);
    await request(at, { service: at.billingAccount, contacts: { technical: OWNER } });
    const { orders } = await follow(at);
    expect(orders.map((order) => states(order)['administration'])).toEqual([undefined, 'dropped']);
  });
});
