/** The browser shell as whoever speaks to it finds it. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sure, Visited } from './visitor.ts';

let shell: Visited;
let cookie: string;
beforeAll(async () => {
  shell = await Visited.start();
  cookie = await shell.cookie(shell.shell.address);
});
afterAll(() => shell.close());

describe('the address', () => {
  it('is worth a session that scripts cannot read and other sites cannot send, once', async () => {
    const { pathname, search } = new URL(shell.shell.newAddress());
    const first = await shell.get(pathname + search);
    expect(first.status).toBe(303);
    expect(first.headers['location']).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^switchbook-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const again = await shell.get(pathname + search);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toContain('has been used already');
  });

  it('is worth nothing once another was asked for', async () => {
    const first = shell.shell.newAddress();
    const second = shell.shell.newAddress();
    expect(await shell.cookie(first)).toBe('');
    expect(await shell.cookie(second)).not.toBe('');
  });

  it('is not used up by whoever only looks, nor by a page of somebody else', async () => {
    const address = shell.shell.newAddress();
    const { pathname, search } = new URL(address);
    expect((await shell.get(pathname + search, {}, 'HEAD')).headers['set-cookie']).toBeUndefined();
    for (const site of ['cross-site', 'same-site']) {
      const answer = await shell.get(pathname + search, { 'sec-fetch-site': site });
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await shell.cookie(address)).not.toBe('');
  });

  it('still leads those in who are in already: a bookmark, a step back', async () => {
    const { pathname, search } = new URL(shell.shell.address);
    const answer = await shell.get(pathname + search, { cookie });
    expect(answer.status).toBe(303);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('leaves earlier sessions as they are: a second browser comes in beside the first', async () => {
    const other = await shell.cookie(shell.shell.newAddress());
    expect(other).not.toBe(cookie);
    expect((await shell.get('/', { cookie })).status).toBe(200);
    expect((await shell.get('/', { cookie: other })).status).toBe(200);
  });
});

describe('the page', () => {
  it('comes with a nonce of its own each time, as often as the session asks for it', async () => {
    const [one, two] = [await shell.get('/', { cookie }), await shell.get('/', { cookie })];
    expect(one.status).toBe(200);
    const nonce = /content="([^"]+)"/.exec(one.body)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(16);
    expect(one.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(two.body).not.toBe(one.body);
  });

  it('belongs to nobody else’s page and leaves no trace, whatever the answer is', async () => {
    const answers = [
      await shell.get('/', { cookie }),
      await shell.get('/missing.js', { cookie }),
      await shell.get('/'),
      await shell.get('/?token=guessed'),
      await shell.get('/', { cookie, host: 'attacker.example' }),
      await shell.get('/', { cookie }, 'POST'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 403, 421, 405]);
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('*');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('says in the person’s language how to get in', async () => {
    expect((await shell.get('/', { 'accept-language': 'fr-CH,fr;q=0.9' })).body).toContain('Entrée');
    expect((await shell.get('/', { 'accept-language': 'de' })).body).toContain('Eingabetaste');
  });

  it('is what it was built of, and nothing else that lies in its folder or above it', async () => {
    expect((await shell.get('/index.html', { cookie })).status).toBe(200);
    for (const path of [
      '/left-behind.js',
      '/files.json',
      '/..%2f..%2fpackage.json',
      '/../../package.json',
      '//etc/passwd',
    ])
      expect((await shell.get(path, { cookie })).status).toBe(404);
  });
});

describe('who is refused', () => {
  it.each(['//', '///', '//[', '//a:99999/', 'http://['])(
    'who asks for %s, which is no address',
    async (path) => {
      expect((await shell.get(path)).status).toBe(400);
      expect((await shell.get('/', { cookie })).status).toBe(200);
    },
  );

  it.each<[string, Record<string, string>, number]>([
    ['without a session', {}, 403],
    ['with a guessed session', { cookie: 'switchbook-1=guessed' }, 403],
    ['with an empty session', { cookie: 'switchbook-1=' }, 403],
    ['for another host name (DNS rebinding)', { host: 'attacker.example' }, 421],
    ['for our name on another port', { host: '127.0.0.1:1' }, 421],
    ['for a host name that begins like ours', { host: '127.0.0.1.attacker.example' }, 421],
  ])('%s', async (_name, headers, status) => {
    const own = headers['cookie'] === undefined && status !== 403 ? { cookie } : {};
    expect((await shell.get('/', { ...own, ...headers })).status).toBe(status);
  });

  it('the line: every page but our own, and our own without a session', async () => {
    const name = cookie.split('=')[0] ?? '';
    const line = sure(await shell.line(cookie));
    line.socket.close();
    for (const headers of [
      { origin: 'http://attacker.example' },
      { origin: 'null' },
      { origin: `http://localhost:${shell.port}` },
      { origin: `https://127.0.0.1:${shell.port}` },
      { origin: 'http://127.0.0.1:1' },
      { origin: `${shell.origin}.attacker.example` },
      { cookie: `${name}=guessed` },
      { cookie: '' },
      { host: `attacker.example:${shell.port}`, origin: `http://attacker.example:${shell.port}` },
    ])
      expect(await shell.line(cookie, headers), JSON.stringify(headers)).toBeNull();
  });

  it('whoever sends a body, a header without end, or nothing at all', async () => {
    expect((await shell.get('/', { cookie, 'content-length': '4' }, 'GET', 'data')).status).toBe(413);
    expect((await shell.get('/', { cookie, 'transfer-encoding': 'chunked' }, 'GET', 'data')).status).toBe(
      413,
    );
    await expect(shell.get('/', { cookie, 'x-long': 'x'.repeat(20_000) })).rejects.toThrow();
    const silent = connect(shell.port, '127.0.0.1');
    const began = Date.now();
    await new Promise((resolve) => silent.on('close', resolve).on('error', () => undefined));
    expect(Date.now() - began).toBeLessThan(30_000);
  });
});

describe('the line', () => {
  it('answers calls, and bad ones with a problem', async () => {
    const line = sure(await shell.line(cookie));
    expect(await line.call('app.info', {})).toMatchObject({ result: { shell: 'browser' } });
    expect(await line.call('contacts.find', { search: 7 })).toMatchObject({ error: { code: 'bad-request' } });
    expect(await line.call('constructor', {})).toMatchObject({ error: { code: 'unknown-operation' } });
    line.socket.close();
  });

  it.each([
    ['what is no JSON', 'x'],
    ['bytes', Buffer.from('{"cancel":1}')],
    ['another shape', '{"call":"one","name":"app.info"}'],
    ['a name without end', JSON.stringify({ call: 1, name: 'x'.repeat(101), input: {} })],
  ])('ends at %s', async (_name, frame) => {
    const line = sure(await shell.line(cookie));
    line.socket.send(frame);
    expect(await line.ended).toBe(1008);
  });

  it('ends at a frame that is larger than any piece of a file', async () => {
    const line = sure(await shell.line(cookie));
    line.socket.on('error', () => undefined);
    line.socket.send(JSON.stringify({ call: 1, name: 'files.append', input: 'x'.repeat(5_000_000) }));
    expect([1006, 1009]).toContain(await line.ended);
  });

  it('slows down a page that floods it, and goes on answering others', async () => {
    const [flood, other] = [sure(await shell.line(cookie)), sure(await shell.line(cookie))];
    const began = Date.now();
    for (let i = 0; i < 900; i++) flood.socket.send(`{"cancel":-1}${' '.repeat(4096)}`);
    const slow = flood.call('app.info', {});
    expect(await other.call('app.info', {})).toHaveProperty('result');
    await slow;
    // 500 at once, 200 a second after that.
    expect(Date.now() - began).toBeGreaterThan(1000);
    flood.socket.close();
    other.socket.close();
  });
});
