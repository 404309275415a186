/** The jobs at the list of contacts, by keyboard alone: written, found, changed, deleted, taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application } from '../application.ts';
import { skipJourneys } from '../browser.ts';
import { Office } from './office.ts';
import { Person } from './person.ts';
import { languages } from './vocabulary.ts';

const PEOPLE = [
  {
    givenName: 'Aline',
    familyName: 'Besson',
    company: 'Atelier Besson',
    numbers: [{ kind: 'work', value: '+33 1 99 00 10 01' }],
    groups: ['Clients'],
  },
  {
    givenName: 'Ben',
    familyName: 'Carter',
    company: 'Harbour Ltd',
    numbers: [{ kind: 'mobile', value: '+44 7700 900 222' }],
    groups: ['Clients'],
  },
  {
    givenName: 'Jörg',
    familyName: 'Größe',
    company: 'Optik Größe',
    numbers: [{ kind: 'main', value: '+49 30 23125 103' }],
    groups: ['Suppliers'],
  },
  {
    givenName: 'Lucie',
    familyName: 'Gérard',
    numbers: [{ kind: 'home', value: '01 99 00 10 04' }],
    groups: ['Suppliers'],
  },
  { givenName: 'Zoé', familyName: 'Martin', numbers: [{ kind: 'work', value: '+33 1 99 00 10 05' }] },
] as const;

describe.skipIf(skipJourneys).each(languages)(
  'the contacts in $language, by keyboard alone',
  ({ language }) => {
    const office = new Office();
    let site: string;
    let application: Application;
    let person: Person;
    beforeAll(async () => {
      site = await office.site(
        'contacts',
        PEOPLE.map((one) => ({
          ...one,
          numbers: [...one.numbers],
          groups: 'groups' in one ? [...one.groups] : [],
        })),
      );
      application = await Application.open(site);
      person = await Person.at(application, language);
    });
    afterAll(async () => {
      await application.close();
      office.close();
      expect(application.complaints).toEqual([]);
    });

    const stored = async (query = {}) =>
      (await office.contacts(site, query)).map(({ givenName, familyName }) => `${givenName} ${familyName}`);
    const shown = () => person.column('name');
    const shows = (...people: string[]) => expect.poll(shown).toEqual(people);
    /** The whole list again, and the keyboard in its search. */
    const begin = async () => {
      await person.press('Control+1', 'Control+f', 'Escape');
      await shows(...(await stored()));
    };

    it('a contact is written', async () => {
      const { form, terms } = person.words;
      await person.press('n');
      await person.sees('form', form('new'));
      await person.fill(terms('field.givenName'), 'Noé');
      await person.fill(terms('field.familyName'), 'Thévenet');
      await person.fill(terms('field.company'), 'Quai 9');
      await person.fill(form('value.of', { what: terms('field.number'), n: 1 }), '04 91 00 22 33');
      await person.press('Control+s');
      await person.sees('region', 'Noé Thévenet');
      expect(await office.contacts(site, { search: 'thevenet' })).toMatchObject([
        { givenName: 'Noé', company: 'Quai 9', numbers: [{ value: '04 91 00 22 33', e164: '+33491002233' }] },
      ]);
    });

    it('a contact is found: by name, by a number in any writing, by initial, by field', async () => {
      const { contacts, terms } = person.words;
      await begin();
      await person.type('grosse');
      await shows('Jörg Größe');
      await person.retype('0033 1 990010 05');
      await shows('Zoé Martin');
      expect(await stored({ search: '0033 1 990010 05' })).toEqual(['Zoé Martin']);
      await person.press('Escape');
      await person.reach('tab', contacts('tab.all'));
      await person.reach('tab', 'L', 'ArrowRight');
      await shows('Lucie Gérard');
      expect(await stored({ initial: 'L' })).toEqual(['Lucie Gérard']);
      await person.reach('tab', contacts('tab.all'), 'ArrowLeft');
      await expect.poll(async () => (await shown()).length).toBe((await stored()).length);
      await person.ask('filter');
      await person.fill(terms('field.company'), 'har');
      await shows('Ben Carter');
      expect(await stored({ filters: { company: 'har' } })).toEqual(['Ben Carter']);
      await person.use('button', contacts('filter.clear'));
      await expect.poll(async () => (await shown()).length).toBe((await stored()).length);
    });

    it('a contact is changed', async () => {
      const { form, terms } = person.words;
      await begin();
      await person.type('besson');
      await shows('Aline Besson');
      await person.press('ArrowDown', 'Enter');
      await person.sees('form', form('edit'));
      await person.fill(terms('field.department'), 'Dorure');
      await person.press('Control+s');
      await person.seesGo('form', form('edit'));
      await person.reads('Dorure');
      expect(await office.contacts(site, { search: 'besson' })).toMatchObject([{ department: 'Dorure' }]);
    });

    it('contacts are deleted together, and come back', async () => {
      const { contacts } = person.words;
      await begin();
      const before = await stored();
      await person.press('ArrowDown', 'Shift+ArrowDown');
      await person.reads(contacts('chosen', { count: 2 }));
      await person.press('Delete');
      await person.reads(contacts('deleted', { count: 2 }));
      expect(await stored()).toEqual(before.slice(2));
      // Else what is seen after the next key may still be what was there before the last one.
      await shows(...before.slice(2));
      await person.press('Control+z');
      await shows(...before);
      expect(await stored()).toEqual(before);
    });

    it('a step of the middle is taken back', async () => {
      const { history, stepOf } = person.words;
      const written = stepOf('create-contact', { subject: 'Noé Thévenet', count: 1 });
      await person.ask('go-history');
      // The steps are one stop after the buttons above them.
      await person.reach('button', history('export', { format: 'JSON' }));
      await person.press('Tab');
      await person.reach('button', history('details', { step: written }), 'ArrowDown');
      await person.use('button', history('take-back'), 'ArrowRight');
      await person.sees('dialog', history('take-back.title', { step: written }));
      await person.use('button', history('take-back'));
      await person.seesGo('dialog');
      await person.reads(history('taken-back', { count: 1, collided: 0 }));
      expect(await stored({ search: 'thevenet' })).toEqual([]);
      // What was done after it stays done.
      expect(await office.contacts(site, { search: 'besson' })).toMatchObject([{ department: 'Dorure' }]);
    });

    it('all contacts are deleted once their number is typed', async () => {
      const { contacts } = person.words;
      await begin();
      const count = (await stored()).length;
      await person.reach('button', contacts('filter'));
      await person.use('button', contacts('delete.all'), 'ArrowRight');
      await person.sees('textbox', contacts('delete.all.type', { count }));
      await person.type(String(count));
      await person.press('Enter');
      await person.reads(contacts('deleted', { count }));
      expect(await stored()).toEqual([]);
      await person.press('Control+z');
      await expect.poll(async () => (await stored()).length).toBe(count);
    });
  },
);
