/** A broken line at every request of asking for other contacts, before and after it had its effect. */
import { describe, expect, it } from 'vitest';
import { codeAfter } from '../../../problem-of.ts';
import { PARTNER, request, stage, states } from './help.ts';

const contacts = { administration: PARTNER, technical: PARTNER, billing: PARTNER };

describe('asking for other contacts, broken off at any request', () => {
  it.each(['drop-before', 'drop-after', '5xx'] as const)(
    '%s: repeating ends in the same state',
    async (fault) => {
      const ends: unknown[] = [];
      let broken = true;
      for (let k = 1; broken; k++) {
        const { at, tasks } = await stage({ faults: `${fault}:${k}` });
        const ask = () => codeAfter(request(at, { service: at.billingAccount, contacts }));
        broken = (await ask()) !== null;
        // The fault waits beyond the last request.
        if (!broken) break;
        expect(await ask()).toBeNull();
        const { orders } = at.memory.view(at.billingAccount);
        const all = await tasks();
        ends.push([
          orders.length,
          all.length,
          all[0]?.types.toSorted().join(' '),
          Object.keys(states(orders[0])),
        ]);
        expect(orders[0]?.changes.map(({ task }) => task !== null)).toEqual([true, true, false]);
        expect(k).toBeLessThan(60);
      }
      expect(ends.length).toBeGreaterThan(10);
      expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    },
    60_000,
  );
});
