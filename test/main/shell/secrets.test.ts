/** Secrets of a whole session, through the command line and the browser: nothing that it leaves behind holds one. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { command, start, type Finished, type Running } from '../../command.ts';
import { Line } from './browser/visitor.ts';

const commander = z.object({
  url: z.string(),
  user: z.string(),
  password: z.string(),
  fingerprint: z.string(),
});
const ovh = z.object({
  url: z.string(),
  applicationKey: z.string(),
  applicationSecret: z.string(),
  consumerKey: z.string(),
  billingAccount: z.string(),
});
const opened = z.object({ address: z.string() });

const root = mkdtempSync(join(tmpdir(), 'switchbook-secrets-'));
/** The simulated PBXs know their passwords, and keep them. */
const theirs = { XDG_STATE_HOME: join(root, 'theirs') };
/** All that the session can write to. */
const folder = join(root, 'session');
const ours = {
  HOME: folder,
  TMPDIR: join(folder, 'tmp'),
  XDG_DATA_HOME: join(folder, 'data'),
  XDG_STATE_HOME: join(folder, 'state'),
  SWITCHBOOK_LOG: 'debug',
};
const site = join(folder, 'site.switchbook');
const other = join(folder, 'other.switchbook');
const WRONG = 'Wrong-But-Secret-77';
const IN_ADDRESS = 'Secret-In-The-Address-88';

const running: Running[] = [];
const said: string[] = [];
let secrets: string[];

function run(words: string[], more: Record<string, string> = {}): Finished {
  const finished = command(words, { ...ours, ...more });
  said.push(words.join(' '), finished.stdout, finished.stderr);
  return finished;
}

/** As bytes may hold it: in two encodings, as JSON and addresses write it, and as logins are sent. */
const written = (secret: string): Buffer[] => [
  Buffer.from(secret),
  Buffer.from(secret, 'utf16le'),
  Buffer.from(JSON.stringify(secret).slice(1, -1)),
  Buffer.from(encodeURIComponent(secret)),
  ...[0, 1, 2].map((before) => {
    // Whatever stands before it: the characters that depend on the secret alone.
    const text = Buffer.from(' '.repeat(before) + secret).toString('base64');
    return Buffer.from(text.slice(before === 0 ? 0 : 4, -4));
  }),
];

function found(bytes: Buffer): string[] {
  return secrets.filter((secret) => written(secret).some((form) => bytes.includes(form)));
}

const leftBehind = (): [string, string[]][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, found(readFileSync(path))]);

