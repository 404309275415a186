/** The local phone book of Yealink telephones (vendor's template): three numbers an entry, one group. */
import { attributeOf } from '../xml/read.ts';
import { xmlElement, xmlFile } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import { entryOf } from './entry.ts';
import type { Slots } from './slots.ts';
import { placeNumbers } from './slots.ts';

/** Groups of the telephone itself: to be in them says nothing. */
const OWN_GROUPS = /^(?:all contacts|blacklist|blocklist)?$/i;

export const YEALINK_SLOTS: Slots<'office_number' | 'mobile_number' | 'other_number'> = [
  ['office_number', ['main', 'work']],
  ['mobile_number', ['mobile']],
  ['other_number', ['home', 'other', 'main', 'work', 'mobile']],
];

export const yealink: XmlBook = {
  id: 'yealink-xml',
  name: 'Yealink',
  roots: ['root_contact', 'root_group'],
  elements: ['contact'],
  *read(contacts) {
    for (const contact of contacts) {
      const group = attributeOf(contact, 'group_id_name');
      yield entryOf(contact, {
        displayName: attributeOf(contact, 'display_name'),
        numbers: [
          { kind: 'work', value: attributeOf(contact, 'office_number') },
          { kind: 'mobile', value: attributeOf(contact, 'mobile_number') },
          { kind: 'other', value: attributeOf(contact, 'other_number') },
        ],
        groups: OWN_GROUPS.test(group) ? [] : [group],
      });
    }
  },
};

export function writeYealink(contacts: readonly PhoneContact[]): string {
  const groups = [...new Set(contacts.flatMap((contact) => contact.groups))].map((name) =>
    xmlElement('group', { display_name: name, ring: '' }),
  );
  return xmlFile(
    xmlElement('root_group', {}, groups.join('')),
    [
      '<root_contact>',
      ...contacts.map(({ name, numbers, groups: [group = 'All Contacts'] }) => {
        const { places } = placeNumbers(numbers, YEALINK_SLOTS);
        return xmlElement('contact', {
          display_name: name,
          office_number: places.get('office_number') ?? '',
          mobile_number: places.get('mobile_number') ?? '',
          other_number: places.get('other_number') ?? '',
          line: '0',
          ring: '',
          group_id_name: group,
        });
      }),
    ],
    '</root_contact>',
  );
}
