import { describe, expect, it } from 'vitest';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { device, loginOf, send } from './client.ts';
import type { Answer, Login } from './client.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Entered {
  login: unknown;
  cookie: string;
  status: number;
}

async function enter(pbx: SimulatedPbx, { user, password }: Login): Promise<Entered> {
  const body = `LOGIN_NOW=&LOGIN_NAME=${user}&LOGIN_PASS=${encodeURIComponent(password)}`;
  const answer = await send(`${pbx.url}/login_json`, { method: 'POST', headers: FORM, body });
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0] ?? '');
  return {
    login: JSON.parse(answer.body.toString('latin1')),
    cookie: cookies.join('; '),
    status: answer.status,
  };
}

const get = (pbx: SimulatedPbx, cookie: string, target: string): Promise<Answer> =>
  send(pbx.url + target, { headers: { cookie } });

const older = (options = {}) => device({ generation: 'older', ...options });
const administrator = (pbx: SimulatedPbx): Login => ({ user: pbx.user, password: pbx.password });

describe('older generation', () => {
  it('logs in by a form, with two cookies and the rights, and asks for no digest', async () => {
    const pbx = await older();
    const { login, cookie } = await enter(pbx, administrator(pbx));
    expect(login).toEqual({ login: 3 });
    expect(cookie).toMatch(/^AUERSessionID=[0-9a-f]{15}; AUERWEB_COOKIE=[0-9a-f]+$/);
    expect((await enter(pbx, loginOf(pbx, 'sub-administrator'))).login).toEqual({ login: 2 });
    expect((await enter(pbx, loginOf(pbx, 'subscriber'))).login).toEqual({ login: 1 });
    expect((await enter(pbx, { user: 'admin', password: 'wrong-password' })).login).toEqual({ login: 0 });
    const about: unknown = JSON.parse((await send(`${pbx.url}/app_about`)).body.toString());
    expect(about).toMatchObject({ pbxType: 5, serial: pbx.serial });
  });

  it('speaks ISO-8859-1 both ways', async () => {
    const pbx = await older({ contacts: 0 });
    const { cookie } = await enter(pbx, administrator(pbx));
    const row = 'c2=M%FCller c4=Caf%e9+de+l%27%C9toile c10=Gesch%E4ftlich c11=0301'.split(' ');
    const body = [
      'ids=new1',
      'new1_!nativeeditor_status=inserted',
      ...row.map((pair) => `new1_${pair}`),
    ].join('&');
    const headers = { ...FORM, cookie };
    const saved = await send(`${pbx.url}/adressbuch_kontakte_save`, { method: 'POST', headers, body });
    expect(saved.headers['content-type']).toBe('application/json; charset=iso-8859-1');
    expect(pbx.book().contacts[0]?.columns).toMatchObject({
      Nachname: 'Müller',
      Firma: "Café de l'Étoile",
      '1. Typ Telefonnummer': 'Geschäftlich',
    });
    const state = (await get(pbx, cookie, '/adressbuch_kontakte_state')).body;
    expect(state.includes(Buffer.from('M\u00fcller', 'latin1'))).toBe(true);
    expect(state.includes(Buffer.from('Müller', 'utf8'))).toBe(false);
  });

  it('lets one administrator in at a time, until unlogAdmin or appclose', async () => {
    const pbx = await older();
    const first = await enter(pbx, administrator(pbx));
    const refused = await enter(pbx, administrator(pbx));
    expect(refused).toMatchObject({ cookie: '', login: { login: 0, errors: [{}] } });
    expect(JSON.stringify(refused.login)).toContain('password is in use');

    const unlog = (rights: number) =>
      get(pbx, first.cookie, `/unlogAdmin?loginRechte=${rights}&loginName=&tnId=0`);
    expect(JSON.parse((await unlog(1)).body.toString())).toMatchObject({ successful: false });
    expect((await enter(pbx, administrator(pbx))).login).toMatchObject({ login: 0 });
    await unlog(3);
    const second = await enter(pbx, administrator(pbx));
    expect(second.login).toEqual({ login: 3 });
    await get(pbx, second.cookie, '/appclose');
    expect((await enter(pbx, administrator(pbx))).login).toEqual({ login: 3 });
  });

  it('answers a dead session with a page that says so, with status 200', async () => {
    const pbx = await older();
    const { cookie } = await enter(pbx, administrator(pbx));
    expect((await get(pbx, cookie, '/adressbuch_berechtigungen_state')).body.toString()).toContain('"rows"');
    await get(pbx, cookie, '/appclose');
    for (const dead of [cookie, '', 'AUERSessionID=0123456789abcde']) {
      const answer = await get(pbx, dead, '/adressbuch_kontakte_state');
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toBe('Access Error: Forbidden');
    }
  });

  it('blocks an account after three wrong passwords', async () => {
    const pbx = await older();
    const { user, password } = loginOf(pbx, 'subscriber');
    for (let i = 0; i < 3; i++) {
      expect((await enter(pbx, { user, password: 'wrong-password' })).login).toEqual({ login: 0 });
    }
    const blocked = await enter(pbx, { user, password });
    expect(blocked.status).toBe(423);
    expect(JSON.stringify(blocked.login)).toMatch(/^\{"blocked":(5\d|60)\}$/);
    expect((await enter(pbx, administrator(pbx))).login).toEqual({ login: 3 });
  });

  it('has the same pages with the same rules', async () => {
    const pbx = await older();
    const { cookie } = await enter(pbx, loginOf(pbx, 'subscriber'));
    expect((await get(pbx, cookie, '/adressbuch_kontakte_state')).status).toBe(403);
    expect((await get(pbx, cookie, '/app_nothing')).status).toBe(404);
    expect(
      JSON.parse((await get(pbx, cookie, '/app_telefonbuch?catId=0')).body.toString('latin1')),
    ).toHaveLength(40);
  });
});
