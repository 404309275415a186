import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Client, columns, device, loginOf, saveBody } from './client.ts';
import { admin, STATE } from './saving.ts';

const CONTACTS = 'adressbuch_kontakte';
const GROUPS = 'adressbuch_kontaktgruppen';
const SAVED = z.object({
  rows: z.array(
    z.object({ sid: z.string(), tid: z.string(), type: z.string(), err_str: z.string().optional() }),
  ),
});
async function refusalOf(
  client: Client,
  page: string,
  row: { id: string; status: string; columns?: string[] },
) {
  const [saved] = SAVED.parse(await client.save(page, [row])).rows;
  return saved?.type === 'error' ? saved.err_str : saved?.type;
}

const anna = { 1: 'Anna', 2: 'Müller', 10: 'Mobil', 11: '004917139200' };

describe('contacts page', () => {
  it('inserts, updates and deletes, each row with its own answer', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const first = pbx.book().contacts[0]?.id ?? 0;
    const group = pbx.book().groups.find(({ name }) => name === 'Clients')?.id ?? 0;
    const answer = SAVED.parse(
      await client.save(CONTACTS, [
        { id: 'new1', status: 'inserted', columns: columns({ ...anna, 45: String(group) }) },
        { id: 'new2', status: 'inserted', columns: columns({ 1: 'Nobody' }) },
        { id: String(first), status: 'deleted' },
        { id: '9999', status: 'updated', columns: columns(anna) },
      ]),
    );
    const tid = answer.rows[0]?.tid ?? '';
    expect(answer.rows).toEqual([
      { sid: 'new1', tid, type: 'inserted' },
      { sid: 'new2', tid: 'new2', type: 'error', err_str: 'at least one phone number is required' },
      { sid: String(first), tid: String(first), type: 'deleted' },
      { sid: '9999', tid: '9999', type: 'error', err_str: 'no such contact' },
    ]);
    expect(pbx.book().contacts.at(-1)).toEqual({
      id: Number(tid),
      columns: {
        Vorname: 'Anna',
        Nachname: 'Müller',
        '1. Typ Telefonnummer': 'Mobil',
        '1. Telefonnummer': '004917139200',
      },
      groups: ['Clients'],
    });
    const changed = columns({ ...anna, 4: 'Weiß & Söhne "GmbH"' });
    await client.save(CONTACTS, [{ id: tid, status: 'updated', columns: changed }]);
    const state = STATE.parse(await client.json(`/${CONTACTS}_state`));
    expect(state.rows.find(({ id }) => id === tid)?.data).toEqual(changed);
    expect(state.rows.some(({ id }) => id === String(first))).toBe(false);
  });

  it.each([
    ['no surname and no company', { 1: 'Anna', 11: '0301' }, 'a surname or a company is required'],
    ['a plus sign', { ...anna, 11: '+4930' }, 'not a phone number: +4930'],
    ['an unknown type', { ...anna, 10: 'Fax' }, 'unknown type: Fax'],
    ['a day that does not exist', { ...anna, 7: '31.02.1980' }, 'not a date (dd.mm.yyyy): 31.02.1980'],
    ['a long short code', { ...anna, 9: '70955' }, 'text too long: 70955'],
    ['an unknown group', { ...anna, 45: '77' }, 'unknown contact group: 77'],
  ])('refuses %s', async (_, given, reason) => {
    const pbx = await device({ contacts: 0 });
    expect(
      await refusalOf(admin(pbx), CONTACTS, { id: 'new1', status: 'inserted', columns: columns(given) }),
    ).toBe(reason);
    expect(pbx.book().contacts).toEqual([]);
  });

  it('keeps version 1 to one number and DECT groups inside version 1', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const id = (kind: string) => String(pbx.book().groups.find((group) => group.kind === kind)?.id);
    const insert = (given: Record<number, string>) =>
      refusalOf(client, CONTACTS, {
        id: 'new1',
        status: 'inserted',
        columns: columns({ ...anna, ...given }),
      });
    expect(await insert({ 45: id('dect-900') })).toMatch(/must also be in the version-1 group/);
    expect(await insert({ 45: id('version-1'), 12: 'Privat', 13: '030' })).toMatch(/stores 1 number/);
    expect(await insert({ 45: `${id('dect-900')},${id('version-1')}` })).toBe('inserted');
  });

  it('changes a Google group’s contacts in no way but copying them into other groups', async () => {
    const pbx = await device({ contacts: 300 });
    const client = admin(pbx);
    const { groups, contacts } = pbx.book();
    const google = groups.find(({ kind }) => kind === 'google');
    const clients = groups.find(({ name }) => name === 'Clients');
    const there = contacts.find((contact) => contact.groups.includes(google?.name ?? ''));
    const state = STATE.parse(await client.json(`/${CONTACTS}_state`));
    const data = state.rows.find(({ id }) => id === String(there?.id))?.data ?? [];
    const save = (status: string, changed: string[] = []) =>
      refusalOf(client, CONTACTS, { id: String(there?.id), status, columns: changed });
    expect(await save('deleted')).toMatch(/deleted at Google only/);
    expect(await save('updated', data.with(2, 'Other'))).toMatch(/change at Google only/);
    expect(await save('updated', data.with(45, ''))).toMatch(/members of a Google group/);
    expect(await save('updated', data.with(45, `${google?.id},${clients?.id}`))).toBe('updated');
    const fresh = { id: 'new1', status: 'inserted', columns: columns({ ...anna, 45: String(google?.id) }) };
    expect(await refusalOf(client, CONTACTS, fresh)).toMatch(/members of a Google group/);
  });

  it('is full at 2000 contacts, its DECT group at 140', async () => {
    const pbx = await device({ contacts: 1860 });
    const client = admin(pbx);
    const { groups, contacts } = pbx.book();
    const dect = groups.find(({ kind }) => kind === 'dect-900');
    const version1 = groups.find(({ kind }) => kind === 'version-1');
    const before = contacts.filter((contact) => contact.groups.includes(dect?.name ?? '')).length;
    const fill = async (count: number, members: string) =>
      SAVED.parse(
        await client.save(
          CONTACTS,
          Array.from({ length: count }, (_, i) => ({
            id: `new${i}`,
            status: 'inserted',
            columns: columns({ ...anna, 1: `${members} ${i}`, 45: members }),
          })),
        ),
      ).rows.map(({ type, err_str }) => err_str ?? type);
    const dectRows = await fill(141 - before, `${version1?.id},${dect?.id}`);
    expect(dectRows.slice(0, -1).every((type) => type === 'inserted')).toBe(true);
    expect(dectRows.at(-1)).toMatch(/DECT Werkstatt is full \(140/);
    const free = 2000 - pbx.book().contacts.length;
    expect((await fill(free + 1, '')).at(-1)).toBe('the address book is full (2000 contacts)');
    expect(pbx.book().contacts).toHaveLength(2000);
  });

  it('refuses an encoded exclamation mark, rows without status and subscribers', async () => {
    const pbx = await device({ contacts: 0 });
    const body = saveBody([{ id: 'new1', status: 'inserted', columns: columns(anna) }]);
    const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const client = admin(pbx);
    const encoded = await client.json(`/${CONTACTS}_save`, { ...post, body: body.replace('!', '%21') });
    expect(encoded).toMatchObject({ successful: false });
    const silent = await client.json(`/${CONTACTS}_save`, { ...post, body: body.replace('inserted', 'x') });
    expect(SAVED.parse(silent).rows[0]?.type).toBe('error');
    const subscriber = new Client(pbx, loginOf(pbx, 'subscriber'));
    expect((await subscriber.ask(`/${CONTACTS}_save`, { ...post, body })).status).toBe(403);
    expect(pbx.book().contacts).toEqual([]);
  });
});

