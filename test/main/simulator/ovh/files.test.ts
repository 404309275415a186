import { setTimeout as delay } from 'node:timers/promises';
import { utils, write, type BookType } from 'xlsx';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, Client, contactsOf, importFile, origin, TASK, until, upload } from './client.ts';

const TREE = '/telephony/ab12345-ovh-1/phonebook';
const HEADER = 'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode';

async function emptyBook(options: Parameters<typeof api>[0] = {}): Promise<{ client: Client; book: string }> {
  const client = new Client(await api({ contacts: 0, ...options }));
  return { client, book: `${TREE}/${await client.get(z.string(), 'POST', TREE, { name: 'Book' })}` };
}

function workbook(type: BookType, ...sheets: unknown[][][]): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  for (const [i, rows] of sheets.entries())
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), `Sheet${i}`);
  return new Uint8Array(z.instanceof(Buffer).parse(write(book, { type: 'buffer', bookType: type })));
}

describe('an import', () => {
  it('takes the example of the guide, and gives national numbers the country of row or customer', async () => {
    const { client, book } = await emptyBook({ country: 'BE' });
    const rows = [
      HEADER,
      'Aucune;OVH;Support;100000000;;;6000000000;33',
      ';Peeters;Jan;031111111;;;;',
      'Firm;Janssens;An;+33 1 99.00-11 22;0049301234;0123456789;;0041',
    ];
    const { status, report } = await importFile(client, book, 'book.csv', rows.join('\r\n'));
    expect(status).toBe('done');
    expect(report).toBe('3 contacts imported, 0 not imported.');
    expect(await contactsOf(client, book)).toMatchObject([
      { group: 'Aucune', workPhone: '0033100000000', workMobile: '0033', homeMobile: '00336000000000' },
      { group: 'No group', workPhone: '003231111111', homeMobile: '0032' },
      { group: 'Firm', workPhone: '0033199001122', workMobile: '0049301234', homePhone: '0041123456789' },
    ]);
  });

  it('folds accents, and lists the rows that it leaves out', async () => {
    const { client, book } = await emptyBook();
    const rows = [
      HEADER,
      'Société Générale;Lefèvre;Zoé;0199001122;;;;',
      ";O'Brien;Sean;0199001122;;;;",
      'A & B;Good;Name;0199001122;;;;',
      ';Nobody;Atall;;;;;',
      ';Half;;0199001122;;;;',
      ';Hash;Tag;01#22;;;;',
      ';Wrong;Code;0199001122;;;;FR',
      ';Œuf;Straße;0199001122;;;;',
    ];
    const { report } = await importFile(client, book, 'book.csv', `\uFEFF${rows.join('\n')}\n\n`);
    expect(report.split('\n')).toEqual([
      '2 contacts imported, 6 not imported.',
      'row 3: [surname] contains special characters',
      'row 4: [group] contains special characters',
      'row 5: at least one number is required',
      'row 6: [name] is required',
      'row 7: workPhone: 01#22 is not a phone number',
      'row 8: countryCode: FR is not a dialling code',
    ]);
    expect(await contactsOf(client, book)).toMatchObject([
      { group: 'Societe Generale', surname: 'Lefevre', name: 'Zoe' },
      { surname: 'OEuf', name: 'Strasse' },
    ]);
  });

  it('reads Windows-1252, other separators, other orders and quotes', async () => {
    const { client, book } = await emptyBook();
    const text = 'NAME,Surname,unknown,workphone\nZoé,"Le Goff",x,0199001122\n';
    await importFile(client, book, 'a.csv', new Uint8Array(Buffer.from(text, 'latin1')));
    expect(await contactsOf(client, book)).toMatchObject([{ surname: 'Le Goff', name: 'Zoe' }]);
  });

  it.each(['xlsx', 'biff8'] as const)('reads the first sheet of %s, and only that', async (type) => {
    const { client, book } = await emptyBook();
    const header = HEADER.split(';');
    const bytes = workbook(
      type,
      [header, ['Firm', 'Martin', 'Anna', 199001122, '', '', '', 33]],
      [header, ['Firm', 'Second', 'Sheet', '0199001122', '', '', '', '']],
    );
    const { report } = await importFile(client, book, type === 'xlsx' ? 'a.xlsx' : 'a.xls', bytes);
    expect(report).toBe('1 contacts imported, 0 not imported.');
    expect(await contactsOf(client, book)).toMatchObject([{ surname: 'Martin', workPhone: '0033199001122' }]);
  });

  it.each([
    ['book.vcf', 'BEGIN:VCARD'],
    ['book.xlsx', 'PK not really'],
    ['book.csv', 'a;b\n1;2'],
  ])('of %s ends in an error', async (name, text) => {
    const { client, book } = await emptyBook();
    const { status, message, report } = await importFile(client, book, name, text);
    expect(status).toBe('error');
    expect(report).toContain(message);
    expect(await contactsOf(client, book)).toEqual([]);
  });

  it('advises against more than 2000, appends, and takes them all', async () => {
    const { client, book } = await emptyBook();
    const rows = Array.from({ length: 2001 }, (_, n) => `;Martin;Anna ${n};0199001122;;;;`);
    const file = [HEADER, ...rows].join('\n');
    const { report } = await importFile(client, book, 'book.csv', file);
    expect(report).toBe(
      '2001 contacts imported, 0 not imported.\nWe advise at most 2000 contacts in a phonebook.',
    );
    await importFile(client, book, 'book.csv', `${HEADER}\n;Martin;Anna 0;0199001122;;;;`);
    expect(await contactsOf(client, book)).toHaveLength(2002);
  });

  it('needs a document with content, and its task is gone some time after', async () => {
    const { client, book } = await emptyBook();
    const ask = (documentId: string) => client.ask('POST', `${book}/import`, { documentId });
    expect((await ask('nothing')).status).toBe(404);
    const { id } = await client.get(z.object({ id: z.string() }), 'POST', '/me/document', { name: 'a.csv' });
    expect((await ask(id)).status).toBe(400);
    const filled = await upload(client, 'a.csv', `${HEADER}\n;A;B;0199001122;;;;`);
    const { taskId } = await client.get(TASK, 'POST', `${book}/import`, { documentId: filled });
    expect((await client.ask('DELETE', `/me/document/${filled}`)).status).toBe(200);
    const seen = new Set<number>();
    await until(
      async () => {
        const { status } = await client.ask('GET', `/telephony/ab12345-ovh-1/task/${taskId}`);
        seen.add(status);
        if (status === 200) await delay(200);
        return status;
      },
      (status) => status === 404,
    );
    expect([...seen]).toEqual([200, 404]);
    expect(await contactsOf(client, book)).toHaveLength(1);
  }, 15_000);
});

