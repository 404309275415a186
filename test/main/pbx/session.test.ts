/** The login against answers that no well-behaved PBX gives: each test scripts its own HTTPS server. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { probe } from '../../../main/pbx/connect.ts';
import { Refusal, Session } from '../../../main/pbx/commander/session.ts';
import { pinnedAgent, readFingerprint } from '../../../main/pbx/pin.ts';
import { codeAfter } from '../../problem-of.ts';

let key = '';
let cert = '';
let fingerprint = '';
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'pbx.test' }], { keySize: 2048 });
  key = made.private;
  cert = made.cert;
  const der = Buffer.from(made.cert.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  fingerprint = readFingerprint(createHash('sha256').update(der).digest('hex'));
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Heard {
  path: string;
  authorization: string | undefined;
  cookie: string | undefined;
}

/** A server that answers by script and remembers what it heard. */
async function serve(answer: (heard: Heard, response: ServerResponse, count: number) => void) {
  const heard: Heard[] = [];
  const server = https.createServer({ key, cert }, (request: IncomingMessage, response) => {
    const { authorization, cookie } = request.headers;
    const one = { path: request.url ?? '', authorization, cookie };
    heard.push(one);
    answer(one, response, heard.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return { heard, origin: originOf(server.address()) };
}

const originOf = (address: AddressInfo | string | null) =>
  `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

function login(origin: string, pin = fingerprint, patience = 5000): Session {
  const session = new Session(origin, { user: '201', password: 'secret' }, pinnedAgent(pin, patience));
  open.push(session);
  return session;
}

const challenge = (response: ServerResponse, nonce = 'n1') =>
  response
    .writeHead(401, { 'WWW-Authenticate': `Digest realm="Auerswald", qop="auth", nonce="${nonce}"` })
    .end();

const ok = (response: ServerResponse, body: unknown, cookie?: string) =>
  response.writeHead(200, cookie === undefined ? {} : { 'Set-Cookie': cookie }).end(JSON.stringify(body));

const page = (response: ServerResponse) =>
  response.writeHead(200).end('<html><body><h1>Access Error: Forbidden</h1></body></html>');

describe('a session of the older generation', () => {
  /** Lets in with one cookie at a time; `valid` says whether it still does. */
  const door = (answer: (heard: Heard, response: ServerResponse) => void, isValid = () => true) =>
    serve((one, response) => {
      if (one.path === '/login_json') {
        response.setHeader('Set-Cookie', ['AUERSessionID=abc; path=/', 'AUERWEB_COOKIE=def']);
        ok(response, { login: 3 });
      } else if (one.cookie === undefined || !isValid()) page(response);
      else answer(one, response);
    });

  it('shows both cookies, reads ISO-8859-1, and logs out with the rights that it got', async () => {
    const { heard, origin } = await door((_, response) =>
      response.writeHead(200).end(Buffer.from('{"name":"M\xfcller"}', 'latin1')),
    );
    const session = login(origin);
    expect(await session.get('/a')).toEqual({ name: 'Müller' });
    expect(session.unsendable('Müller ß ÿ')).toBeNull();
    expect(session.unsendable('Müller Łódź')).toBe('Ł');
    await session.close();
    expect(heard.map(({ path }) => path)).toEqual([
      '/a',
      '/login_json',
      '/a',
      '/unlogAdmin?loginRechte=3&loginName=&tnId=0',
      '/appclose',
    ]);
    expect(heard[2]?.cookie).toBe('AUERSessionID=abc; AUERWEB_COOKIE=def');
  });

  it('logs in again once when its session has died, and then takes no for an answer', async () => {
    let dead = false;
    const { heard, origin } = await door(
      (_, response) => ok(response, 1),
      () => !dead,
    );
    const session = login(origin);
    await session.get('/a');
    dead = true;
    await expect(session.get('/b')).rejects.toMatchObject({ name: 'Refusal', message: 'HTTP 403' });
    expect(heard.filter(({ path }) => path === '/login_json')).toHaveLength(2);
  });

  it.each([
    ['pbx-password-wrong', 200, { login: 0 }],
    ['pbx-in-use', 200, { login: 0, errors: [{ err_str: 'The password is in use.' }] }],
    ['pbx-locked', 423, { blocked: 60 }],
    ['pbx-login-unsupported', 200, { hello: 'world' }],
  ])('says %s', async (code, status, body) => {
    const { heard, origin } = await serve((one, response) =>
      one.path === '/login_json' ? response.writeHead(status).end(JSON.stringify(body)) : page(response),
    );
    expect(await codeAfter(login(origin).get('/a'))).toBe(code);
    expect(heard.filter(({ path }) => path === '/login_json')).toHaveLength(1);
  });
});

describe('session', () => {
  it('shakes hands once, then shows the cookie, whatever digits firmware appends to its name', async () => {
    const { heard, origin } = await serve((one, response) => {
      if (one.cookie !== undefined) ok(response, { hello: 'again' });
      else if (one.authorization === undefined) challenge(response);
      else ok(response, { hello: 'first' }, 'AUERSessionID48310=abcdefghijklmno; path=/; secure');
    });
    const session = login(origin);
    expect(await session.get('/a')).toEqual({ hello: 'first' });
    expect(await session.get('/b')).toEqual({ hello: 'again' });
    expect(heard.map(({ cookie }) => cookie)).toEqual([
      undefined,
      undefined,
      'AUERSessionID48310=abcdefghijklmno',
    ]);
    expect(heard[2]?.authorization).toBeUndefined();
  });

  it('counts the answers to one nonce where the server gives no cookie', async () => {
    const { heard, origin } = await serve((one, response) => {
      if (one.authorization === undefined) challenge(response);
      else ok(response, 1);
    });
    const session = login(origin);
    await session.get('/a');
    await session.get('/b');
    expect(heard).toHaveLength(3);
    expect(heard[1]?.authorization).toContain('nc=00000001');
    expect(heard[2]?.authorization).toContain('nc=00000002');
  });

  it('tries a password exactly once, also when asked again', async () => {
    const { heard, origin } = await serve((_, response) => challenge(response));
    const session = login(origin);
    expect(await codeAfter(session.get('/a'))).toBe('pbx-password-wrong');
    expect(await codeAfter(session.get('/a'))).toBe('pbx-password-wrong');
    expect(heard.filter(({ authorization }) => authorization !== undefined)).toHaveLength(1);
    expect(heard).toHaveLength(2);
  });

  it('logs in again once when the PBX has forgotten the session', async () => {
    let valid = 'AUERSessionID=one';
    const { heard, origin } = await serve((one, response) => {
      if (one.cookie === valid) ok(response, 'fine');
      else if (one.authorization === undefined) challenge(response);
      else ok(response, 'fine', valid);
    });
    const session = login(origin);
    await session.get('/a');
    valid = 'AUERSessionID=two';
    expect(await session.get('/b')).toBe('fine');
    expect(heard).toHaveLength(4);
  });

  it('never answers a login that would show the password', async () => {
    const { heard, origin } = await serve((_, response) =>
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end(),
    );
    expect(await codeAfter(login(origin).get('/a'))).toBe('pbx-login-unsupported');
    expect(heard).toHaveLength(1);
  });

  it('says for how long an account is blocked, numbers as text included', async () => {
    const { origin } = await serve((_, response) => response.writeHead(423).end('{"blocked":"57"}'));
    await expect(login(origin).get('/a')).rejects.toMatchObject({
      problem: { code: 'pbx-locked', params: { seconds: 57 } },
    });
  });

  it('sends nothing to another certificate', async () => {
    const { heard, origin } = await serve((_, response) => ok(response, 1));
    const other = readFingerprint('ab'.repeat(32));
    await expect(login(origin, other).get('/a')).rejects.toMatchObject({
      problem: { code: 'pbx-certificate-changed', value: fingerprint },
    });
    expect(heard).toEqual([]);
  });

  it('probes without user, password or answering a challenge', async () => {
    const { heard, origin } = await serve((_, response) =>
      ok(response, { pbx: 'COMmander 6000', version: '8.0A', serial: 17, pbxType: '10' }),
    );
    const shown = await probe({
      connector: 'commander',
      url: ` ${origin}/ `,
      user: '201',
      console: '',
      ovh: null,
    });
    expect(shown).toMatchObject({ fingerprint, trusted: false, serial: '17', firmware: '8.0A' });
    expect(shown.warnings.map(({ code }) => code)).toEqual(['pbx-firmware-old']);
    expect(heard).toEqual([{ path: '/app_about', authorization: undefined, cookie: undefined }]);
  });

  it.each([
    ['HTML', (response: ServerResponse) => response.end('<html>'), 'pbx-answer-unreadable'],
    [
      'bytes that are no UTF-8',
      (response: ServerResponse) => response.end(Buffer.from('"\xff"', 'latin1')),
      'pbx-answer-unreadable',
    ],
    ['half a JSON', (response: ServerResponse) => response.end('{"rows":[{"id"'), 'pbx-answer-unreadable'],
    [
      'a body shorter than announced',
      (response: ServerResponse) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('{"rows":');
        setTimeout(() => response.destroy(), 20);
      },
      'pbx-line-dropped',
    ],
    ['no answer at all', (response: ServerResponse) => response.destroy(), 'pbx-line-dropped'],
    ['an error of the server', (response: ServerResponse) => response.writeHead(503).end(), 'pbx-status'],
    [
      'a redirection',
      (response: ServerResponse) => response.writeHead(302, { location: '/login' }).end(),
      'pbx-status',
    ],
    [
      'more than any address book',
      (response: ServerResponse) => {
        const piece = Buffer.alloc(1024 * 1024, ' ');
        const pour = () => {
          while (!response.destroyed && response.write(piece));
          if (!response.destroyed) response.once('drain', pour);
        };
        pour();
      },
      'pbx-answer-too-large',
    ],
  ])('gives a clear error for %s', async (_, answer, code) => {
    const { origin } = await serve((_heard, response) => answer(response));
    expect(await codeAfter(login(origin).get('/a'))).toBe(code);
  });

  it('reports successful:false and 4xx as refusals', async () => {
    const { origin } = await serve((one, response) =>
      one.path === '/a' ? ok(response, { successful: false }) : response.writeHead(403).end(),
    );
    await expect(login(origin).get('/a')).rejects.toBeInstanceOf(Refusal);
    await expect(login(origin).get('/b')).rejects.toMatchObject({ status: 403 });
  });

  it('gives up on silence', async () => {
    const { origin } = await serve(() => undefined);
    expect(await codeAfter(login(origin, fingerprint, 300).get('/a'))).toBe('pbx-timeout');
  });

  it('can be cancelled while it waits', async () => {
    const { origin } = await serve(() => undefined);
    expect(await codeAfter(login(origin).get('/a', AbortSignal.timeout(100)))).toBe('cancelled');
  });

  it('says that nobody answers, or not in HTTPS', async () => {
    const plain = net.createServer((socket) => socket.resume().end('HTTP/1.0 200 OK\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const origin = originOf(plain.address());
    expect(await codeAfter(login(origin).get('/a'))).toBe('pbx-not-secure');
    expect(
      await codeAfter(probe({ connector: 'commander', url: origin, user: '', console: '', ovh: null })),
    ).toBe('pbx-not-secure');
    await new Promise((resolve) => plain.close(resolve));
    expect(await codeAfter(login(origin).get('/a'))).toBe('pbx-unreachable');
  });

  it.each(['http://192.168.0.240', 'ftp://x', '', 'https://', 'https://user:pw@host'])(
    'refuses the address “%s”',
    async (url) => {
      expect(await codeAfter(probe({ connector: 'commander', url, user: '', console: '', ovh: null }))).toBe(
        'pbx-address-invalid',
      );
    },
  );
});

describe('fingerprint', () => {
  it('is understood in the usual writings', () => {
    const bare = 'ab'.repeat(32);
    const written = readFingerprint(bare);
    expect(written).toBe(Array.from({ length: 32 }, () => 'AB').join(':'));
    expect(readFingerprint(`SHA256 Fingerprint=${written}`.replace(' Fingerprint', ''))).toBe(written);
    expect(readFingerprint(` sha-256: ${bare.toUpperCase()}\n`)).toBe(written);
  });

  it.each(['', 'ab', 'zz'.repeat(32), 'ab'.repeat(33)])('refuses “%s”', (typed) => {
    expect(() => readFingerprint(typed)).toThrow(SwitchbookError);
  });
});
