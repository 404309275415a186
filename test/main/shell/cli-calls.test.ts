/** Call records and soft calls from the command line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, start, type Running } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-calls-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');
const running: Running[] = [];

const run = (words: string[], more: Record<string, string> = {}) =>
  command([...words, '--site', site], { XDG_STATE_HOME: folder, ...more });
const json = (words: string[], more: Record<string, string> = {}) => {
  const { code, stdout } = run([...words, '--json'], more);
  const document: unknown = JSON.parse(stdout);
  return { code, document };
};
async function simulate<T extends z.ZodType>(shape: T, ...words: string[]): Promise<z.infer<T>> {
  const started = await start(['simulate', ...words, '--port', '0', '--json'], { XDG_STATE_HOME: folder });
  running.push(started);
  return shape.parse(JSON.parse(started.line));
}

const listens = z.object({ url: z.string() });
const phoneShape = listens.extend({ token: z.string(), fingerprint: z.string() });
const pbxShape = listens.extend({
  user: z.string(),
  password: z.string(),
  fingerprint: z.string(),
  subscribers: z.array(z.object({ extension: z.string(), password: z.string() })),
});
const callsShape = z.object({
  calls: z.array(z.object({ number: z.string(), contacts: z.array(z.object({ name: z.string() })) })),
  problems: z.array(z.unknown()),
});

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  const card =
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Anna;;;;\r\nFN:Anna\r\nTEL;TYPE=WORK:01 99 00 12 34\r\nTEL;TYPE=HOME:200\r\nEND:VCARD\r\n';
  writeFileSync(at('anna.vcf'), card);
  expect(run(['groups', 'create', 'Clients']).code).toBe(0);
  expect(run(['import', at('anna.vcf'), '--group', 'Clients']).code).toBe(0);
  expect(run(['subscribers', 'save', '22', '--name', 'Empfang']).code).toBe(0);
  expect(run(['access', 'set', '22', 'Clients', 'read']).code).toBe(0);
});
afterAll(async () => {
  for (const one of running) await one.kill();
  rmSync(folder, { recursive: true });
});

describe('call records', () => {
  it('are listed with who is known, and adopted', async () => {
    expect(json(['calls'])).toMatchObject({ code: 1, document: { error: { code: 'calls-no-line' } } });
    const { url } = await simulate(listens, 'console', '--mode', 'call-records', '--contacts', '10');
    const list = () => {
      const { code, document } = json(['calls', '--url', url]);
      expect(code).toBe(0);
      return callsShape.parse(document).calls;
    };
    const before = list();
    expect(before).toHaveLength(30);
    const number = before[0]?.number ?? '';
    expect(before[0]?.contacts).toEqual([]);
    expect(run(['calls', 'adopt', number, '--contact', '1']).stdout).toBe(`${number} now stands with Anna\n`);
    expect(list()[0]?.contacts).toEqual([{ name: 'Anna' }]);
    expect(run(['undo']).code).toBe(0);
    const connect = [
      'connect',
      '--connector',
      'console',
      '--url',
      url,
      '--profile',
      'commander-call-records',
    ];
    expect(run(connect).code).toBe(0);
    expect(run(['calls']).stdout).toMatch(/^30 calls, 30 of unknown numbers$/m);
    expect(json(['diff'])).toMatchObject({ code: 1, document: { error: { code: 'console-no-book' } } });
    expect(json(['calls', '--as', '22'])).toMatchObject({
      code: 1,
      document: { error: { code: 'access-no-write' } },
    });
  });
});

describe('a soft call', () => {
  it('is refused to an administrator with the sentence of the rule', () => {
    expect(run(['call', '--contact', '1'])).toMatchObject({
      code: 1,
      stderr:
        'A soft call starts from a telephone, so only subscribers can make one. Log in as a subscriber.\n',
    });
    expect(run(['calling']).code).toBe(1);
  });

  it('is handed over as an address, by the number or its place', () => {
    const call = (...words: string[]) => json(['call', '--contact', '1', '--as', '22', ...words]);
    const tel = (address: string) => ({ code: 0, document: { through: 'system', tel: address } });
    expect(call()).toMatchObject(tel('tel:+33199001234'));
    expect(call('--number', '2')).toMatchObject(tel('tel:200'));
    expect(call('--number', '200')).toMatchObject(tel('tel:200'));
    expect(call('--number', '3')).toMatchObject({
      code: 1,
      document: { error: { code: 'call-number-missing' } },
    });
    expect(run(['call', '--contact', '1', '--as', '22']).stdout).toBe('To call, open tel:+33199001234\n');
  });

  it('is dialled by a telephone whose certificate was accepted', async () => {
    const { url, token, fingerprint } = await simulate(phoneShape, 'phone');
    expect(run(['calling', '--as', '22', '--phone', url])).toMatchObject({ code: 1 });
    const accept = run(['calling', '--as', '22', '--phone', url, '--fingerprint', fingerprint]);
    expect(accept.stdout).toBe(`22 Empfang calls through the telephone at ${url}\n`);
    const call = ['call', '--contact', '1', '--as', '22'];
    expect(json(call)).toMatchObject({ code: 1, document: { error: { code: 'phone-token-needed' } } });
    expect(run(call, { SWITCHBOOK_PASSWORD: token }).stdout).toBe('Your telephone dials 0033199001234\n');
  });

  it('is dialled by the PBX with the subscriber’s own password', async () => {
    const pbx = await simulate(pbxShape, 'commander', '--contacts', '5');
    const { url, user, fingerprint } = pbx;
    const connect = ['connect', '--connector', 'commander', '--url', url, '--user', user];
    expect(run([...connect, '--fingerprint', fingerprint], { SWITCHBOOK_PASSWORD: pbx.password }).code).toBe(
      0,
    );
    expect(run(['calling', '--as', '22', '--through', 'pbx']).stdout).toBe(
      '22 Empfang calls through the PBX\n',
    );
    const own = pbx.subscribers.find(({ extension }) => extension === '22')?.password ?? '';
    expect(json(['call', '--contact', '1', '--as', '22'], { SWITCHBOOK_PASSWORD: own })).toEqual({
      code: 0,
      document: { through: 'pbx', number: '0033199001234', tel: null, after: '' },
    });
  });
});
