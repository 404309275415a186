import { describe, expect, it } from 'vitest';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { Client, device, send, temporaryFolder } from './client.ts';
import { admin, groupId, rowsOf, saveRows } from './saving.ts';

const PERMISSIONS = 'adressbuch_berechtigungen';
const STANDARD = 'adressbuch_standardgruppen';
const GROUPS = 'adressbuch_kontaktgruppen';

const of = (pbx: SimulatedPbx, extension: string) =>
  pbx.book().subscribers.find((subscriber) => subscriber.extension === extension);

const as = (pbx: SimulatedPbx, extension: string): Client =>
  new Client(pbx, {
    user: extension,
    password: pbx.subscribers.find((each) => each.extension === extension)?.password ?? '',
  });

describe('authorisations page', () => {
  it('has a row for each subscriber and group', async () => {
    const pbx = await device();
    const rows = await rowsOf(admin(pbx), PERMISSIONS);
    expect(rows.size).toBe(5 * pbx.book().groups.length);
    const clients = groupId(pbx, 'Clients');
    expect(rows.get(`22-${clients}`)).toEqual(['22', 'Jörg Böttcher', String(clients), '1', '0']);
    expect(rows.get(`25-${clients}`)).toEqual(['25', 'Théo Garnier', String(clients), '0', '0']);
    expect([...rows.keys()].some((id) => id.startsWith('admin') || id.startsWith('11'))).toBe(false);
  });

  it('opens a group to a subscriber at once, and keeps it over a restart', async () => {
    const folder = temporaryFolder();
    const pbx = await device({ folder, contacts: 60 });
    const personnel = groupId(pbx, 'Personnel');
    const subscriber = as(pbx, '25');
    const book = () => subscriber.json(`/app_telefonbuch?catId=${personnel}`);
    expect(await book()).toMatchObject({ successful: false });
    const columns = ['25', 'Théo Garnier', String(personnel), '1', '1'];
    expect(await saveRows(admin(pbx), PERMISSIONS, [{ id: `25-${personnel}`, columns }])).toEqual([
      'updated',
    ]);
    expect(await book()).toHaveLength(
      pbx.book().contacts.filter(({ groups }) => groups.includes('Personnel')).length,
    );
    await pbx.stop();
    const again = await device({ folder });
    expect(of(again, '25')?.grants).toEqual({ Personnel: 'write' });
  });

  it('refuses what section 5a refuses and changes nothing', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const clients = String(groupId(pbx, 'Clients'));
    const google = String(groupId(pbx, 'Google Vertrieb'));
    const before = pbx.book().subscribers;
    const jorg = (...rest: string[]) => ['22', 'Jörg Böttcher', ...rest];
    const unknown = 'no such subscriber or contact group';
    const fixed = 'subscriber and contact group of a row do not change';
    const noRows = 'rows are neither added nor deleted here';
    for (const [id, status, columns, reason] of [
      [`22-${clients}`, 'updated', jorg(clients, '0', '1'), 'write presupposes read'],
      [`22-${clients}`, 'updated', ['22', 'Somebody', clients, '1', '1'], fixed],
      [`22-${clients}`, 'updated', ['21', 'Jörg Böttcher', clients, '1', '1'], fixed],
      [`22-${clients}`, 'updated', jorg(google, '1', '1'), fixed],
      [`22-${clients}`, 'updated', jorg(clients, '1', 'yes'), 'a right is 0 or 1'],
      [`22-${clients}`, 'updated', jorg(clients, '1'), 'a right is 0 or 1'],
      [`22-${google}`, 'updated', jorg(google, '1', '1'), 'Google groups change at Google only'],
      [`99-${clients}`, 'updated', ['99', 'Nobody', clients, '1', '1'], unknown],
      [`11-${clients}`, 'updated', ['11', 'Ursula Weiß', clients, '1', '1'], unknown],
      ['22-77', 'updated', jorg('77', '1', '1'), unknown],
      ['new1', 'inserted', jorg(clients, '1', '1'), noRows],
      [`22-${clients}`, 'deleted', [], noRows],
    ] as const) {
      expect(await saveRows(client, PERMISSIONS, [{ id, status, columns }])).toEqual([reason]);
    }
    expect(pbx.book().subscribers).toEqual(before);
    expect((await as(pbx, '21').ask(`/${PERMISSIONS}_state`)).status).toBe(403);
  });

  it('takes away what rests on a right, and has rows for new groups and none for deleted ones', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const clients = String(groupId(pbx, 'Clients'));
    const save = (read: string, write: string) =>
      saveRows(client, PERMISSIONS, [
        { id: `24-${clients}`, columns: ['24', 'Sabine Krüger', clients, read, write] },
      ]);
    expect(of(pbx, '24')?.standardGroups).toEqual(['Clients', 'Personnel']);
    await save('1', '0');
    expect(of(pbx, '24')).toMatchObject({ grants: { Clients: 'read' }, standardGroups: ['Personnel'] });
    await save('0', '0');
    expect(of(pbx, '24')?.grants).not.toHaveProperty('Clients');

    await saveRows(client, GROUPS, [{ id: 'new1', status: 'inserted', columns: ['Presse', '0', '0'] }]);
    const press = String(groupId(pbx, 'Presse'));
    expect((await rowsOf(client, PERMISSIONS)).get(`24-${press}`)?.slice(3)).toEqual(['0', '0']);
    // The simulator's own promise: 21 reads later groups too.
    expect((await rowsOf(client, PERMISSIONS)).get(`21-${press}`)?.slice(3)).toEqual(['1', '0']);
    await saveRows(client, GROUPS, [{ id: press, status: 'deleted' }]);
    const left = await rowsOf(client, PERMISSIONS);
    expect([...left.keys()].some((id) => id.endsWith(`-${press}`))).toBe(false);
    expect(of(pbx, '21')?.grants).not.toHaveProperty('Presse');
  });

  it('shows the rights on the overview page', async () => {
    const pbx = await device();
    const html = (await send(`${pbx.url}/`)).body.toString();
    expect(html).toContain('Hélène Marchand');
    expect(html).toMatch(
      /<td>Clients<\/td><td>read and write <span class="tag">new contacts<\/span><\/td><td>read<\/td>/,
    );
  });
});

describe('standard groups page', () => {
  it('takes a group that the subscriber may write to, and no other', async () => {
    const pbx = await device();
    const client = admin(pbx);
    const [clients, suppliers] = [groupId(pbx, 'Clients'), groupId(pbx, 'Lieferanten')];
    const set = (group: number, flag: string) =>
      saveRows(client, STANDARD, [
        { id: `21-${group}`, columns: ['21', 'Hélène Marchand', String(group), flag] },
      ]);
    expect(of(pbx, '21')?.standardGroups).toEqual(['Clients']);
    expect(await set(suppliers, '1')).toEqual(['updated']);
    expect(await set(clients, '0')).toEqual(['updated']);
    expect(await set(groupId(pbx, 'Personnel'), '1')).toEqual([
      'new contacts only go to groups that the subscriber may write to',
    ]);
    expect(of(pbx, '21')).toMatchObject({ grants: { Clients: 'write' }, standardGroups: ['Lieferanten'] });
    expect((await rowsOf(client, STANDARD)).get(`21-${suppliers}`)?.at(-1)).toBe('1');
  });
});
