import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, Client, contactsOf, until } from './client.ts';

const GROUP = '/telephony/ab12345-ovh-1/phonebook';
const lineBooks = (line: string | undefined): string =>
  `/telephony/ab12345-ovh-1/line/${line ?? ''}/phone/phonebook`;
const KEYS = z.array(z.string());
const NEW = { surname: 'Dupont', name: 'Marie', group: 'No group', workPhone: '+33199001122' };

async function madeBook(client: Client, tree = GROUP, name = 'Book'): Promise<string> {
  return `${tree}/${await client.get(z.string(), 'POST', tree, { name })}`;
}

describe('phone books', () => {
  it('are empty at first where no contacts are asked for', async () => {
    const simulated = await api({ contacts: 0 });
    const client = new Client(simulated);
    expect(await client.get(KEYS, 'GET', GROUP)).toEqual([]);
    expect(await client.get(KEYS, 'GET', lineBooks(simulated.lines[0]))).toEqual([]);
  });

  it('of a group and of a line are made, renamed and deleted with their contacts', async () => {
    const simulated = await api({ contacts: 0 });
    const client = new Client(simulated);
    for (const tree of [GROUP, lineBooks(simulated.lines[0])]) {
      const book = await madeBook(client, tree, 'Site 1.a-b');
      await madeBook(client, tree, 'Site 1.a-b');
      expect(await client.get(KEYS, 'GET', tree)).toHaveLength(2);
      expect((await client.ask('PUT', book, { name: 'Renamed' })).body).toBeNull();
      const { body } = await client.ask('GET', book);
      expect(body).toMatchObject({ bookKey: book.split('/').at(-1), name: 'Renamed' });
      expect(Object.keys(z.record(z.string(), z.unknown()).parse(body))).toHaveLength(tree === GROUP ? 2 : 4);
      await client.get(z.number(), 'POST', `${book}/phonebookContact`, NEW);
      expect((await client.ask('DELETE', book)).status).toBe(200);
      expect((await client.ask('GET', `${book}/phonebookContact`)).status).toBe(404);
    }
  });

  it.each(['', '   ', 'Été', 'a&b', 'x'.repeat(51)])('refuse the name %j', async (name) => {
    const client = new Client(await api({ contacts: 0 }));
    expect(await client.ask('POST', GROUP, { name })).toMatchObject({
      status: 400,
      body: { class: 'Client::BadRequest', message: expect.stringContaining('[name]') },
    });
  });

  it('are not for every telephone', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const phone = (n: number) => `/telephony/ab12345-ovh-1/line/${simulated.lines[n] ?? ''}/phone`;
    const supports = async (n: number) => (await client.ask('GET', `${phone(n)}/supportsPhonebook`)).body;
    expect(await Promise.all([0, 1, 2, 3].map(supports))).toEqual([true, true, false, false]);
    expect((await client.ask('POST', `${phone(2)}/phonebook`, { name: 'Book' })).status).toBe(501);
    expect((await client.ask('GET', phone(3))).status).toBe(404);
    expect((await client.ask('POST', `${phone(3)}/phonebook`, { name: 'Book' })).status).toBe(404);
  });

  it('that are read only refuse writes until that is taken away', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const tree = lineBooks(simulated.lines[1]);
    const [key = ''] = await client.get(KEYS, 'GET', tree);
    const book = `${tree}/${key}`;
    expect(await client.ask('GET', book)).toMatchObject({ body: { isReadonly: true } });
    const refused = await client.ask('POST', `${book}/phonebookContact`, NEW);
    expect(refused).toMatchObject({ status: 403, body: { class: 'Client::Forbidden' } });
    expect((await client.ask('DELETE', book)).status).toBe(403);
    await client.ask('PUT', book, { isReadonly: false });
    expect((await client.ask('POST', `${book}/phonebookContact`, NEW)).status).toBe(200);
  });

  it('of a line are not those of another', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const [key = ''] = await client.get(KEYS, 'GET', lineBooks(simulated.lines[0]));
    expect((await client.ask('GET', `${GROUP}/${key}`)).status).toBe(404);
    expect((await client.ask('GET', `${lineBooks(simulated.lines[1])}/${key}`)).status).toBe(404);
  });
});

