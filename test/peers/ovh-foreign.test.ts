/** A client in another language, written from the published facts, signs and reads at the simulated API. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startOvh, type SimulatedOvh } from '../../main/simulator/ovh/start.ts';
import {
  add,
  connectorOf,
  newSite,
  person,
  push,
  simulated as simulatedForSite,
  tidyUp,
} from '../main/pbx/ovh/desk.ts';

const present = spawnSync('python3', ['--version']).status === 0;
if (!present && process.env['CI'] !== undefined) throw new Error('python3 is missing');

afterEach(tidyUp);

const SCRIPT = join(import.meta.dirname, 'ovh-foreign-client.py');
const ANSWER = z.object({ status: z.number(), body: z.unknown() });
const BOOK = z.object({ book: z.unknown(), contacts: z.array(z.record(z.string(), z.unknown())) });

type Keys = Pick<SimulatedOvh, 'url' | 'applicationKey' | 'applicationSecret' | 'consumerKey'>;

async function foreign<T>(shape: z.ZodType<T>, keys: Keys, ...words: string[]): Promise<T> {
  const running = promisify(execFile)('python3', [SCRIPT, ...words], { timeout: 30_000 });
  running.child.stdin?.end(JSON.stringify(keys));
  return shape.parse(JSON.parse((await running).stdout));
}

const ask = (keys: Keys, ...words: string[]) => foreign(ANSWER, keys, 'ask', ...words);

async function simulated(contacts: number): Promise<SimulatedOvh> {
  const folder = mkdtempSync(join(tmpdir(), 'ovh-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const api = await startOvh({ folder, port: 0, contacts, country: 'BE', faults: 'rate:0' });
  onTestFinished(() => api.stop());
  return api;
}

describe.skipIf(!present)('a foreign client (python3)', () => {
  it('signs as the wrappers do', async () => {
    const keys = {
      url: '',
      applicationKey: 'TDPKJdwZwAQPwKX2',
      applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
      consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
    };
    const url = 'https://eu.api.ovh.com/1.0/auth';
    const signature = (method: string, body: string) =>
      foreign(z.string(), keys, 'sign', method, url, body, '1457018875');
    expect(await signature('GET', '')).toBe('$1$e9556054b6309771395efa467c22e627407461ad');
    expect(await signature('PUT', '{"a":"b","c":"d"}')).toBe('$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b');
  });

  it('writes, and reads a book in batches', async () => {
    const keys = await simulated(120);
    const prefix = `/telephony/${keys.billingAccount}/phonebook`;
    const { contacts } = await foreign(BOOK, keys, 'book', prefix);
    expect(contacts).toHaveLength(120);
    expect(contacts[0]).toMatchObject({
      surname: expect.any(String),
      workPhone: expect.stringMatching(/^0032199/),
    });
    const line = `/telephony/${keys.billingAccount}/line/${keys.lines[0] ?? ''}/phone/phonebook`;
    const made = await ask(keys, 'POST', line, '{"name": "A second book"}');
    expect(made).toMatchObject({ status: 200, body: expect.any(String) });
    expect((await foreign(BOOK, keys, 'book', line)).contacts).toHaveLength(5);
  });

  it('reads what Switchbook has uploaded', async () => {
    const api = await simulatedForSite();
    const site = newSite();
    const people = Array.from({ length: 120 }, (_, n) =>
      person('Chloé', `Lefèvre ${n}`, [['work', `+33199001${String(n).padStart(3, '0')}`]], {
        company: n % 2 === 0 ? 'Boulangerie' : '',
      }),
    );
    add(site, people);
    const [line] = api.lines;
    expect(await push(() => connectorOf(api, site, { line }), site)).toMatchObject({ verified: true });
    const prefix = `/telephony/${api.billingAccount}/line/${line ?? ''}/phone/phonebook`;
    const { book, contacts } = await foreign(BOOK, api, 'book', prefix);
    expect(book).toMatchObject({ name: 'Paris Office' });
    const seen = contacts.map(({ surname, name, group, workPhone }) => [surname, name, group, workPhone]);
    const expected = people.map((_, n) => [
      `Lefevre ${n}`,
      'Chloe',
      n % 2 === 0 ? 'Boulangerie' : 'No group',
      `0033199001${String(n).padStart(3, '0')}`,
    ]);
    expect(seen).toHaveLength(expected.length);
    expect(new Set(seen.map(String))).toEqual(new Set(expected.map(String)));
  });

  it('is refused with a wrong signature and with an old timestamp', async () => {
    const keys = await simulated(0);
    expect((await ask(keys, 'GET', '/me')).status).toBe(200);
    expect(await foreign(ANSWER, keys, 'ask-wrong-secret', 'GET', '/me')).toMatchObject({
      status: 400,
      body: { errorCode: 'INVALID_SIGNATURE' },
    });
    expect(await foreign(ANSWER, keys, 'ask-old', '60', 'GET', '/me')).toMatchObject({
      status: 400,
      body: { errorCode: 'QUERY_TIME_OUT' },
    });
  });

  it('is refused what no rule grants', async () => {
    const keys = await simulated(0);
    const rules = '[{"method": "GET", "path": "/telephony/*"}]';
    const { body } = await foreign(ANSWER, keys, 'credential', rules);
    const { consumerKey, validationUrl } = z
      .object({ consumerKey: z.string(), validationUrl: z.string() })
      .parse(body);
    const page = new URL(validationUrl);
    await fetch(new URL(page.pathname, page), {
      method: 'POST',
      body: new URLSearchParams({
        credentialToken: page.searchParams.get('credentialToken') ?? '',
        decision: 'authorise',
        nichandle: 'ab12345-ovh',
      }),
    });
    const limited = { ...keys, consumerKey };
    expect((await ask(limited, 'GET', `/telephony/${keys.billingAccount}/line`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/telephony'],
      ['GET', '/me'],
      ['DELETE', `/telephony/${keys.billingAccount}/phonebook/x`],
    ] as const)
      expect(await ask(limited, method, path)).toMatchObject({
        status: 403,
        body: { errorCode: 'NOT_GRANTED_CALL' },
      });
  });
});
