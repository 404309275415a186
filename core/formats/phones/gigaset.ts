/** The local directory of Gigaset N510, N610, N670 and N870: two numbers each for office, mobile and home. */
import { attributeOf } from '../xml/read.ts';
import { xmlElement, xmlFile } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import { entryOf } from './entry.ts';
import type { Slots } from './slots.ts';
import { placeNumbers } from './slots.ts';

export const GIGASET_SLOTS: Slots<'office1' | 'office2' | 'mobile1' | 'mobile2' | 'home1' | 'home2'> = [
  ['office1', ['main', 'work', 'other']],
  ['office2', ['main', 'work', 'other']],
  ['mobile1', ['mobile']],
  ['mobile2', ['mobile']],
  ['home1', ['home']],
  ['home2', ['home']],
];

export const gigaset: XmlBook = {
  id: 'gigaset-n-xml',
  name: 'Gigaset N510/N610/N670/N870',
  roots: ['list'],
  elements: ['entry'],
  *read(entries) {
    for (const entry of entries) {
      yield entryOf(entry, {
        familyName: attributeOf(entry, 'surname'),
        givenName: attributeOf(entry, 'name'),
        numbers: [
          { kind: 'work', value: attributeOf(entry, 'office1') },
          { kind: 'work', value: attributeOf(entry, 'office2') },
          { kind: 'mobile', value: attributeOf(entry, 'mobile1') },
          { kind: 'mobile', value: attributeOf(entry, 'mobile2') },
          { kind: 'home', value: attributeOf(entry, 'home1') },
          { kind: 'home', value: attributeOf(entry, 'home2') },
        ],
      });
    }
  },
};

export const writeGigaset = (contacts: readonly PhoneContact[]): string =>
  xmlFile(
    '<!DOCTYPE LocalDirectory>\n<list>',
    contacts.map(({ name, givenName, familyName, numbers }) =>
      xmlElement('entry', {
        surname: familyName || (givenName === '' ? name : ''),
        name: givenName,
        ...Object.fromEntries(placeNumbers(numbers, GIGASET_SLOTS).places),
      }),
    ),
    '</list>',
  );
