import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Client, device, loginOf, send } from './client.ts';

const BOOK = z.array(z.looseObject({ id: z.number(), categories: z.array(z.number()), number1: z.string() }));

describe('ICT API', () => {
  it('gives the sub-administrator and the first subscriber every contact', async () => {
    const pbx = await device({ contacts: 120 });
    for (const role of ['sub-administrator', 'subscriber']) {
      const book = BOOK.parse(await new Client(pbx, loginOf(pbx, role)).json('/app_telefonbuch?catId=0'));
      expect(book.map(({ id }) => id)).toEqual(pbx.book().contacts.map(({ id }) => id));
      expect(book.every(({ number1 }) => /^00\d+$/.test(number1))).toBe(true);
    }
  });

  it('limits another subscriber to the groups that it may read', async () => {
    const pbx = await device({ contacts: 120 });
    const client = new Client(pbx, loginOf(pbx, 'subscriber', 1));
    const book = BOOK.parse(await client.json('/app_telefonbuch?catId=0'));
    const { groups, contacts } = pbx.book();
    const readable = ['Clients', 'Service partners'];
    expect(book.length).toBe(
      contacts.filter((it) => it.groups.some((name) => readable.includes(name))).length,
    );
    expect(book.length).toBeLessThan(120);
    expect(await client.json('/app_address_categories')).toEqual(
      groups
        .filter(({ name }) => readable.includes(name))
        .map(({ id, name, standardForNew }) => ({ id, name, default: standardForNew ? 1 : 0, type: 0 })),
    );
    const closed = groups.find(({ name }) => name === 'Personnel');
    expect(await client.json(`/app_telefonbuch?catId=${closed?.id}`)).toMatchObject({ successful: false });
  });

  it('shows one group, names the telephone would show, and leaves Google groups out of the categories', async () => {
    const pbx = await device({ contacts: 200 });
    const client = new Client(pbx, loginOf(pbx, 'sub-administrator'));
    const { groups, contacts } = pbx.book();
    const version1 = groups.find(({ kind }) => kind === 'version-1');
    const book = BOOK.parse(await client.json(`/app_telefonbuch?catId=${version1?.id}`));
    expect(book.length).toBeGreaterThan(0);
    expect(book.length).toBe(contacts.filter((it) => it.groups.includes(version1?.name ?? '')).length);
    const all = BOOK.parse(await client.json('/app_telefonbuch?catId=0'));
    expect(all.every(({ displayname }) => displayname !== '')).toBe(true);
    const kinds = z.array(z.object({ type: z.number() })).parse(await client.json('/app_address_categories'));
    expect(kinds.map(({ type }) => type).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 1, 3]);
  });

  it('refuses the administrator, knows the old call, and does not know others', async () => {
    const pbx = await device();
    const admin = new Client(pbx, { user: pbx.user, password: pbx.password });
    expect(await admin.json('/app_telefonbuch?catId=0')).toMatchObject({ successful: false });
    const client = new Client(pbx, loginOf(pbx, 'subscriber'));
    expect(await client.json('/app_telefonbuch')).toMatchObject([{ kwName: 'Bitte updaten' }]);
    expect((await client.ask('/app_telefonbuch_cat')).status).toBe(404);
    expect((await client.ask('/adressbuch_kontakte_state')).status).toBe(403);
  });

  it('starts empty, and with the system’s group only', async () => {
    const pbx = await device({ contacts: 0 });
    expect(pbx.book()).toMatchObject({
      groups: [{ id: 1, name: 'Telefonbuch Version 1', kind: 'version-1', standardForNew: false }],
      contacts: [],
    });
  });

  it('invents the same book from the same seed, and another from another', async () => {
    const [one, same, other] = [await device(), await device(), await device({ seed: 8 })];
    expect(same.book()).toEqual(one.book());
    expect(same.subscribers).toEqual(one.subscribers);
    expect(other.book().contacts).not.toEqual(one.book().contacts);
  });

  it('is the model that was asked for', async () => {
    const pbx = await device({ profile: 'compact-5200' });
    const about: unknown = JSON.parse((await send(`${pbx.url}/app_about`)).body.toString());
    expect(about).toMatchObject({ pbx: 'COMpact 5200', pbxType: 33 });
    expect(new Set(pbx.book().groups.map(({ kind }) => kind))).toEqual(new Set(['standard', 'google']));
    await expect(device({ contacts: 2001 })).rejects.toThrow(RangeError);
  });
});

describe('overview page', () => {
  it('shows what it holds, escaped, to this machine only', async () => {
    const pbx = await device();
    const client = new Client(pbx, { user: pbx.user, password: pbx.password });
    const cells = Array.from({ length: 46 }, (_, n) =>
      n === 2 ? '<script>alert(1)</script>' : n === 11 ? '0049301' : '',
    );
    await client.save('adressbuch_kontakte', [{ id: 'new1', status: 'inserted', columns: cells }]);
    const page = await send(`${pbx.url}/?q=alert`);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const html = page.body.toString();
    expect(html).toContain('&#60;script&#62;alert(1)');
    expect(html).not.toContain('<script>alert(1)');
    expect(html).toContain('/adressbuch_kontakte_save');
    expect(html).not.toContain(pbx.password);
    expect((await send(`${pbx.url}/`, { headers: { host: 'evil.example' } })).status).toBe(403);
  });
});
