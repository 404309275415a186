import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ApplicationHost } from '../../../main/api/host.ts';
import { startBrowserShell, type BrowserShell } from '../../../main/shell/browser/server.ts';

/** fetch() may not set Host: these are what a foreign page's browser would send. */
function get(port: number, path: string, headers: Record<string, string>) {
  return new Promise<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    request.on('error', reject).end();
  });
}

describe('the browser shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-page-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><p>Switchbook</p>',
  );
  writeFileSync(join(folder, 'files.json'), JSON.stringify({ files: ['index.html'] }));
  writeFileSync(join(folder, 'left-behind.js'), '');
  let shell: BrowserShell;
  let port: number;
  let token: string;
  let cookie: string;

  const open = (headers: Record<string, string>): Promise<'open' | 'refused'> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/api`, { headers });
      socket.on('open', () => (socket.close(), resolve('open')));
      socket.on('error', () => resolve('refused'));
    });

  beforeAll(async () => {
    shell = await startBrowserShell(new ApplicationHost('browser'), folder);
    const address = new URL(shell.address);
    port = Number(address.port);
    token = address.searchParams.get('token') ?? '';
    const first = await get(port, `/?token=${token}`, { host: `127.0.0.1:${port}` });
    cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterAll(async () => {
    await shell.close();
    rmSync(folder, { recursive: true });
  });

  it('gives the page to whoever opens the printed address, with a nonce of its own each time', async () => {
    const host = `127.0.0.1:${port}`;
    const [one, two] = [await get(port, '/', { host, cookie }), await get(port, '/', { host, cookie })];
    expect(one.status).toBe(200);
    const nonce = /content="([^"]+)"/.exec(one.body)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(16);
    expect(one.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(one.headers['content-security-policy']).toContain("default-src 'none'");
    expect(two.body).not.toBe(one.body);
  });

  it('sets a session that scripts cannot read and other sites cannot send', async () => {
    const { status, headers } = await get(port, `/?token=${token}`, { host: `127.0.0.1:${port}` });
    expect(status).toBe(303);
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict$/);
  });

  it('refuses a wrong token, no session, another host name (DNS rebinding) and paths outside the page', async () => {
    const host = `127.0.0.1:${port}`;
    expect((await get(port, '/', { host })).status).toBe(403);
    expect((await get(port, '/?token=guessed', { host })).status).toBe(403);
    expect((await get(port, '/', { host: `attacker.example:${port}`, cookie })).status).toBe(421);
    expect((await get(port, '/..%2f..%2fpackage.json', { host, cookie })).status).toBe(404);
    expect((await get(port, '/../../package.json', { host, cookie })).status).toBe(404);
  });

  it('serves what the page was built of, and nothing else that lies in its folder', async () => {
    const host = `127.0.0.1:${port}`;
    expect((await get(port, '/index.html', { host, cookie })).status).toBe(200);
    expect((await get(port, '/left-behind.js', { host, cookie })).status).toBe(404);
    expect((await get(port, '/files.json', { host, cookie })).status).toBe(404);
  });

  it('opens the line for its own page only', async () => {
    const host = `127.0.0.1:${port}`;
    const own = { host, origin: `http://${host}`, cookie };
    expect(await open(own)).toBe('open');
    expect(await open({ ...own, origin: 'http://attacker.example' })).toBe('refused');
    expect(await open({ ...own, cookie: 'switchbook=guessed' })).toBe('refused');
    expect(await open({ ...own, host: `attacker.example:${port}` })).toBe('refused');
    expect(await open({ host, cookie })).toBe('refused');
  });

  it('answers calls, and bad ones with a problem', async () => {
    const host = `127.0.0.1:${port}`;
    const socket = new WebSocket(`ws://${host}/api`, { headers: { host, origin: `http://${host}`, cookie } });
    const answers: unknown[] = [];
    await new Promise((resolve) => socket.on('open', resolve));
    const done = new Promise<void>((resolve) =>
      socket.on('message', (data) => {
        answers.push(JSON.parse(String(data)));
        if (answers.length === 3) resolve();
      }),
    );
    socket.send(JSON.stringify({ call: 1, name: 'app.info', input: {} }));
    socket.send(JSON.stringify({ call: 2, name: 'contacts.find', input: { search: 7 } }));
    socket.send(JSON.stringify({ call: 3, name: 'constructor', input: {} }));
    await done;
    socket.close();
    expect(answers).toContainEqual(
      expect.objectContaining({ call: 1, result: expect.objectContaining({ shell: 'browser' }) }),
    );
    expect(answers).toContainEqual({ call: 2, error: expect.objectContaining({ code: 'bad-request' }) });
    expect(answers).toContainEqual({
      call: 3,
      error: expect.objectContaining({ code: 'unknown-operation' }),
    });
  });
});
