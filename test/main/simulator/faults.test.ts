import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { FaultsError, readFaults } from '../../../main/simulator/commander/faults.ts';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import type { SimulatorEvent } from '../../../main/simulator/commander/server.ts';
import { Client, columns, device, loginOf, send } from './client.ts';
import { admin } from './saving.ts';

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

  it('is slow at one request, and answers it with the status that was asked for', async () => {
    const pbx = await device({ contacts: 0, faults: 'slow:150@r2,403:r3,423:r4,500:1' });
    const client = admin(pbx);
    const timed = async () => {
      const start = performance.now();
      const { status } = await client.ask('/tree');
      return { status, slow: performance.now() - start >= 149 };
    };
    await client.ask('/tree');
    expect(await timed()).toEqual({ status: 200, slow: true });
    expect((await timed()).status).toBe(403);
    const locked = await client.ask('/tree');
    expect([locked.status, locked.body.toString()]).toEqual([423, '{"blocked":60}']);
    expect(await timed()).toEqual({ status: 200, slow: false });
    expect(await write(client, 'One')).toBe('broken');
    expect(names(pbx)).toEqual([]);
  });

  it.each([{ generation: 'newer' }, { generation: 'older' }] as const)(
    'locks everybody out from one request on: $generation',
    async ({ generation }) => {
      const pbx = await device({ contacts: 0, generation, faults: 'lock:40@r2' });
      const enter = async () => {
        if (generation === 'newer') return admin(pbx);
        const body = `LOGIN_NOW=&LOGIN_NAME=${pbx.user}&LOGIN_PASS=${encodeURIComponent(pbx.password)}`;
        const answer = await send(`${pbx.url}/login_json`, { method: 'POST', body });
        const client = admin(pbx);
        client.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
        return client;
      };
      const client = await enter();
      expect((await client.ask('/tree')).status).toBe(200);
      for (let i = 0; i < 3; i++) {
        const answer = await client.ask('/tree');
        expect(answer.status).toBe(423);
        expect(answer.body.toString()).toMatch(/^\{"blocked":(39|40)\}$/);
      }
      const other = await send(`${pbx.url}/${generation === 'newer' ? 'tree' : 'login_json'}`, {
        method: generation === 'newer' ? 'GET' : 'POST',
      });
      expect(other.status).toBe(423);
      expect((await send(`${pbx.url}/app_about`)).status).toBe(200);
    },
  );

  it('spoils an answer so that it is no UTF-8, and leaves the effect', async () => {
    const pbx = await device({ contacts: 0, faults: 'corrupt:1,corrupt:r2' });
    const client = admin(pbx);
    await client.ask('/tree');
    await write(client, 'One');
    expect(names(pbx)).toEqual(['One']);
    const [spoilt, whole] = [
      (await client.ask('/adressbuch_kontakte_state')).body,
      (await client.ask('/adressbuch_kontakte_state')).body,
    ];
    expect(isUtf8(whole)).toBe(true);
    expect(isUtf8(spoilt)).toBe(false);
    expect([...spoilt].filter((byte, i) => byte !== whole[i])).toHaveLength(1);
  });

  it('answers with an empty list in the form of the call', async () => {
    const pbx = await device({ faults: 'empty:r1,empty:r3' });
    const client = admin(pbx);
    expect(await client.json('/adressbuch_kontakte_state')).toEqual({ rows: [] });
    expect(await client.json('/adressbuch_kontakte_state')).not.toEqual({ rows: [] });
    expect(await client.json('/app_address_categories')).toEqual([]);
  });

  it('says that it has another serial number, also in its cookies', async () => {
    const pbx = await device({ faults: 'serial:9900000001' });
    const about: unknown = JSON.parse((await send(`${pbx.url}/app_about`)).body.toString());
    expect(about).toMatchObject({ serial: '9900000001' });
    const client = admin(pbx);
    await client.ask('/tree');
    expect(client.cookie).toMatch(/^AUERSessionID9900000001=/);
  });

  it('lets another administrator change an authorisation that the write does not touch', async () => {
    const events: SimulatorEvent[] = [];
    const pbx = await device({
      faults: 'edit-access:1,edit-access:2',
      onEvent: (event) => events.push(event),
    });
    const before = pbx.book().subscribers;
    const client = admin(pbx);
    expect(await write(client, 'Mine')).toBe('answered');
    const grants = pbx.book().subscribers.find(({ extension }) => extension === '25')?.grants;
    expect(grants).toEqual({ 'Google Vertrieb': 'read' });
    expect(events.at(-1)?.note).toMatch(/^edit-access, another administrator gave .* 25 /);
    expect(await write(client, 'Mine too')).toBe('answered');
    expect(pbx.book().subscribers).toEqual(before);
  });

  it.each([
    'drop-before',
    'drop-before:0',
    'edit:r1',
    'slow:x',
    'firmware',
    'lock:soon',
    'nonsense',
    '600:1',
    'slow:1@',
    'slow:1@0',
    'truncate:5@1',
    'edit-access:r1',
    'serial:',
  ])('does not understand %s', (word) => {
    expect(() => readFaults(`slow:1,${word}`)).toThrow(FaultsError);
  });
});