describe('groups page', () => {
  it('creates, renames and deletes groups and leaves their contacts', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const [made] = SAVED.parse(
      await client.save(GROUPS, [{ id: 'new1', status: 'inserted', columns: ['Büro', '0', '1'] }]),
    ).rows;
    const id = made?.tid ?? '';
    expect(await refusalOf(client, GROUPS, { id, status: 'updated', columns: ['Bureau', '0', '0'] })).toBe(
      'updated',
    );
    expect(pbx.book().groups.at(-1)).toEqual({
      id: Number(id),
      name: 'Bureau',
      kind: 'standard',
      standardForNew: false,
    });
    await client.save(CONTACTS, [{ id: 'new1', status: 'inserted', columns: columns({ ...anna, 45: id }) }]);
    expect(await refusalOf(client, GROUPS, { id, status: 'deleted' })).toBe('deleted');
    expect(pbx.book().contacts.at(-1)).toMatchObject({ columns: { Nachname: 'Müller' }, groups: [] });
  });

  it('refuses what the device refuses', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const id = (kind: string) => String(pbx.book().groups.find((group) => group.kind === kind)?.id);
    const save = (row: string, status: string, given: string[] = []) =>
      refusalOf(client, GROUPS, { id: row, status, columns: given });
    expect(await save('new1', 'inserted', ['Clients', '0', '0'])).toMatch(/exists/);
    expect(await save('new1', 'inserted', ['', '0', '0'])).toMatch(/needs a name/);
    expect(await save('new1', 'inserted', ['Mine', '3', '0'])).toMatch(/created by the system/);
    expect(await save('new1', 'inserted', ['Mine', '4', '0'])).toMatch(/at Google only/);
    expect(await save(id('standard'), 'updated', ['Clients', '1', '0'])).toMatch(/cannot be changed/);
    expect(await save(id('google'), 'updated', ['Mine', '0', '0'])).toMatch(/at Google only/);
    expect(await save(id('google'), 'deleted')).toMatch(/at Google only/);
    expect(await save(id('version-1'), 'deleted')).toMatch(/belongs to the system/);
    const rows = Array.from({ length: 14 }, (_, i) => ({
      id: `new${i}`,
      status: 'inserted',
      columns: [`Group ${i}`, '0', '0'],
    }));
    const types = SAVED.parse(await client.save(GROUPS, rows)).rows.map(({ type }) => type);
    expect(types).toEqual([...Array.from({ length: 13 }, () => 'inserted'), 'error']);
  });

  it('has no DECT groups on a model without them', async () => {
    const pbx = await device({ profile: 'compact-4000', contacts: 0 });
    const row = { id: 'new1', status: 'inserted', columns: ['DECT', '1', '0'] };
    expect(await refusalOf(admin(pbx), GROUPS, row)).toMatch(/no groups of this type/);
  });

  it('names its pages in the menu', async () => {
    const pbx = await device();
    const menu = JSON.stringify(await admin(pbx).json('/tree'));
    for (const page of [CONTACTS, GROUPS, 'adressbuch_csv', 'adressbuch_vcard'])
      expect(menu).toContain(`"${page}"`);
  });
});
