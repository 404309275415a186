import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, Client, importFile, json, origin, outbox, until } from './client.ts';

const GROUP = 'ab12345-ovh-1';
const [OWNER, OTHER, PARTNER, DEBTOR, ABROAD] = [
  'ab12345-ovh',
  'cd23456-ovh',
  'ef34567-ovh',
  'gh45678-ovh',
  'ij56789-ca',
];
const IDS = z.array(z.number());
const TASK = z.object({
  state: z.string(),
  contactTypes: z.array(z.string()),
  dateDone: z.string().nullable(),
});
const INFOS = z.object({ contactAdmin: z.string(), contactTech: z.string(), contactBilling: z.string() });

const request = (client: Client, contacts: Record<string, string>, where = GROUP) =>
  client.get(IDS, 'POST', `/telephony/${where}/changeContact`, contacts);
const state = async (client: Client, id: number) =>
  (await client.get(TASK, 'GET', `/me/task/contactChange/${id}`)).state;
const reaches = (client: Client, id: number, wanted: string) =>
  until(
    () => state(client, id),
    (now) => now === wanted,
  );

async function token(client: Client, id: number, side: 'from' | 'to'): Promise<string> {
  const mails = await outbox(client.keys);
  return mails.find((mail) => mail.taskId === id && mail.side === side && mail.token !== null)?.token ?? '';
}

const say = (client: Client, id: number, what: 'accept' | 'refuse', word: string) =>
  client.ask('POST', `/me/task/contactChange/${id}/${what}`, { token: word });

async function acceptBoth(client: Client, id: number): Promise<void> {
  await reaches(client, id, 'validatingByCustomers');
  for (const side of ['from', 'to'] as const)
    expect((await say(client, id, 'accept', await token(client, id, side))).status).toBe(200);
}

/** The key of another customer. */
async function keyOf(client: Client, nic: string): Promise<Client> {
  const { keys } = client;
  const answer = await fetch(`${keys.url}/auth/credential`, {
    method: 'POST',
    headers: { 'x-ovh-application': keys.applicationKey },
    body: JSON.stringify({ accessRules: ['GET', 'POST'].map((method) => ({ method, path: '/*' })) }),
  });
  const { consumerKey, validationUrl } = z
    .object({ consumerKey: z.string(), validationUrl: z.string() })
    .parse((await json(answer)).body);
  const credentialToken = new URL(validationUrl).searchParams.get('credentialToken') ?? '';
  await fetch(`${origin(keys)}/auth/validate`, {
    method: 'POST',
    body: new URLSearchParams({ credentialToken, decision: 'authorise', nichandle: nic, validity: '0' }),
  });
  return new Client({ ...keys, consumerKey });
}