describe('a session with two PBXs, right and wrong passwords', () => {
  let pbx: z.infer<typeof commander>;
  let api: z.infer<typeof ovh>;

  beforeAll(async () => {
    mkdirSync(ours.TMPDIR, { recursive: true });
    for (const name of ['commander', 'ovh'])
      running.push(await start(['simulate', name, '--port', '0', '--contacts', '5', '--json'], theirs));
    const [one, two] = running.map(({ line }): unknown => JSON.parse(line));
    [pbx, api] = [commander.parse(one), ovh.parse(two)];
    secrets = [pbx.password, api.applicationSecret, api.consumerKey, WRONG, IN_ADDRESS];
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(12);
  });
  afterAll(async () => {
    for (const each of running) await each.kill();
    rmSync(root, { recursive: true, force: true });
  });

  it('on the command line, which says that nothing is remembered', () => {
    for (const [path, device] of [
      [site, 'commander-6000'],
      [other, 'ovh-phonebook'],
    ] as const)
      expect(run(['site', 'create', path, '--device', device, '--country', 'FR'])).toMatchObject({ code: 0 });
    const connect = ['connect', '--site', site, '--connector', 'commander', '--user', pbx.user];
    const there = ['--url', pbx.url, '--fingerprint', pbx.fingerprint];
    const withPassword = { SWITCHBOOK_PASSWORD: pbx.password };
    const inAddress = pbx.url.replace('://', `://${pbx.user}:${IN_ADDRESS}@`);
    // `INIT_CWD` and arguments are the person’s own; what is said about them is ours.
    const refused = command([...connect, '--url', inAddress, '--json'], { ...ours, ...withPassword });
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('address-with-login');
    said.push(refused.stdout, refused.stderr);
    expect(run([...connect, ...there], { SWITCHBOOK_PASSWORD: WRONG }).code).toBe(1);
    const accepted = run([...connect, ...there], withPassword);
    expect(accepted).toMatchObject({ code: 0 });
    expect(accepted.stderr).toContain('Passwords are not remembered');
    const french = run([...connect, ...there], { ...withPassword, LANG: 'fr_FR.UTF-8' });
    expect(french.stderr).toContain('ne sont pas mémorisés');
    const german = run([...connect, ...there, '--json'], { ...withPassword, LANG: 'de_DE.UTF-8' });
    expect(german.stderr).toContain('werden nicht gespeichert');
    expect(JSON.parse(german.stdout)).toMatchObject({ passwordKnown: true });
    for (const words of [['diff'], ['pull'], ['push']])
      expect(run([...words, '--site', site, '--json'], withPassword).code).toBe(0);
    // Asked by nobody who could type it: there is none, wherever the last command has put it.
    expect(run(['diff', '--site', site, '--json']).stdout).toContain('password-needed');

    const keys = {
      SWITCHBOOK_OVH_APPLICATION_SECRET: api.applicationSecret,
      SWITCHBOOK_OVH_CONSUMER_KEY: api.consumerKey,
    };
    const account = ['--application-key', api.applicationKey, '--billing-account', api.billingAccount];
    const toOvh = ['connect', '--site', other, '--connector', 'ovh', '--url', api.url, ...account, '--json'];
    expect(run(toOvh, { ...keys, SWITCHBOOK_OVH_CONSUMER_KEY: WRONG }).code).toBe(1);
    expect(run(toOvh, keys)).toMatchObject({ code: 0 });
    run(['support-bundle', '--site', site, '--output', join(folder, 'support.zip'), '--json']);
  });

  it('in the browser, until the power fails', async () => {
    const shell = await start(['open', site, '--browser', '--json'], ours);
    said.push(shell.line);
    const { address } = opened.parse(JSON.parse(shell.line));
    const { origin } = new URL(address);
    const { headers } = await fetch(address, { redirect: 'manual' });
    const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    secrets.push(new URL(address).searchParams.get('token') ?? '', cookie.split('=')[1] ?? '');
    said.pop();
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, { headers: { origin, cookie } });
    const line = new Line(socket);
    await new Promise((resolve) => socket.on('open', resolve));
    const connection = { connector: 'commander', url: pbx.url, user: pbx.user, fingerprint: pbx.fingerprint };
    const wrong = await line.call('connection.save', { ...connection, password: WRONG });
    const right = await line.call('connection.save', { ...connection, password: pbx.password });
    expect(wrong).toHaveProperty('error');
    expect(right).toMatchObject({ result: { passwordKnown: true } });
    const compared = await line.call('pbx.compare', {});
    expect(compared).toHaveProperty('result');
    expect(await line.call('connection.forgetful', {})).toMatchObject({
      result: { problem: { code: 'secrets-forgotten' } },
    });
    said.push(JSON.stringify(line.frames));
    await shell.kill();
  });

  it('leaves neither a secret nor a token in any file', () => {
    const files = leftBehind();
    expect(
      files.map(([path]) => path).filter((path) => /switchbook(?:-wal)?$|\.log$/.test(path)).length,
    ).toBeGreaterThan(2);
    expect(files.filter(([, held]) => held.length > 0)).toEqual([]);
  });

  it('says none in any sentence, document or frame', () => {
    expect(said.join('\n').length).toBeGreaterThan(1000);
    expect(found(Buffer.from(said.join('\n')))).toEqual([]);
  });

  it('would be found out', () => {
    for (const secret of secrets) {
      const login = Buffer.from(`admin:${secret}:more`).toString('base64');
      expect(found(Buffer.from(login))).toEqual([secret]);
      expect(found(Buffer.from(`x${secret}y`, 'utf16le'))).toEqual([secret]);
    }
  });
});
