/** The jobs at groups and rights, and those of a subscriber, by keyboard alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { start, type Running } from '../../command.ts';
import { Application } from '../application.ts';
import { skipJourneys } from '../browser.ts';
import { Office } from './office.ts';
import { Person } from './person.ts';
import { languages } from './vocabulary.ts';

const telephone = z.object({ url: z.string(), token: z.string(), fingerprint: z.string() });

const PEOPLE = [
  {
    givenName: 'Aline',
    familyName: 'Besson',
    numbers: [{ kind: 'work' as const, value: '+33 1 99 00 10 01' }],
    groups: ['Clients'],
  },
  {
    givenName: 'Ben',
    familyName: 'Carter',
    numbers: [{ kind: 'mobile' as const, value: '+44 7700 900 222' }],
    groups: ['Clients'],
  },
  {
    givenName: 'Jörg',
    familyName: 'Größe',
    numbers: [{ kind: 'main' as const, value: '+49 30 23125 103' }],
    groups: ['Lieferanten'],
  },
];

/** What the rail may stop at. */
const GROUPS = 'Bereitschaft|Clients|Lieferanten|Nachtdienst';

describe.skipIf(skipJourneys).each(languages)(
  'groups and rights in $language, by keyboard alone',
  ({ language }) => {
    const office = new Office();
    let site: string;
    let application: Application;
    let person: Person;
    let phone: Running;
    beforeAll(async () => {
      [site, phone] = await Promise.all([
        office.site('rights', PEOPLE),
        start(['simulate', 'phone', '--port', '0', '--json']),
      ]);
      application = await Application.open(site);
      person = await Person.at(application, language);
    });
    afterAll(async () => {
      await application.close();
      await phone.kill();
      office.close();
      expect(application.complaints).toEqual([]);
    });

    const members = async (group: string) =>
      (await office.contacts(site, { group })).map(({ familyName }) => familyName);
    const groups = () =>
      office.with(site, async (call) => (await call('contacts.facets', {})).groups.map(({ name }) => name));
    /** From anywhere to the group in the rail, then to what can be done with it. */
    const openMenuOf = async (group: string) => {
      await person.press('Control+1');
      await person.reach('button', new RegExp(`^(${person.words.frame('all')}|${GROUPS})`));
      await person.press('Home');
      await person.reach('button', new RegExp(`^${group}`), 'ArrowDown');
      await person.use('button', person.words.frame('group.menu', { name: group }));
    };

    it('a group is made, and contacts are put into it', async () => {
      const { contacts, frame } = person.words;
      await person.ask('new-group');
      await person.sees('dialog', frame('group.new'));
      await person.type('Nachtdienst');
      await person.press('Enter');
      await person.sees('button', /^Nachtdienst/);
      await person.press('Control+1', 'Control+f', 'ArrowDown', 'Shift+ArrowDown');
      await person.reads(contacts('chosen', { count: 2 }));
      await person.reach('button', contacts('filter'), 'Shift+Tab');
      await person.use('button', contacts('groups'), 'ArrowRight');
      await person.choose(contacts('group.add'));
      await person.choose('Nachtdienst');
      await person.reads(contacts('group.added', { count: 2, group: 'Nachtdienst' }));
      expect(await members('Nachtdienst')).toEqual(['Besson', 'Carter']);
    });

    it('a group gets another name, and another one goes without its contacts', async () => {
      const { frame } = person.words;
      await openMenuOf('Nachtdienst');
      await person.choose(frame('group.rename'));
      await person.sees('dialog', 'Nachtdienst');
      await person.retype('Bereitschaft');
      await person.press('Enter');
      await person.sees('button', /^Bereitschaft/);
      await openMenuOf('Lieferanten');
      await person.choose(frame('group.delete'));
      await person.reads(frame('group.loss', { contacts: 1 }));
      await person.use('button', frame('group.delete'));
      await person.seesGo('button', /^Lieferanten/);
      expect(await groups()).toEqual(['Bereitschaft', 'Clients']);
      expect((await office.contacts(site)).length).toBe(3);
    });

    it('a subscriber is added, and given rights in the matrix', async () => {
      const { access, permissions } = person.words;
      await person.press('Control+4');
      await person.ask('new-subscriber');
      await person.sees('dialog', permissions('add.title'));
      await person.type('31');
      await person.fill(access('name'), 'Anna Jäger');
      await person.press('Enter');
      await person.sees('rowheader', /^31/);
      await person.reach('grid', /./);
      const at = (right: string, standard: 'yes' | 'no') =>
        person.reads(
          permissions('selected.one', { who: '31 Anna Jäger', group: 'Clients', right, standard }),
        );
      const { groups: columns } = await office.with(site, (call) => call('access.matrix', {}));
      await person.press('Control+Home');
      for (let left = columns.findIndex(({ name }) => name === 'Clients'); left > 0; left--) {
        await person.press('ArrowRight');
      }
      await person.press('w');
      await at(access('grant.write'), 'no');
      await person.press('s');
      await at(access('grant.write'), 'yes');
      const { subscribers } = await office.with(site, (call) => call('access.matrix', {}));
      expect(subscribers).toMatchObject([
        {
          extension: '31',
          name: 'Anna Jäger',
          role: 'subscriber',
          grants: { Clients: 'write' },
          standardGroups: ['Clients'],
        },
      ]);
    });

    it('a subscriber sees the groups that it may read, and no others', async () => {
      const { session } = person.words;
      await person.use('button', session('working-as', { who: session('role.administrator') }));
      await person.sees('dialog', session('title'));
      await person.reach('combobox', session('who'));
      await person.retype('31');
      await person.press('ArrowDown', 'Enter');
      await person.use('button', session('sign-in'));
      await person.sees('button', session('working-as', { who: '31 Anna Jäger' }));
      await person.press('Control+1');
      await expect.poll(() => person.column('name')).toEqual(['Aline Besson', 'Ben Carter']);
      const seen = await office.with(site, async (call) => {
        await call('session.signIn', { extension: '31' });
        return call('contacts.facets', {});
      });
      expect(seen).toMatchObject({ all: 2, groups: [{ name: 'Clients' }] });
    });

    it('a subscriber has a number dialled by the telephone', async () => {
      const { call, frame } = person.words;
      const { url, token } = telephone.parse(JSON.parse(phone.line));
      let rung = '';
      phone.child.stderr?.setEncoding('utf8').on('data', (text: string) => (rung += text));
      await person.use('button', frame('settings'));
      await person.choose(call('ways'));
      await person.sees('dialog', call('ways'));
      await person.reach('radio', /./);
      await person.reach('radio', new RegExp(call('way.phone')), 'ArrowDown');
      await person.fill(call('phone'), url);
      await person.press('Enter');
      await person.use('button', call('accept'));
      await person.reads(call('ways.saved'));
      await person.press('Control+1', 'Control+f');
      await person.type('carter');
      await expect.poll(() => person.column('name')).toEqual(['Ben Carter']);
      await person.press('ArrowDown');
      await person.use('button', new RegExp(`^${call('call', { number: '.*7700.*' })}$`));
      await person.sees('dialog', call('secret'));
      await person.type(token);
      await person.press('Enter');
      await person.reads(call('done.phone', { who: '31 Anna Jäger', number: '00447700900222' }));
      await expect.poll(() => rung).toContain('00447700900222');
    });
  },
);
