import { describe, expect, it } from 'vitest';
import { FaultsError, readFaults } from '../../../main/simulator/commander/faults.ts';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import type { SimulatorEvent } from '../../../main/simulator/commander/server.ts';
import { Client, columns, device, loginOf, send } from './client.ts';

const admin = (pbx: SimulatedPbx): Client => new Client(pbx, { user: pbx.user, password: pbx.password });
const names = (pbx: SimulatedPbx): (string | undefined)[] =>
  pbx.book().contacts.map((contact) => contact.columns['Nachname']);

/** Writes the contact; a logged-in client, so that the login is not what breaks. */
async function write(client: Client, name: string): Promise<'answered' | 'broken'> {
  const row = { id: 'new1', status: 'inserted', columns: columns({ 2: name, 11: '0301' }) };
  return await client.save('adressbuch_kontakte', [row]).then(
    () => 'answered' as const,
    () => 'broken' as const,
  );
}

describe('faults', () => {
  it('breaks the connection before and after the effect, and counts only writes', async () => {
    const events: SimulatorEvent[] = [];
    const pbx = await device({
      contacts: 0,
      faults: 'drop-before:1, drop-after:3',
      onEvent: (event) => events.push(event),
    });
    const client = admin(pbx);
    await client.ask('/tree');
    expect(await write(client, 'One')).toBe('broken');
    await client.ask('/tree');
    expect(await write(client, 'Two')).toBe('answered');
    expect(await write(client, 'Three')).toBe('broken');
    expect(names(pbx)).toEqual(['Two', 'Three']);
    expect(events.filter(({ status }) => status === 0).map(({ note }) => note)).toEqual([
      'drop-before',
      'drop-after',
    ]);
  });

  it('answers 503 without effect, and cuts answers of writes and reads', async () => {
    const pbx = await device({ contacts: 0, faults: '5xx:1,truncate:2,truncate:r2' });
    const client = admin(pbx);
    await client.ask('/tree');
    expect(await write(client, 'One')).toBe('broken');
    expect(await write(client, 'Two')).toBe('broken');
    expect(names(pbx)).toEqual(['Two']);
    await expect(client.ask('/adressbuch_kontakte_state')).rejects.toThrow();
    expect((await client.ask('/adressbuch_kontakte_state')).status).toBe(200);
  });

  it('lets another administrator change a contact that the write does not touch', async () => {
    const pbx = await device({ contacts: 5, faults: 'edit:1' });
    const before = pbx.book().contacts;
    expect(await write(admin(pbx), 'Mine')).toBe('answered');
    const after = pbx.book().contacts;
    const changed = after
      .slice(0, 5)
      .filter((contact, i) => contact.columns['Position'] !== before[i]?.columns['Position']);
    expect(changed.map((contact) => contact.columns['Position'])).toEqual(['On leave']);
    expect(after.at(-1)?.columns['Nachname']).toBe('Mine');
  });

  it('is slow, runs old firmware and is locked when told so', async () => {
    const pbx = await device({ contacts: 0, faults: 'slow:150,firmware:7.8A,lock:30' });
    const start = performance.now();
    const about: unknown = JSON.parse((await send(`${pbx.url}/app_about`)).body.toString());
    expect(performance.now() - start).toBeGreaterThanOrEqual(149);
    expect(about).toMatchObject({ version: '7.8A' });
    const answer = await new Client(pbx, loginOf(pbx, 'subscriber')).ask('/app_address_categories');
    expect(answer.status).toBe(423);
    expect(JSON.parse(answer.body.toString())).toEqual({ blocked: 30 });
  });

  it.each(['drop-before', 'drop-before:0', 'edit:r1', 'slow:x', 'firmware', 'lock:soon', 'nonsense'])(
    'does not understand %s',
    (word) => {
      expect(() => readFaults(`slow:1,${word}`)).toThrow(FaultsError);
    },
  );
});
