import { describe, expect, it } from 'vitest';
import type { ContactWish } from '../../../core/services/plan.ts';
import { planContacts } from '../../../core/services/plan.ts';
import { GROUP, ME, OTHER, service, tableOf, task } from './help.ts';

const NEW = 'cc33333-ovh';
const FREE = { changes: [], inPack: false };
const wish = (contacts: ContactWish['contacts'], name = GROUP): ContactWish => ({ service: name, contacts });
const everything = wish({ administration: NEW, technical: NEW, billing: OTHER });

describe('the plan for other contacts', () => {
  it('reaches 41 services in a group of 40, and changes the administration contact last', () => {
    const plan = planContacts(everything, tableOf(30, 10), FREE);
    expect(plan.problems).toEqual([]);
    expect(plan.reached).toHaveLength(41);
    expect(plan.reached[0]).toMatchObject({ kind: 'group', name: GROUP });
    expect(plan.reached.every(({ changes }) => changes.length === 3)).toBe(true);
    expect(plan.steps).toEqual([
      [
        { role: 'technical', from: ME, to: NEW },
        { role: 'billing', from: ME, to: OTHER },
      ],
      [{ role: 'administration', from: ME, to: NEW }],
    ]);
  });

  it('names services whose contacts are already those, and what they have instead', () => {
    const table = tableOf(1, 0);
    const line = service('line', '0033972101099', { technical: NEW, billing: OTHER });
    const plan = planContacts(
      wish({ technical: NEW }),
      { ...table, services: [...table.services, line] },
      FREE,
    );
    expect(plan.reached.map(({ changes }) => changes.length)).toEqual([1, 1, 0]);
    expect(plan.reached[2]?.name).toBe('0033972101099');
  });

  it('is one request where administration stays, and reaches a line alone', () => {
    const name = '0033972101000';
    const plan = planContacts(wish({ technical: ` ${NEW} ` }, name), tableOf(3, 3), FREE);
    expect(plan.steps).toEqual([[{ role: 'technical', from: ME, to: NEW }]]);
    expect(plan.reached.map((one) => one.name)).toEqual([name]);
    expect(plan.problems).toEqual([]);
  });

  it('sends no more than what changes', () => {
    const plan = planContacts(
      wish({ administration: NEW, technical: ME.toUpperCase() }),
      tableOf(1, 0),
      FREE,
    );
    expect(plan.steps).toEqual([[{ role: 'administration', from: ME, to: NEW }]]);
    const nothing = planContacts(wish({ technical: ME }), tableOf(1, 0), FREE);
    expect([nothing.steps, nothing.problems.map(({ code }) => code)]).toEqual([
      [],
      ['service-nothing-to-change'],
    ]);
  });

  it.each([
    ['a rule', wish({ billing: NEW }, '0033972101000'), {}, FREE, ['service-technical-only']],
    [
      'an open request',
      wish({ technical: NEW }),
      {},
      { changes: [task(4)], inPack: false },
      ['service-pending'],
    ],
    ['a handle', wish({ technical: 'a b' }), {}, FREE, ['service-handle-invalid']],
    ['own debts, for billing', wish({ billing: NEW }), { debt: '12.00 €' }, FREE, ['service-debt']],
  ])('stands against it: %s', (_what, wanted, table, facts, codes) => {
    const { problems } = planContacts(wanted, tableOf(1, 1, table), facts);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('warns of debts where billing stays, and where packs could not be looked up', () => {
    const owing = planContacts(wish({ technical: NEW }), tableOf(1, 0, { debt: '1 €' }), FREE);
    expect(owing.problems).toMatchObject([{ code: 'service-debt', severity: 'warning' }]);
    const name = '0033972101000';
    const unknown = planContacts(wish({ technical: NEW }, name), tableOf(1, 0), {
      changes: [],
      inPack: null,
    });
    expect(unknown.problems).toMatchObject([{ code: 'service-pack-unknown', severity: 'warning' }]);
  });

  it('says which prerequisites it could check, and whose they are', () => {
    const standing = (wanted: ContactWish, debt: string | null = '') =>
      planContacts(wanted, tableOf(1, 0, { debt }), FREE).prerequisites.map(({ rule, of, standing: how }) => [
        rule,
        of.join(' '),
        how,
      ]);
    expect(standing(wish({ technical: NEW }))).toEqual([
      ['recipient-account', NEW, 'unknown'],
      ['mail-read', `${ME} ${NEW}`, 'unknown'],
      ['same-zone', `${ME} ${NEW}`, 'unknown'],
      ['nothing-unpaid', ME, 'met'],
      ['nothing-unpaid', NEW, 'unknown'],
    ]);
    expect(standing(wish({ billing: NEW }), null).slice(3)).toEqual([
      ['nothing-unpaid', ME, 'unknown'],
      ['nothing-unpaid', NEW, 'unknown'],
      ['validated', `${ME} ${NEW}`, 'unknown'],
      ['recipient-credit', NEW, 'unknown'],
    ]);
  });

  it('is refused for a service that is not there', () => {
    expect(() => planContacts(wish({ technical: NEW }, 'x'), tableOf(0, 0), FREE)).toThrow('service-missing');
  });
});