describe('a document', () => {
  it('is put and fetched without keys, by addresses that nobody guesses', async () => {
    const client = new Client(await api());
    const id = await upload(client, 'a.csv', 'one');
    const { body } = await client.ask('GET', `/me/document/${id}`);
    const { getUrl } = z.object({ getUrl: z.string(), size: z.literal(3) }).parse(body);
    expect(await (await fetch(getUrl)).text()).toBe('one');
    expect((await fetch(`${origin(client.keys)}/storage/x`)).status).toBe(403);
    expect((await client.ask('GET', '/me/document')).body).toEqual([id]);
  });
});

const FILE = z.object({ status: z.string(), url: z.string(), filename: z.string() });

describe('an export', () => {
  const exported = async (client: Client, book: string) =>
    await until(
      () => client.get(FILE, 'GET', `${book}/export?format=csv`),
      ({ status }) => status === 'done',
    );

  it('is the documented file, which can be imported again', async () => {
    const { client, book } = await emptyBook({ country: 'BE' });
    const line = ';Peeters;Jan;031111111;;;;';
    await importFile(client, book, 'a.csv', `${HEADER}\n${line}`);
    const first = await client.get(FILE, 'GET', `${book}/export?format=csv`);
    expect(first).toMatchObject({ status: 'todo', url: '' });
    const { url } = await exported(client, book);
    const text = await (await fetch(url)).text();
    const row = 'No group;Peeters;Jan;003231111111;;;;32\r\n';
    expect(text).toBe(`${HEADER}\r\n${row}`);
    await importFile(client, book, 'a.csv', text);
    const [one, two] = await contactsOf(client, book);
    expect({ ...two, id: one?.id }).toEqual(one);
    expect(await (await fetch((await exported(client, book)).url)).text()).toBe(`${HEADER}\r\n${row}${row}`);
  });

  it('of an empty book is the header, and its address ends', async () => {
    const { client, book } = await emptyBook({ faults: 'address:3' });
    expect((await client.ask('GET', `${book}/export`)).status).toBe(400);
    const { url, filename } = await exported(client, book);
    expect(filename).toBe('Book.csv');
    expect(await (await fetch(url)).text()).toBe(`${HEADER}\r\n`);
    await delay(3100);
    expect((await fetch(url)).status).toBe(403);
    expect((await client.get(FILE, 'GET', `${book}/export?format=csv`)).status).toBe('todo');
  });
});
