import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FaultsError } from '../../../../main/simulator/commander/faults.ts';
import { readOvhFaults } from '../../../../main/simulator/ovh/faults.ts';
import type { SimulatorEvent } from '../../../../main/simulator/ovh/server.ts';
import { api, Client, contactsOf, signed } from './client.ts';

const TREE = '/telephony/ab12345-ovh-1/phonebook';
const KEYS = z.array(z.string());

const outcome = (asking: Promise<{ status: number }>): Promise<number | 'broken'> =>
  asking.then(
    ({ status }) => status,
    () => 'broken' as const,
  );

describe('faults', () => {
  it('break the connection before and after the effect, counting all requests or those that write', async () => {
    const events: SimulatorEvent[] = [];
    const client = new Client(
      await api({
        contacts: 0,
        faults: 'drop-before:w1,drop-after:w2,5xx:5',
        onEvent: (event) => events.push(event),
      }),
    );
    const make = (name: string) => outcome(client.ask('POST', TREE, { name }));
    expect(await client.get(KEYS, 'GET', TREE)).toEqual([]);
    expect([await make('One'), await make('Two')]).toEqual(['broken', 'broken']);
    const keys = await client.get(KEYS, 'GET', TREE);
    expect(keys).toHaveLength(1);
    expect((await client.ask('GET', `${TREE}/${keys[0] ?? ''}`).catch(() => ({ body: 'html' }))).body).toBe(
      'html',
    );
    expect(await client.ask('GET', `${TREE}/${keys[0] ?? ''}`)).toMatchObject({ body: { name: 'Two' } });
    expect(events.map(({ status, note }) => [status, note])).toEqual([
      [200, ''],
      [0, 'drop-before'],
      [0, 'drop-after'],
      [200, ''],
      [503, '5xx'],
      [200, ''],
    ]);
    expect(events.every(({ nic }) => nic === 'ab12345-ovh')).toBe(true);
  });

  it('answer with a status, cut answers, and wait', async () => {
    const simulated = await api({ faults: '429:1,truncate:2,slow:300@3,503:4' });
    const client = new Client(simulated);
    const slowed = await client.ask('GET', '/me');
    expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await outcome(client.ask('GET', '/me'))).toBe('broken');
    const before = performance.now();
    expect((await client.ask('GET', '/me')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
    const url = `${simulated.url}/me`;
    const page = await fetch(url, { headers: signed(simulated, 'GET', url, '') });
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html']);
  });

  it('let another person change a contact just before', async () => {
    const client = new Client(await api({ faults: 'edit:3' }));
    const [key = ''] = await client.get(KEYS, 'GET', TREE);
    await client.ask('GET', '/me');
    const [first] = await contactsOf(client, `${TREE}/${key}`);
    expect(first?.name).toMatch(/ bis$/);
  });

  it.each(['nonsense', 'drop-before', 'slow:x', '200:1', 'edit:0', 'rate:-1', 'drop-after:r1', 'clock:soon'])(
    'are refused as %s',
    (word) => {
      expect(() => readOvhFaults(`slow:1, ${word}`)).toThrow(FaultsError);
    },
  );
});
