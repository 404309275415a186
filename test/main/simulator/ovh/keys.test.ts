import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signatureOf } from '../../../../main/simulator/ovh/signing.ts';
import { api, Client, json, origin } from './client.ts';

const VECTOR = {
  secret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
  url: 'https://eu.api.ovh.com/1.0/auth',
  timestamp: '1457018875',
};
const BODY = Buffer.from('{"a":"b","c":"d"}');
const NONE = Buffer.alloc(0);

const ISSUED = z.object({ consumerKey: z.string(), state: z.string(), validationUrl: z.string() });
const CREDENTIAL = z.object({
  status: z.string(),
  expiration: z.string().nullable(),
  rules: z.array(z.unknown()),
});

/** Asks for a key with these rules. */
async function issue(client: Client, accessRules: { method: string; path: string }[], redirection?: string) {
  const answer = await fetch(`${client.keys.url}/auth/credential`, {
    method: 'POST',
    headers: { 'x-ovh-application': client.keys.applicationKey },
    body: JSON.stringify({ accessRules, redirection }),
  });
  const issued = ISSUED.parse((await json(answer)).body);
  return { ...issued, client: new Client({ ...client.keys, consumerKey: issued.consumerKey }) };
}

async function decide(validationUrl: string, fields: Record<string, string>): Promise<Response> {
  const url = new URL(validationUrl);
  const credentialToken = url.searchParams.get('credentialToken') ?? '';
  return await fetch(new URL(url.pathname, url), {
    method: 'POST',
    body: new URLSearchParams({ credentialToken, ...fields }),
    redirect: 'manual',
  });
}

describe('signatures', () => {
  it.each([
    ['GET', VECTOR.url, NONE, '$1$e9556054b6309771395efa467c22e627407461ad'],
    ['DELETE', VECTOR.url, NONE, '$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85'],
    ['POST', VECTOR.url, BODY, '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1'],
    ['PUT', VECTOR.url, BODY, '$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b'],
    ['GET', 'https://eu.api.ovh.com/v1/call', NONE, '$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad'],
  ])('of %s %s are those of the wrappers', (method, url, body, expected) => {
    expect(signatureOf({ ...VECTOR, method, url, body })).toBe(expected);
  });

  it('are checked over what was sent, by the clock of the server', async () => {
    const client = new Client(await api());
    expect((await client.ask('GET', '/me')).status).toBe(200);
    const wrong = await client.ask('GET', '/me', undefined, { signedUrl: `${client.keys.url}/telephony` });
    expect(wrong).toMatchObject({ status: 400, body: { errorCode: 'INVALID_SIGNATURE' } });
    for (const shift of [-32, 32]) {
      const late = await client.ask('GET', '/me', undefined, { shift });
      expect(late).toMatchObject({
        status: 400,
        body: { errorCode: 'QUERY_TIME_OUT', httpCode: '400 Bad Request', message: 'Query out of time' },
      });
    }
    expect((await client.ask('GET', '/me', undefined, { shift: -27 })).status).toBe(200);
    const other = new Client({ ...client.keys, url: client.keys.url.replace('/1.0', '/v1') });
    expect((await other.ask('GET', '/me?x=1')).status).toBe(200);
  });

  it('follow a clock that is off', async () => {
    const client = new Client(await api({ faults: 'clock:-600' }));
    const time = z.number().parse((await json(await fetch(`${client.keys.url}/auth/time`))).body);
    expect(Math.abs(Date.now() / 1000 - 600 - time)).toBeLessThan(2);
    expect(await client.ask('GET', '/me')).toMatchObject({ body: { errorCode: 'QUERY_TIME_OUT' } });
    expect((await client.ask('GET', '/me', undefined, { shift: -600 })).status).toBe(200);
  });
});

