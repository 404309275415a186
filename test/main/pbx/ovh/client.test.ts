/** Requests to the simulated API: signed, in a fair pace, refused in sentences that say what to do. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEndpoint } from '../../../../main/pbx/ovh/address.ts';
import { OvhClient } from '../../../../main/pbx/ovh/client.ts';
import { askForKey, keyState } from '../../../../main/pbx/ovh/key.ts';
import { Pace } from '../../../../main/pbx/ovh/pace.ts';
import { route, signable, signature } from '../../../../main/pbx/ovh/sign.ts';
import { refusalOf } from '../../../../main/pbx/ovh/trouble.ts';
import { problemAfter } from '../../../problem-of.ts';
import { quiet } from '../../../quiet.ts';
import { clientOf, simulated, tidyUp } from './desk.ts';

afterEach(tidyUp);

const { signal } = quiet;

describe('the signature', () => {
  const keys = {
    applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
    consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
    timestamp: 1457018875,
  };
  const url = 'https://eu.api.ovh.com/1.0/auth';
  const body = signable({ a: 'b', c: 'd' });

  // As the provider's own wrappers test theirs: ovh/go-ovh ovh_test.go, ovh/python-ovh tests/test_client.py.
  it.each([
    ['GET', url, '', '$1$e9556054b6309771395efa467c22e627407461ad'],
    ['DELETE', url, '', '$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85'],
    ['POST', url, body, '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1'],
    ['PUT', url, body, '$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b'],
    ['GET', 'https://eu.api.ovh.com/v1/call', '', '$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad'],
  ])('of %s %s %s is the known one', (method, address, sent, expected) => {
    expect(signature({ ...keys, method, url: address, body: sent })).toBe(expected);
  });

  it('is of bytes that are characters too, and of a path as it is sent', async () => {
    expect(signable({ name: 'Zoé €' })).toBe(String.raw`{"name":"Zo\u00e9 \u20ac"}`);
    expect(route`/telephony/${'a b/c'}/line/${33}`).toBe('/telephony/a%20b%2Fc/line/33');
    const api = await simulated();
    const client = clientOf(api);
    const odd = await problemAfter(client.get(route`/telephony/${'é b/c'}`, z.unknown(), signal));
    expect(odd.code).toBe('ovh-not-found');
    await client.close();
  });
});

describe('an address of the API', () => {
  it.each([
    ['ovh-eu', { origin: 'https://eu.api.ovh.com', prefix: '/1.0' }],
    ['eu.api.ovh.com', { origin: 'https://eu.api.ovh.com', prefix: '/1.0' }],
    [' https://eu.api.ovh.com/v1/ ', { origin: 'https://eu.api.ovh.com', prefix: '/v1' }],
    ['http://127.0.0.1:8480/1.0', { origin: 'http://127.0.0.1:8480', prefix: '/1.0' }],
  ])('%s', (typed, endpoint) => {
    expect(readEndpoint(typed)).toEqual(endpoint);
  });

  it.each([
    'http://eu.api.ovh.com/1.0',
    'ftp://eu.api.ovh.com',
    'https://me@eu.api.ovh.com',
    'https://x/?a=b',
    '',
  ])('%s is none: secrets go over encrypted lines only', (typed) => {
    expect(() => readEndpoint(typed)).toThrow('ovh-address-invalid');
  });
});

describe('the pace', () => {
  it('lets a burst go at once, and then so many in a span', async () => {
    const pace = new Pace(3, 300);
    const began = performance.now();
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 7 }, async () => {
        await pace.turn(signal);
        times.push(performance.now() - began);
      }),
    );
    expect(times.slice(0, 3).every((at) => at < 200)).toBe(true);
    expect(times.slice(3, 6).every((at) => at >= 295)).toBe(true);
    expect(times[6]).toBeGreaterThanOrEqual(595);
  });

  it('ends with whoever waits, and serves the next', async () => {
    const pace = new Pace(1, 200);
    await pace.turn(signal);
    const began = performance.now();
    await expect(pace.turn(AbortSignal.timeout(20))).rejects.toThrow();
    await pace.turn(signal);
    expect(performance.now() - began).toBeGreaterThanOrEqual(195);
  });

  it('gives way where the API says that it was too fast', { timeout: 20_000 }, async () => {
    const api = await simulated({ faults: '429:2' });
    const client = clientOf(api);
    expect(await client.get('/me', z.object({ country: z.string() }), signal)).toEqual({ country: 'FR' });
    expect(api.asked.filter((it) => it.endsWith('/me'))).toHaveLength(2);
    await client.close();
  });
});

describe('what is refused', () => {
  const me = z.unknown();

  it('follows a clock that is wrong, here or there', async () => {
    const api = await simulated({ faults: 'clock:-5000' });
    const client = clientOf(api);
    await client.get('/me', me, signal);
    expect(await client.clockDelta(signal)).toBeLessThan(-4990);
    await client.close();
  });

  it('says which of the keys is wrong, and never what it is', async () => {
    const api = await simulated();
    const keys = {
      url: api.url,
      applicationKey: api.applicationKey,
      applicationSecret: api.applicationSecret,
      consumerKey: api.consumerKey,
    };
    const wrong = [
      [{ applicationKey: 'nobody' }, 'ovh-application-key'],
      [{ applicationSecret: 'a wrong secret' }, 'ovh-signature'],
      [{ consumerKey: 'a wrong key' }, 'ovh-key-invalid'],
    ] as const;
    for (const [part, code] of wrong) {
      const client = new OvhClient({ ...keys, ...part }, new Pace(Infinity));
      const problem = await problemAfter(client.get('/me', me, signal));
      expect(problem.code).toBe(code);
      for (const secret of [keys.applicationSecret, keys.consumerKey, ...Object.values(part)]) {
        expect(JSON.stringify(problem)).not.toContain(secret);
      }
      await client.close();
    }
  });

  it('tells a key that nobody has validated yet, then follows it', async () => {
    const api = await simulated();
    const owner = { url: api.url, user: api.applicationKey };
    const { consumerKey, validationUrl } = await askForKey(owner, signal);
    const secrets = { applicationSecret: api.applicationSecret, consumerKey };
    expect(await keyState({ ...owner, ...secrets }, signal)).toMatchObject({ state: 'pendingValidation' });
    const client = new OvhClient(
      { url: api.url, applicationKey: api.applicationKey, ...secrets },
      new Pace(Infinity),
    );
    expect((await problemAfter(client.get('/me', me, signal))).code).toBe('ovh-key-pending');
    const page = new URL(validationUrl);
    const form = new URLSearchParams({
      credentialToken: page.searchParams.get('credentialToken') ?? '',
      nichandle: 'ab12345-ovh',
      validity: '0',
      decision: 'authorise',
    });
    expect((await fetch(page.origin + page.pathname, { method: 'POST', body: form })).ok).toBe(true);
    expect(await keyState({ ...owner, ...secrets }, signal)).toEqual({
      state: 'validated',
      expiration: null,
    });
    // What Switchbook asks for is enough for what it does, and for nothing else.
    await client.get('/me', me, signal);
    await client.get('/telephony', me, signal);
    const body = { origin: 'https://example.com' };
    const other = await problemAfter(client.post('/me/document/cors', body, me, signal));
    expect([other.code, other.value]).toEqual(['ovh-not-granted', 'POST /me/document/cors']);
    await client.close();
  });

  it.each([
    [
      403,
      { class: 'Client::Forbidden', message: 'no', details: { unauthorizedActionsByIAM: 'voip:x' } },
      'ovh-not-granted',
    ],
    [403, { class: 'Client::Forbidden', message: 'locked' }, 'ovh-forbidden'],
    [460, { class: 'Client::ServiceExpired', message: 'over' }, 'ovh-expired'],
    [503, undefined, 'ovh-refused'],
    [400, { message: 7 }, 'ovh-refused'],
  ])('%i %j is %s', (status, body, code) => {
    expect(refusalOf(status, body, 'GET /x').problem.code).toBe(code);
  });

  it('is said where something else than the API answers', async () => {
    const api = await simulated({ faults: 'truncate:2' });
    const client = clientOf(api);
    const problem = await problemAfter(client.get('/me', me, signal));
    expect(['ovh-answer-unreadable', 'pbx-line-dropped']).toContain(problem.code);
    await client.close();
  });
});

describe('a batch', () => {
  it('is of fifty at most, in the order asked for, without what is gone', async () => {
    const api = await simulated({ contacts: 130 });
    const client = clientOf(api);
    const tree = `/telephony/${api.billingAccount}/phonebook`;
    const [key = ''] = await client.get(tree, z.array(z.string()), signal);
    const ids = await client.get(`${tree}/${key}/phonebookContact`, z.array(z.number()), signal);
    expect(ids).toHaveLength(130);
    const asked = [...ids.toReversed(), 999_999];
    const before = api.asked.length;
    const found: number[] = [];
    const contact = z.object({ id: z.number() });
    for await (const part of client.batches(`${tree}/${key}/phonebookContact`, asked, contact, signal)) {
      found.push(...part.map(({ id }) => id));
    }
    expect(found).toEqual(ids.toReversed());
    expect(api.asked.length - before).toBe(3);
    await client.close();
  });
});