describe('contacts', () => {
  it('come back with the numbers as the API keeps them, and its words for nothing', async () => {
    const client = new Client(await api({ contacts: 0, country: 'BE' }));
    const book = await madeBook(client);
    const id = await client.get(z.number(), 'POST', `${book}/phonebookContact`, {
      ...NEW,
      group: '',
      workPhone: '03 111.11-11',
      workMobile: '',
      homePhone: null,
    });
    expect(await contactsOf(client, book)).toEqual([
      {
        id,
        surname: 'Dupont',
        name: 'Marie',
        group: 'No group',
        workPhone: '003231111111',
        workMobile: '0032',
        homePhone: null,
        homeMobile: null,
      },
    ]);
    await client.ask('PUT', `${book}/phonebookContact/${id}`, { name: 'Anne', workPhone: '+49 30 1' });
    expect(await contactsOf(client, book)).toMatchObject([{ id, name: 'Anne', workPhone: '0049301' }]);
    await client.ask('DELETE', `${book}/phonebookContact/${id}`);
    expect(await contactsOf(client, book)).toEqual([]);
  });

  it.each([
    ['surname', { surname: '' }],
    ['name', { name: ' ' }],
    ['surname', { surname: 'Lefèvre' }],
    ['name', { name: "O'Brien" }],
    ['group', { group: 'Müller & Co' }],
    ['group', { group: 'x'.repeat(51) }],
    ['surname', { surname: 'x'.repeat(247) }],
    ['workPhone', { workPhone: '12' }],
    ['workPhone', { workPhone: '1'.repeat(26) }],
    ['workPhone', { workPhone: '(030) 12' }],
    ['number', { workPhone: '' }],
    ['number', { workPhone: null }],
    ['group', { group: undefined }],
  ])('are refused for their %s: %j', async (field, wrong) => {
    const client = new Client(await api({ contacts: 0 }));
    const book = await madeBook(client);
    const answer = await client.ask('POST', `${book}/phonebookContact`, { ...NEW, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } });
    expect(await contactsOf(client, book)).toEqual([]);
  });

  it('are read fifty at once, each with its own error', async () => {
    const client = new Client(await api({ contacts: 51 }));
    const [key = ''] = await client.get(KEYS, 'GET', GROUP);
    const path = `${GROUP}/${key}/phonebookContact`;
    const ids = await client.get(z.array(z.number()), 'GET', path);
    expect(ids).toHaveLength(51);
    const headers = { 'x-ovh-batch': ',' };
    const all = await client.ask('GET', `${path}/${ids.slice(0, 50).join('%2C')}`, undefined, { headers });
    expect(all.body).toHaveLength(50);
    const some = await client.ask('GET', `${path}/${ids[3] ?? 0},999999`, undefined, { headers });
    expect(some).toMatchObject({
      status: 200,
      body: [
        { key: String(ids[3]), value: { id: ids[3] }, error: null },
        { key: '999999', value: null, error: { class: 'Client::NotFound' } },
      ],
    });
    const many = await client.ask('GET', `${path}/${ids.join(',')}`, undefined, { headers });
    expect(many.status).toBe(400);
    expect((await client.ask('GET', `${path}/${ids.slice(0, 2).join(',')}`)).status).toBe(404);
  });
});

describe('lines', () => {
  it('restart their telephone in a task, and call', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const [line = ''] = simulated.lines;
    const at = `/telephony/ab12345-ovh-1/line/${line}`;
    const { taskId } = await client.get(z.object({ taskId: z.number() }), 'POST', `${at}/phone/reboot`);
    const task = `/telephony/ab12345-ovh-1/service/${line}/task`;
    expect(await client.get(z.array(z.number()), 'GET', `${task}?action=phoneReboot`)).toEqual([taskId]);
    expect(await client.get(z.array(z.number()), 'GET', `${task}?action=phonebookImport`)).toEqual([]);
    await until(
      async () => z.object({ status: z.string() }).parse((await client.ask('GET', `${task}/${taskId}`)).body),
      ({ status }) => status === 'done',
    );
    expect(await client.ask('POST', `${at}/click2Call`, { calledNumber: '0033199001122' })).toMatchObject({
      status: 200,
      body: null,
    });
    expect((await client.ask('POST', `${at}/click2Call`, { calledNumber: 'x' })).status).toBe(400);
    expect(await (await fetch(new URL('/', simulated.url))).text()).toContain('0033199001122');
  });

  it('and numbers, trunks, packs and ended accounts are told as they are', async () => {
    const simulated = await api();
    const client = new Client(simulated);
    const [trunk = ''] = (await client.get(KEYS, 'GET', '/telephony/ab12345-ovh-1/line')).slice(-1);
    expect(simulated.lines).not.toContain(trunk);
    expect((await client.ask('GET', `/telephony/lines/${trunk}/serviceInfos`)).status).toBe(404);
    expect((await client.ask('GET', `/telephony/trunks/${trunk}/serviceInfos`)).status).toBe(200);
    const numbers = await client.get(KEYS, 'GET', '/telephony/ab12345-ovh-1/number');
    expect(await client.batch(`/telephony/aliases/${numbers.join(',')}/serviceInfos`)).toMatchObject([
      { contactTech: 'ab12345-ovh' },
      { contactTech: 'ab12345-ovh' },
    ]);
    const one = await client.ask('GET', `/telephony/aliases/${numbers[0] ?? ''}/serviceInfos`, undefined, {
      headers: { 'x-ovh-batch': ',' },
    });
    expect(one.body).toMatchObject([{ key: numbers[0], value: { domain: numbers[0] } }]);
    const [packed = ''] = await client.get(KEYS, 'GET', '/telephony/ab12345-ovh-2/line');
    expect((await client.ask('GET', `/pack/xdsl/search?pattern=${packed}`)).status).toBe(200);
    expect((await client.ask('GET', `/pack/xdsl/search?pattern=${trunk}`)).status).toBe(404);
    expect((await client.ask('GET', '/telephony/ab12345-ovh-2/hasSpecialNumbers')).body).toBe(true);
    expect((await client.ask('GET', '/telephony/ab12345-ovh-3')).status).toBe(460);
  });
});
