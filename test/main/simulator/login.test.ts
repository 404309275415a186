import { execFile } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Lockout } from '../../../main/simulator/commander/lockout.ts';
import { authorization, Client, device, loginOf, nonceOf, send, temporaryFolder } from './client.ts';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
const BOOK = '/app_telefonbuch?catId=0';

describe('login', () => {
  it('tells who it is without a login', async () => {
    const pbx = await device();
    const answer = await send(`${pbx.url}/app_about`);
    expect(answer.status).toBe(200);
    expect(answer.headers['server']).toBe('GoAhead-Webs');
    expect(answer.headers['x-appversion']).toBe('7');
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      pbx: 'COMmander 6000',
      pbxType: 10,
      serial: pbx.serial,
      version: '8.2B',
    });
  });

  it('keeps its certificate and its passwords over a restart', async () => {
    const folder = temporaryFolder();
    const first = await device({ folder });
    await first.stop();
    const second = await device({ folder, contacts: 3, seed: 99 });
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(second.subscribers).toEqual(first.subscribers);
    expect(second.book().contacts).toHaveLength(40);
    expect(second.password).toMatch(/^[A-Za-z0-9\-_.!~*'()&=+$,]{8,32}$/);
    const seen = await new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: second.port, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
    });
    expect(seen).toBe(second.fingerprint);
  });

  it('takes the session cookie instead of a second digest', async () => {
    const pbx = await device();
    const client = new Client(pbx, loginOf(pbx, 'subscriber'));
    expect((await client.ask(BOOK)).status).toBe(200);
    expect(client.cookie).toMatch(/^AUERSessionID\d+=[0-9a-f]{15}$/);
    expect((await client.ask(BOOK)).status).toBe(200);
    await client.ask('/appclose');
    expect((await client.ask(BOOK)).status).toBe(401);
  });

  it('has digits behind the name of the cookie from firmware 8 on', async () => {
    for (const [firmware, name] of [
      ['7.8A', /^AUERSessionID=/],
      ['8.2B', /^AUERSessionID\d{10}=/],
    ] as const) {
      const pbx = await device({ contacts: 0, faults: `firmware:${firmware}` });
      const client = new Client(pbx, loginOf(pbx, 'subscriber'));
      await client.ask(BOOK);
      expect(client.cookie).toMatch(name);
      expect((await client.ask(BOOK)).status).toBe(200);
    }
  });

  it('opens with the app password only where a subscriber has one', async () => {
    const pbx = await device();
    const found = pbx.subscribers.filter(({ ordinaryPassword }) => ordinaryPassword !== undefined);
    expect(found.map(({ extension }) => extension)).toEqual(['23']);
    const password = found[0]?.password ?? '';
    const ordinaryPassword = found[0]?.ordinaryPassword ?? '';
    expect(ordinaryPassword).toMatch(/^.{8,32}$/);
    const ask = (typed: string) => new Client(pbx, { user: '23', password: typed }).ask(BOOK);
    expect((await ask(ordinaryPassword)).status).toBe(401);
    expect((await ask(password)).status).toBe(200);
  });

  it('drops the oldest subscriber session when a 101st is opened', async () => {
    const pbx = await device();
    const manager = new Client(pbx, loginOf(pbx, 'sub-administrator'));
    await manager.ask(BOOK);
    const clients = Array.from({ length: 100 }, () => new Client(pbx, loginOf(pbx, 'subscriber')));
    for (const client of clients) await client.ask('/app_address_categories');
    expect((await clients[0]?.ask(BOOK))?.status).toBe(401);
    expect((await clients[1]?.ask(BOOK))?.status).toBe(200);
    expect((await manager.ask(BOOK)).status).toBe(200);
  });

  it('refuses a used nonce count and an unknown nonce as stale, without counting a failure', async () => {
    const pbx = await device();
    const login = loginOf(pbx, 'subscriber');
    const nonce = nonceOf(await send(pbx.url + BOOK));
    const header = authorization(login, { method: 'GET', target: BOOK, nonce });
    const ask = (authorization: string) => send(pbx.url + BOOK, { headers: { authorization } });
    expect((await ask(header)).status).toBe(200);
    for (let i = 0; i < 5; i++) {
      const again = await ask(header);
      expect(again.status).toBe(401);
      expect(again.headers['www-authenticate']).toContain('stale=true');
    }
    const next = authorization(login, { method: 'GET', target: BOOK, nonce, nc: '00000002' });
    expect((await ask(next)).status).toBe(200);
    const other = authorization(login, { method: 'GET', target: '/tree', nonce, nc: '00000003' });
    expect((await ask(other)).headers['www-authenticate']).not.toContain('stale');
  });

  it.skipIf(!hasCurl)('is read by curl --digest', async () => {
    const pbx = await device();
    const { user, password } = loginOf(pbx, 'sub-administrator');
    for (let i = 0; i < 5; i++) {
      const { stdout } = await run('curl', ['-sk', '--digest', '-u', `${user}:${password}`, pbx.url + BOOK]);
      expect(JSON.parse(stdout)).toHaveLength(40);
    }
  });
});

describe('lock-out', () => {
  it('blocks an account after the third wrong password, and no other', async () => {
    const pbx = await device();
    const { user, password } = loginOf(pbx, 'subscriber');
    for (let i = 0; i < 3; i++) {
      const client = new Client(pbx, { user, password: 'wrong-password' });
      expect((await client.ask(BOOK)).status).toBe(401);
    }
    const blocked = await new Client(pbx, { user, password }).ask(BOOK);
    expect(blocked.status).toBe(423);
    expect(blocked.body.toString()).toMatch(/^\{"blocked":(5\d|60)\}$/);
    expect((await new Client(pbx, loginOf(pbx, 'sub-administrator')).ask(BOOK)).status).toBe(200);
  });

  it('blocks an address after three challenges that nobody answers, but not its open sessions', async () => {
    const pbx = await device();
    const client = new Client(pbx, loginOf(pbx, 'subscriber'));
    await client.ask(BOOK);
    for (let i = 0; i < 3; i++) expect((await send(pbx.url + BOOK)).status).toBe(401);
    expect((await send(pbx.url + BOOK)).status).toBe(423);
    expect((await client.ask(BOOK)).status).toBe(200);
  });

  it('never blocks somebody who answers every challenge', async () => {
    const pbx = await device();
    for (let i = 0; i < 10; i++) {
      expect((await new Client(pbx, loginOf(pbx, 'subscriber')).ask(BOOK)).status).toBe(200);
    }
  });

  it('blocks for 60 s, then longer, and forgets after a success', () => {
    const lockout = new Lockout();
    for (let i = 0; i < 3; i++) lockout.fail('a', 0);
    expect(lockout.blocked('a', 0)).toBe(60);
    expect(lockout.blocked('a', 59_500)).toBe(1);
    expect(lockout.blocked('a', 60_000)).toBe(0);
    for (let i = 0; i < 3; i++) lockout.fail('a', 60_000);
    expect(lockout.blocked('a', 60_000)).toBe(120);
    lockout.succeed('a');
    lockout.fail('a', 200_000);
    expect(lockout.blocked('a', 200_000)).toBe(0);
  });
});
