/** Soft calls at the simulated PBX and the simulated telephone, asked by a foreign client. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPhone } from '../../../main/simulator/phone/start.ts';
import type { SimulatedPhone } from '../../../main/simulator/phone/start.ts';
import { Client, device, loginOf, send, temporaryFolder } from './client.ts';

const PAGE = '/adressbuch_softcall_save';
const form = (number: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: `number=${encodeURIComponent(number)}`,
});

describe('the page for soft calls', () => {
  it('dials for a subscriber and remembers it, over a restart too', async () => {
    const folder = temporaryFolder();
    const pbx = await device({ folder });
    const login = loginOf(pbx, 'subscriber', 1);
    const client = new Client(pbx, login);
    expect(await client.json(PAGE, form('0033199001234'))).toEqual({ successful: true });
    expect(await client.json(PAGE, form('*21#'))).toEqual({ successful: true });
    const made = pbx.calls().map(({ extension, number }) => [extension, number]);
    expect(made).toEqual([
      [login.user, '0033199001234'],
      [login.user, '*21#'],
    ]);
    const overview = (await send(`${pbx.url}/`)).body.toString('utf8');
    expect(overview).toContain('0033199001234');
    await pbx.stop();
    expect((await device({ folder })).calls()).toHaveLength(2);
  });

  it('refuses what cannot be dialled', async () => {
    const pbx = await device();
    const client = new Client(pbx, loginOf(pbx, 'subscriber'));
    for (const number of ['', '+33199001234', '01 99', 'abc']) {
      expect([number, await client.json(PAGE, form(number))]).toMatchObject([number, { successful: false }]);
    }
    expect(pbx.calls()).toEqual([]);
  });

  it.each(['administrator', 'sub-administrator'])('is closed to the %s', async (role) => {
    const pbx = await device();
    expect((await new Client(pbx, loginOf(pbx, role)).ask(PAGE, form('200'))).status).toBe(403);
    expect(pbx.calls()).toEqual([]);
  });
});

describe('the telephone', () => {
  async function phone(folder = temporaryFolder()): Promise<SimulatedPhone> {
    const started = await startPhone({ port: 0, folder });
    onTestFinished(() => started.stop().catch(() => undefined));
    return started;
  }
  const command = ({ url }: SimulatedPhone, query: string) => `${url}/api/v1/exec/command?${query}`;
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it('dials for whoever has its token', async () => {
    const one = await phone();
    const right = bearer(one.token);
    expect((await send(command(one, 'action=call&number=0033199001234'), right)).status).toBe(200);
    expect((await send(command(one, 'action=call&number=%2a21%23'), right)).status).toBe(200);
    expect((await send(command(one, 'action=call&number=1'), bearer('x'))).status).toBe(401);
    expect((await send(command(one, 'action=call&number=1'))).status).toBe(401);
    expect((await send(command(one, 'action=reboot'), right)).status).toBe(400);
    expect((await send(command(one, 'action=call&number=abc'), right)).status).toBe(400);
    expect((await send(`${one.url}/`, right)).status).toBe(404);
    expect(one.calls()).toEqual(['0033199001234', '*21#']);
  });

  it('has the same certificate and token when it is started again', async () => {
    const folder = temporaryFolder();
    const one = await phone(folder);
    await one.stop();
    const again = await phone(folder);
    expect([again.token, again.fingerprint]).toEqual([one.token, one.fingerprint]);
  });
});