describe('a change of contacts', () => {
  it('needs both tokens, once each, and reaches every service of the group', async () => {
    const simulated = await api({ services: 40, contacts: 0 });
    const client = new Client(simulated);
    expect(simulated.lines).toHaveLength(40);
    const [id = 0] = await request(client, { contactTech: PARTNER, contactAdmin: OWNER });
    await reaches(client, id, 'validatingByCustomers');
    const from = await token(client, id, 'from');
    expect((await say(client, id, 'accept', 'wrong')).status).toBe(400);
    expect((await say(client, id, 'accept', from)).status).toBe(200);
    expect((await say(client, id, 'accept', from)).status).toBe(400);
    expect(await state(client, id)).toBe('validatingByCustomers');
    expect((await say(client, id, 'accept', await token(client, id, 'to'))).status).toBe(200);
    await reaches(client, id, 'done');
    const task = await client.get(TASK, 'GET', `/me/task/contactChange/${id}`);
    expect(task).toMatchObject({ contactTypes: ['contactTech'], dateDone: expect.any(String) });
    const all = await client.batch(`/telephony/lines/${simulated.lines.join(',')}/serviceInfos`);
    expect(
      z
        .array(INFOS)
        .parse(all)
        .map(({ contactTech }) => contactTech),
    ).toEqual(Array(40).fill(PARTNER));
    expect((await outbox(simulated)).filter(({ body }) => body.startsWith('done'))).toHaveLength(2);
  });

  it('is one request for each pair, none for what stays', async () => {
    const client = new Client(await api());
    expect(await request(client, { contactAdmin: OWNER, contactTech: OWNER, contactBilling: OWNER })).toEqual(
      [],
    );
    const ids = await request(client, { contactAdmin: OTHER, contactTech: PARTNER, contactBilling: OTHER });
    const tasks = await client.batch(`/me/task/contactChange/${ids.join(',')}`);
    expect(
      z
        .array(TASK)
        .parse(tasks)
        .map(({ contactTypes }) => contactTypes),
    ).toEqual([['contactAdmin', 'contactBilling'], ['contactTech']]);
    const list = async (query: string) => (await client.ask('GET', `/me/task/contactChange?${query}`)).body;
    expect(await list(`toAccount=${PARTNER}`)).toEqual([ids[1]]);
    expect(await list(`askingAccount=${OWNER}`)).toEqual(ids);
    expect(await list('state=done')).toEqual([]);
  });

  it('is refused by one side, and has new tokens when the mail is sent again', async () => {
    const client = new Client(await api());
    const [id = 0] = await request(client, { contactTech: OTHER });
    await reaches(client, id, 'validatingByCustomers');
    const old = await token(client, id, 'to');
    expect((await client.ask('POST', `/me/task/contactChange/${id}/resendEmail`)).status).toBe(200);
    expect((await say(client, id, 'refuse', old)).status).toBe(400);
    const fresh = await token(client, id, 'to');
    expect(fresh).not.toBe(old);
    expect((await say(client, id, 'refuse', fresh)).status).toBe(200);
    expect(await state(client, id)).toBe('refused');
    expect((await client.ask('POST', `/me/task/contactChange/${id}/resendEmail`)).status).toBe(400);
  });

  it('of the administration takes the rights for all that is left', async () => {
    const client = new Client(await api());
    const [tech = 0] = await request(client, { contactTech: PARTNER });
    const [billing = 0] = await request(client, { contactBilling: OTHER });
    const [admin = 0] = await request(client, { contactAdmin: OTHER });
    await reaches(client, tech, 'validatingByCustomers');
    await acceptBoth(client, admin);
    await reaches(client, admin, 'done');
    expect(await state(client, tech)).toBe('aborted');
    expect(await state(client, billing)).toBe('aborted');
    expect(await token(client, tech, 'from')).toBe('');
    expect(
      await client.ask('POST', `/telephony/${GROUP}/changeContact`, { contactTech: PARTNER }),
    ).toMatchObject({
      status: 403,
      body: {
        class: 'Client::Forbidden',
        details: { unauthorizedActionsByIAM: 'voip:apiovh:changeContact' },
      },
    });
    const infos = await client.get(INFOS, 'GET', `/telephony/${GROUP}/serviceInfos`);
    expect(infos).toEqual({ contactAdmin: OTHER, contactTech: OWNER, contactBilling: OWNER });
    const heir = await keyOf(client, OTHER);
    expect((await heir.ask('GET', '/telephony')).body).toEqual([GROUP]);
    expect(await request(heir, { contactTech: PARTNER })).toHaveLength(1);
  });

  it('of a line is the technical contact only', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const line = `lines/${simulated.lines[0] ?? ''}`;
    for (const wrong of [{ contactAdmin: OTHER }, { contactBilling: OTHER, contactTech: OTHER }])
      expect((await client.ask('POST', `/telephony/${line}/changeContact`, wrong)).status).toBe(400);
    const [id = 0] = await request(client, { contactAdmin: OWNER, contactTech: OTHER }, line);
    await acceptBoth(client, id);
    await reaches(client, id, 'done');
    expect(await client.get(INFOS, 'GET', `/telephony/${line}/serviceInfos`)).toMatchObject({
      contactTech: OTHER,
    });
    expect(await client.get(INFOS, 'GET', `/telephony/${GROUP}/serviceInfos`)).toMatchObject({
      contactTech: OWNER,
    });
  });

  it.each([
    ['an unknown recipient', GROUP, { contactTech: 'nobody-ovh' }, 400],
    ['a recipient of another zone', GROUP, { contactTech: ABROAD }, 400],
    ['no handle', GROUP, { contactTech: 'two words' }, 400],
    ['a fixed group', 'ovhtel-12345-1', { contactTech: OTHER }, 403],
    ['special numbers', 'ab12345-ovh-2', { contactBilling: OTHER }, 403],
    ['a service in a pack', 'lines/0033972119002', { contactTech: OTHER }, 403],
    ['an ended account', 'ab12345-ovh-3', { contactTech: OTHER }, 460],
  ])('is not begun for %s', async (_, where, contacts, status) => {
    const client = new Client(await api());
    expect((await client.ask('POST', `/telephony/${where}/changeContact`, contacts)).status).toBe(status);
    expect((await client.ask('GET', '/me/task/contactChange')).body).toEqual([]);
  });

  it('of a group with special numbers is still possible for the technical contact', async () => {
    const client = new Client(await api());
    expect(await request(client, { contactTech: OTHER }, 'ab12345-ovh-2')).toHaveLength(1);
  });

  it('ends in a refusal for a recipient who owes, or whom nobody has validated for billing', async () => {
    const client = new Client(await api());
    const [owes = 0] = await request(client, { contactTech: DEBTOR });
    const [fresh = 0] = await request(client, { contactBilling: PARTNER });
    await reaches(client, owes, 'refused');
    await reaches(client, fresh, 'refused');
    const reasons = (await outbox(client.keys)).map(({ body }) => body);
    expect(reasons).toContain(`refused: ${DEBTOR} has unpaid bills`);
    expect(reasons).toContain(`refused: ${PARTNER} has not been validated for VoIP`);
  });

  it('is not asked for twice, and is forgotten when nobody answers', async () => {
    const client = new Client(await api({ faults: 'request:3' }));
    const [id = 0] = await request(client, { contactTech: OTHER });
    const again = await client.ask('POST', `/telephony/${GROUP}/changeContact`, { contactTech: PARTNER });
    expect(again).toMatchObject({ status: 409, body: { class: 'Client::Conflict' } });
    expect(await request(client, { contactBilling: OTHER })).toHaveLength(1);
    await delay(3000);
    await reaches(client, id, 'expired');
    expect(await request(client, { contactTech: PARTNER })).toHaveLength(1);
  });
});

