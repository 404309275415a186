import { describe, expect, it } from 'vitest';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { device } from './client.ts';
import { admin, groupId, rowsOf, saveRows } from './saving.ts';

const PAGE = 'adressbuch_ldapserver';
const GOOD = "aB3-_.!~*'()&=+$,";

const server = (pbx: SimulatedPbx, user: string, on: string, password: string) =>
  saveRows(admin(pbx), PAGE, [{ id: '0', columns: ['0', user, on, '', password] }]);

const group = (pbx: SimulatedPbx, name: string, on: string, password: string) => {
  const id = String(groupId(pbx, name));
  return saveRows(admin(pbx), PAGE, [{ id, columns: [id, '', on, '', password] }]);
};

describe('LDAP page', () => {
  it('keeps user, passwords and exported groups, and shows no password', async () => {
    const pbx = await device();
    expect(await server(pbx, 'phones', '1', GOOD)).toEqual(['updated']);
    expect(await group(pbx, 'Service partners', '1', 'group-1-password')).toEqual(['updated']);
    expect(pbx.book().ldap).toEqual({
      on: true,
      user: 'phones',
      password: GOOD,
      exported: [{ group: 'Service partners', user: 'Service_partners', password: 'group-1-password' }],
    });
    const rows = await rowsOf(admin(pbx), PAGE);
    expect(rows.size).toBe(pbx.book().groups.length + 1);
    expect(rows.get('0')).toEqual(['0', 'phones', '1', '1', '']);
    const id = String(groupId(pbx, 'Service partners'));
    expect(rows.get(id)).toEqual([id, 'Service_partners', '1', '1', '']);
    expect(rows.get(String(groupId(pbx, 'Clients')))?.slice(1)).toEqual(['Clients', '0', '0', '']);
  });

  it('keeps a password that is not sent again, also while the export is off', async () => {
    const pbx = await device();
    await group(pbx, 'Clients', '1', 'password-1');
    expect(await group(pbx, 'Clients', '0', '')).toEqual(['updated']);
    expect(pbx.book().ldap.exported).toEqual([]);
    expect(await group(pbx, 'Clients', '1', '')).toEqual(['updated']);
    expect(pbx.book().ldap.exported).toMatchObject([{ password: 'password-1' }]);
  });

  it.each([
    ['7 characters', 'phones', '1', 'seven-7', 'a password has 8 to 32 characters'],
    ['33 characters', 'phones', '1', 'x'.repeat(33), 'a password has 8 to 32 characters'],
    ['an umlaut', 'phones', '1', 'Schlüssel', 'not allowed in a password: ü'],
    ['a sharp s', 'phones', '0', 'passwort-ß', 'not allowed in a password: ß'],
    ['another special', 'phones', '1', 'password#1', 'not allowed in a password: #'],
    ['no password', 'phones', '1', '', 'a password is required'],
    ['no user', '', '1', GOOD, 'a user name is required'],
    ['a user with a space', 'all phones', '1', GOOD, 'a user name has letters, digits and . _ - only'],
    ['a long user', 'u'.repeat(33), '1', GOOD, 'a user name has at most 32 characters'],
    ['no flag', 'phones', 'on', GOOD, 'on is 0 or 1'],
  ])('refuses %s', async (_, user, on, password, reason) => {
    const pbx = await device({ contacts: 0 });
    expect(await server(pbx, user, on, password)).toEqual([reason]);
    expect(pbx.book().ldap).toEqual({ on: false, user: '', password: '', exported: [] });
  });

  it('takes 8 and 32 characters', async () => {
    const pbx = await device({ contacts: 0 });
    expect(await server(pbx, 'phones', '1', 'x'.repeat(8))).toEqual(['updated']);
    expect(await server(pbx, 'u'.repeat(32), '1', 'x'.repeat(32))).toEqual(['updated']);
  });

  it('exports five groups, refuses the sixth, unknown ones and names that are taken', async () => {
    const pbx = await device();
    const names = pbx.book().groups.map(({ name }) => name);
    for (const name of names.slice(0, 5)) {
      expect(await group(pbx, name, '1', 'password-1')).toEqual(['updated']);
    }
    const sixth = names[5] ?? '';
    expect(await group(pbx, sixth, '1', 'password-1')).toEqual(['at most 5 contact groups are exported']);
    expect(await group(pbx, names[0] ?? '', '0', '')).toEqual(['updated']);
    expect(await group(pbx, sixth, '1', 'password-1')).toEqual(['updated']);
    expect(await server(pbx, 'Clients', '1', GOOD)).toEqual(['the user name Clients is taken']);
    const unknown = { id: '77', columns: ['77', '', '1', '', GOOD] };
    const other = { id: String(groupId(pbx, 'Clients')), columns: ['78', '', '1', '', GOOD] };
    expect(await saveRows(admin(pbx), PAGE, [unknown, other])).toEqual([
      'no such contact group',
      'the id of a row does not change',
    ]);
  });
});
