/** `simulate ovh` as a person starts it: what it prints, and what it remembers by its port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { command, start } from '../../command.ts';
import { Client } from '../simulator/ovh/client.ts';

const printed = z.strictObject({
  url: z.string(),
  applicationKey: z.string(),
  applicationSecret: z.string(),
  consumerKey: z.string(),
  billingAccount: z.string(),
  lines: z.array(z.string()),
  pid: z.number(),
});
const KEYS = z.array(z.string());

function surroundings(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { XDG_STATE_HOME: folder };
}

async function begun(words: string[], environment: Record<string, string>) {
  const running = await start(['simulate', 'ovh', '--json', ...words], environment);
  onTestFinished(() => running.kill());
  const api = printed.parse(JSON.parse(running.line));
  return { running, api, client: new Client(api) };
}

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = z.object({ port: z.number() }).parse(probe.address());
  probe.close();
  await once(probe, 'close');
  return String(port);
}

it('prints what a client needs, for the country and the number of lines that were asked for', async () => {
  const words = ['--port', '0', '--country', 'be', '--services', '40', '--contacts', '0'];
  const { api, client } = await begun(words, surroundings());
  expect(api.lines).toHaveLength(40);
  expect(api.lines[0]).toMatch(/^0032\d{9}$/);
  expect(await client.ask('GET', '/me')).toMatchObject({ body: { country: 'BE' } });
  const tree = `/telephony/${api.billingAccount}/phonebook`;
  expect(await client.get(KEYS, 'GET', tree)).toEqual([]);
});

it('remembers by its port what it held when it was killed, unless something else is asked for', async () => {
  const environment = surroundings();
  const port = ['--port', await freePort()];
  const first = await begun(port, environment);
  const tree = `/telephony/${first.api.billingAccount}/phonebook`;
  const key = await first.client.get(z.string(), 'POST', tree, { name: 'Mine' });
  await first.running.kill();
  const second = await begun(port, environment);
  expect({ ...second.api, pid: 0 }).toEqual({ ...first.api, pid: 0 });
  expect(await second.client.get(KEYS, 'GET', tree)).toContain(key);
  await second.running.kill();
  const third = await begun([...port, '--country', 'CH'], environment);
  expect(await third.client.get(KEYS, 'GET', tree)).not.toContain(key);
});

it.each([
  ['--country', 'XX'],
  ['--services', '0'],
  ['--faults', 'nonsense'],
])('does not take %s %s', (option, value) => {
  expect(command(['simulate', 'ovh', '--port', '0', option, value], surroundings()).code).toBe(2);
});