describe('rights', () => {
  it('of the technical contact end where the line ends; the billing contact reads no phone book', async () => {
    const simulated = await api();
    const owner = new Client(simulated);
    const partner = await keyOf(owner, PARTNER);
    const books = (line: string | undefined) => `/telephony/${GROUP}/line/${line ?? ''}/phone/phonebook`;
    expect((await partner.ask('GET', books(simulated.lines[1]))).status).toBe(200);
    expect((await partner.ask('GET', books(simulated.lines[0]))).status).toBe(403);
    expect((await partner.ask('GET', `/telephony/${GROUP}/phonebook`)).status).toBe(403);
    const [id = 0] = await request(owner, { contactBilling: OTHER });
    await acceptBoth(owner, id);
    await reaches(owner, id, 'done');
    const billing = await keyOf(owner, OTHER);
    expect((await billing.ask('GET', `/telephony/${GROUP}/serviceInfos`)).status).toBe(200);
    expect((await billing.ask('GET', `/telephony/${GROUP}/phonebook`)).status).toBe(403);
    const stranger = await keyOf(owner, DEBTOR);
    expect((await stranger.ask('GET', `/telephony/${GROUP}`)).status).toBe(404);
    expect((await stranger.ask('GET', `/me/task/contactChange/${id}`)).status).toBe(404);
  });

  it('to change contacts are not those of the technical contact', async () => {
    const simulated = await api();
    const partner = await keyOf(new Client(simulated), PARTNER);
    const path = `/telephony/lines/${simulated.lines[1] ?? ''}/changeContact`;
    expect((await partner.ask('POST', path, { contactTech: OTHER })).status).toBe(403);
  });
});

describe('the page', () => {
  it('shows mails with their buttons, which do what the tokens do', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const [id = 0] = await request(client, { contactTech: OTHER });
    await reaches(client, id, 'validatingByCustomers');
    expect(await (await fetch(new URL('/', simulated.url))).text()).toContain('value="accept"');
    for (const side of ['from', 'to'] as const) {
      const answered = await fetch(new URL('/outbox/answer', simulated.url), {
        method: 'POST',
        body: new URLSearchParams({ token: await token(client, id, side), answer: 'accept' }),
        redirect: 'manual',
      });
      expect(answered.status).toBe(303);
    }
    await reaches(client, id, 'done');
  });

  it('escapes what it shows, and is not shown under another name of this machine', async () => {
    const simulated = await api({ contacts: 3 });
    const client = new Client(simulated);
    const tree = `/telephony/${GROUP}/phonebook`;
    const [key = ''] = await client.get(z.array(z.string()), 'GET', tree);
    await importFile(client, `${tree}/${key}`, '<b>.csv', 'surname;name;workPhone\nA;B;0199001122');
    const html = await (await fetch(new URL(`/?book=${key}`, simulated.url))).text();
    expect(html).toContain('0033199001122');
    expect(html).toContain('&#60;b&#62;.csv');
    expect(html).not.toContain('<b>.csv');
    const foreign = get({
      port: new URL(simulated.url).port,
      host: '127.0.0.1',
      headers: { host: 'evil.example' },
    });
    const [answer] = z.tuple([z.object({ statusCode: z.number() })]).parse(await once(foreign, 'response'));
    expect(answer.statusCode).toBe(403);
  });
});
