import { describe, expect, it } from 'vitest';
import type {
  ContactChange,
  ServiceContacts,
  ServiceTable,
} from '../../../core/directory/service-contact.ts';
import type { ContactOrder } from '../../../core/services/order.ts';
import {
  asksFor,
  blocksAcceptance,
  dropped,
  followed,
  isOpen,
  nextRequest,
  orderOf,
  rejected,
  sending,
} from '../../../core/services/order.ts';
import { planContacts } from '../../../core/services/plan.ts';
import { GROUP, OTHER, service, tableOf, task } from './help.ts';

const NEW = 'cc33333-ovh';
const wish = { service: GROUP, contacts: { administration: NEW, technical: NEW, billing: OTHER } };
const begin = tableOf(2, 1);
const order = orderOf(planContacts(wish, begin, { changes: [], inPack: false }), begin, begin.at);

const holding = (contacts: Partial<ServiceContacts>): ServiceTable => ({
  ...begin,
  services: [service('group', GROUP, contacts), ...begin.services.slice(1)],
});
const states = ({ changes }: ContactOrder) =>
  Object.fromEntries(
    changes.map(({ role, state, shown }) => [role, shown === true ? `${state}, shown` : state]),
  );
const technical = task(7, { roles: ['technical'], to: NEW });
const billing = task(8, { roles: ['billing'], to: OTHER });
const administration = task(9, { roles: ['administration'], to: NEW });
const sent = followed(sending(order, 0, []), { tasks: [technical, billing], table: begin });
const ended = (state: ContactChange['state'], ...tasks: ContactChange[]) =>
  tasks.map((one) => ({ ...one, state }));

describe('a plan on its way', () => {
  it('asks for technical and billing first, for administration when both are done and read back', () => {
    expect(nextRequest(order)).toMatchObject({
      step: 0,
      contacts: [{ role: 'technical' }, { role: 'billing' }],
    });
    expect(nextRequest(sent)).toBeNull();
    const tasks = ended('done', technical, billing);
    const unseen = followed(sent, { tasks, table: begin });
    expect(states(unseen)).toEqual({ technical: 'done', billing: 'done', administration: 'planned' });
    expect([nextRequest(unseen), isOpen(unseen)]).toEqual([null, true]);
    const carried = followed(unseen, { tasks, table: holding({ technical: NEW, billing: OTHER }) });
    expect(nextRequest(carried)).toMatchObject({ step: 1, contacts: [{ role: 'administration', to: NEW }] });
    const handed = followed(sending(carried, 1, tasks), {
      tasks: [...tasks, ...ended('done', administration)],
      table: null,
    });
    expect(states(handed)).toEqual({
      technical: 'done, shown',
      billing: 'done, shown',
      administration: 'done',
    });
    expect(isOpen(handed)).toBe(false);
  });

  it.each(['refused', 'aborted', 'expired', 'error'] as const)(
    'keeps administration where one was %s',
    (state) => {
      const next = followed(sent, {
        tasks: [...ended('done', technical), ...ended(state, billing)],
        table: holding({ technical: NEW }),
      });
      expect(states(next)).toEqual({ technical: 'done, shown', billing: state, administration: 'held' });
      expect([nextRequest(next), isOpen(next)]).toEqual([null, false]);
    },
  );

  it('ends clearly where the administration was handed over first', () => {
    const tasks = [...ended('aborted', technical, billing), ...ended('done', administration)];
    const gone = followed(sent, { tasks, table: null });
    expect(states(gone)).toEqual({ technical: 'aborted', billing: 'aborted', administration: 'lost' });
    expect([nextRequest(gone), isOpen(gone)]).toEqual([null, false]);
    // Still readable, because this login is the technical contact yet.
    const seen = followed(sent, { tasks, table: holding({ administration: NEW }) });
    expect(states(seen)).toEqual({ technical: 'aborted', billing: 'aborted', administration: 'done, shown' });
    // To somebody who was not wished for, before anything was sent.
    const robbed = followed(order, { tasks: [], table: holding({ administration: 'zz9-ovh' }) });
    expect(states(robbed)).toEqual({ technical: 'lost', billing: 'lost', administration: 'lost' });
    expect(nextRequest(robbed)).toBeNull();
  });

  it('finds a request again whose answer never came, and sends it anew only where it did not arrive', () => {
    const old = task(3, { roles: ['technical'], to: NEW, state: 'refused' });
    const unknown = sending(order, 0, [old]);
    expect(unknown.known).toEqual([3]);
    expect(states(followed(unknown, { tasks: [old], table: begin }))['technical']).toBe('planned');
    expect(states(followed(unknown, { tasks: [old, technical, billing], table: begin }))).toEqual({
      technical: 'validatingByCustomers',
      billing: 'validatingByCustomers',
      administration: 'planned',
    });
    // It arrived and was refused before anybody looked: it is not asked for behind people's backs.
    const refused = followed(unknown, {
      tasks: [old, ...ended('refused', technical, billing)],
      table: begin,
    });
    expect([states(refused)['technical'], nextRequest(refused)]).toEqual(['refused', null]);
    // It arrived and was carried out.
    const done = followed(unknown, { tasks: [old], table: holding({ technical: NEW, billing: OTHER }) });
    expect(nextRequest(done)).toMatchObject({ step: 1 });
  });

  it('takes over an equal request that is open, whoever made it', () => {
    const next = followed(order, { tasks: [technical], table: begin });
    expect(next.changes.map(({ role, task: id }) => [role, id])).toEqual([
      ['technical', 7],
      ['billing', null],
      ['administration', null],
    ]);
  });

  it('stops where the vendor says no', () => {
    const problem = { code: 'service-request-refused', severity: 'error', value: GROUP } as const;
    const no = rejected(order, 0, problem);
    expect(states(no)).toEqual({ technical: 'rejected', billing: 'rejected', administration: 'held' });
    expect(no.changes[0]?.problem).toEqual(problem);
    expect(isOpen(no)).toBe(false);
  });

  it('is given up for another one, what was asked for stays asked for', () => {
    expect(states(dropped(sent))).toEqual({
      technical: 'validatingByCustomers',
      billing: 'validatingByCustomers',
      administration: 'dropped',
    });
  });

  it('recognises its own wish, also when part of it was already so', () => {
    expect(asksFor(order, wish)).toBe(true);
    expect(asksFor(order, { ...wish, contacts: { ...wish.contacts, technical: OTHER } })).toBe(false);
    expect(asksFor(order, { ...wish, contacts: { technical: NEW } })).toBe(false);
    expect(asksFor(order, { ...wish, service: 'x' })).toBe(false);
  });

  it('accepts administration last', () => {
    const all = [technical, billing, administration];
    expect(blocksAcceptance(administration, all)?.id).toBe(7);
    expect(blocksAcceptance(technical, all)).toBeUndefined();
    expect(
      blocksAcceptance(administration, [...ended('done', technical, billing), administration]),
    ).toBeUndefined();
    expect(blocksAcceptance({ ...administration, service: 'x' }, all)).toBeUndefined();
  });
});