describe('keys', () => {
  it('that are missing or unknown are told apart', async () => {
    const keys = await api();
    expect(await json(await fetch(`${keys.url}/me`))).toMatchObject({
      status: 403,
      body: { errorCode: 'NOT_CREDENTIAL' },
    });
    const application = new Client({ ...keys, applicationKey: 'nobody' });
    expect(await application.ask('GET', '/me')).toMatchObject({
      status: 403,
      body: { errorCode: 'INVALID_KEY' },
    });
    const consumer = new Client({ ...keys, consumerKey: 'nobody' });
    const answer = await consumer.ask('GET', '/me');
    expect(answer).toMatchObject({ status: 403, body: { errorCode: 'INVALID_CREDENTIAL' } });
    expect(answer.headers.get('x-ovh-queryid')).toMatch(/^EU\./);
  });

  it('wait for their validation, and seem wrongly signed until then', async () => {
    const owner = new Client(await api());
    const { client, state, validationUrl } = await issue(owner, [{ method: 'GET', path: '/me' }]);
    expect(state).toBe('pendingValidation');
    expect(await client.ask('GET', '/me')).toMatchObject({
      status: 400,
      body: { errorCode: 'INVALID_SIGNATURE' },
    });
    const current = () => client.get(CREDENTIAL, 'GET', '/auth/currentCredential');
    expect((await current()).status).toBe('pendingValidation');

    expect(await (await fetch(validationUrl)).text()).toContain('cd23456-ovh');
    const said = await decide(validationUrl, {
      decision: 'authorise',
      nichandle: 'cd23456-ovh',
      validity: '86400',
    });
    expect(said.status).toBe(200);
    expect(await current()).toMatchObject({
      status: 'validated',
      expiration: expect.stringMatching(/\+00:00$/),
    });
    expect(await client.ask('GET', '/me')).toMatchObject({ body: { nichandle: 'cd23456-ovh' } });
    expect((await decide(validationUrl, { decision: 'refuse' })).status).toBe(404);
  });

  it('may be refused, logged out, and lead back to where they came from', async () => {
    const owner = new Client(await api());
    const one = await issue(owner, [{ method: 'GET', path: '/me' }], 'http://127.0.0.1:9/back?x=1');
    const said = await decide(one.validationUrl, { decision: 'refuse' });
    expect([said.status, said.headers.get('location')]).toEqual([303, 'http://127.0.0.1:9/back?x=1']);
    expect(await one.client.ask('GET', '/auth/currentCredential')).toMatchObject({
      body: { status: 'refused' },
    });
    expect(await one.client.ask('GET', '/me')).toMatchObject({ body: { errorCode: 'INVALID_CREDENTIAL' } });

    await owner.ask('POST', '/auth/logout');
    expect(await owner.ask('GET', '/auth/currentCredential')).toMatchObject({ body: { status: 'expired' } });
    expect(await owner.ask('GET', '/me')).toMatchObject({ body: { errorCode: 'INVALID_CREDENTIAL' } });
  });

  it('are not validated by a page of another site', async () => {
    const owner = new Client(await api());
    const { client, validationUrl } = await issue(owner, [{ method: 'GET', path: '/me' }]);
    const answer = await fetch(`${origin(owner.keys)}/auth/validate`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({
        credentialToken: new URL(validationUrl).searchParams.get('credentialToken') ?? '',
        decision: 'authorise',
        nichandle: 'ab12345-ovh',
      }),
    });
    expect(answer.status).toBe(403);
    expect(await client.ask('GET', '/auth/currentCredential')).toMatchObject({
      body: { status: 'pendingValidation' },
    });
  });

  it('do what their rules say, to the letter', async () => {
    const owner = new Client(await api());
    const rules = [
      { method: 'GET', path: '/me' },
      { method: 'GET', path: '/telephony/*' },
      { method: 'GET', path: '/me/document/' },
    ];
    const { client, validationUrl } = await issue(owner, rules);
    await decide(validationUrl, { decision: 'authorise', nichandle: 'ab12345-ovh', validity: '0' });
    const status = async (method: string, path: string) => (await client.ask(method, path)).status;
    expect(await status('GET', '/me')).toBe(200);
    expect(await status('GET', '/telephony/ab12345-ovh-1/line')).toBe(200);
    const refused = await client.ask('GET', '/telephony');
    expect(refused).toMatchObject({
      status: 403,
      body: { errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' },
    });
    expect(await status('GET', '/me/document')).toBe(403);
    expect(await status('DELETE', '/telephony/ab12345-ovh-1/phonebook/x')).toBe(403);
    expect(await status('GET', '/nowhere')).toBe(404);
  });
});

describe('the rate', () => {
  it('allows a burst, then tells how long to wait', async () => {
    const client = new Client(await api({ faults: 'rate:5' }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.ask('GET', '/me')));
    const slowed = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(slowed).toHaveLength(3);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(slowed[0]?.body).toMatchObject({ class: 'Client::TooManyRequests' });
    expect((await fetch(`${client.keys.url}/auth/time`)).status).toBe(200);
  });
});
