import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { atNewSite } from './help.ts';

async function office(people: readonly (readonly [name: string, group: string])[]) {
  const services = await atNewSite();
  const { desk } = services;
  desk.site.change('import', 'book', { kind: 'hand' }, (change) => {
    for (const [familyName, group] of people) {
      change.ensureGroup(group, 'standard');
      change.createContact({ ...emptyDraft(), familyName, groups: [group] });
    }
  });
  return { services, [Symbol.dispose]: () => desk.close() };
}

describe('the list as a window shows it', () => {
  it('begins with the first contacts of a query, and tells whether there are others', async () => {
    using site = await office(['Weber', 'Adam', 'Émile', 'Brandt'].map((name) => [name, 'Clients'] as const));
    const { contacts, more } = await site.services.call('contacts.first', { limit: 3 });
    expect(contacts.map(({ familyName }) => familyName)).toEqual(['Adam', 'Brandt', 'Émile']);
    expect(more).toBe(true);
    const found = await site.services.call('contacts.first', { limit: 3, search: 'emil' });
    expect(found.contacts.map(({ familyName }) => familyName)).toEqual(['Émile']);
    expect(found.more).toBe(false);
  });

  it('has the initials that occur in a group, of any script', async () => {
    using site = await office([
      ['Weber', 'Clients'],
      ['Øster', 'Clients'],
      ['Иванова', 'Clients'],
      ['Brandt', 'Personnel'],
      ['24/7 Service', 'Personnel'],
    ]);
    const initials = async (group: string) =>
      (await site.services.call('contacts.initials', { group })).initials.toSorted();
    expect(await initials('Clients')).toEqual(['O', 'W', 'И']);
    expect(await initials('Personnel')).toEqual(['#', 'B']);
    expect(await initials('Nobody')).toEqual([]);
  });
});
