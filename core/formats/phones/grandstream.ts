/** The phone book of Grandstream telephones: given and family name, numbers of three kinds, groups by number. */
import type { NumberKind } from '../../directory/contact.ts';
import type { XmlElement } from '../xml/read.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/read.ts';
import { xmlElement, xmlFile, xmlText } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import type { KindWords } from './entry.ts';
import { entryOf, kindOf } from './entry.ts';

const KINDS: KindWords = {
  work: 'work',
  home: 'home',
  mobile: 'mobile',
  cell: 'mobile',
  fax: 'fax-work',
  other: 'other',
};

const WORDS: Partial<Record<NumberKind, string>> = { home: 'Home', mobile: 'Mobile' };

export const grandstream: XmlBook = {
  id: 'grandstream-xml',
  name: 'Grandstream',
  roots: ['addressbook'],
  elements: ['contact', 'pbgroup'],
  *read(elements) {
    const groups = new Map<string, string>();
    for (const element of elements) {
      if (element.name.toLowerCase() === 'pbgroup') {
        groups.set(textOf(element, 'id'), textOf(element, 'name'));
      } else yield entryOfContact(element, groups);
    }
  },
};

function entryOfContact(contact: XmlElement, groups: ReadonlyMap<string, string>) {
  const ids = [...childrenOf(childOf(contact, 'Groups'), 'groupid'), ...childrenOf(contact, 'Group')];
  const mails = [...childrenOf(contact, 'Email'), ...childrenOf(contact, 'Mail')];
  return entryOf(contact, {
    givenName: textOf(contact, 'FirstName'),
    familyName: textOf(contact, 'LastName'),
    company: textOf(contact, 'Company'),
    department: textOf(contact, 'Department'),
    position: textOf(contact, 'JobTitle') || textOf(contact, 'Job'),
    numbers: childrenOf(contact, 'Phone').map((phone) => {
      const type = attributeOf(phone, 'type');
      return { kind: type === '' ? 'main' : kindOf(KINDS, type), value: textOf(phone, 'phonenumber') };
    }),
    emails: mails.map((mail) => ({ kind: 'other', value: mail.text.trim() })),
    groups: ids.map((id) => groups.get(id.text.trim()) ?? '').filter((name) => name !== ''),
  });
}

export function writeGrandstream(contacts: readonly PhoneContact[]): string {
  const groups = [...new Set(contacts.flatMap((contact) => contact.groups))];
  const idOf = (group: string): string => String(groups.indexOf(group) + 1);
  return xmlFile(
    `<AddressBook>\n${xmlText('version', '1')}`,
    [
      ...groups.map((group) =>
        xmlElement('pbgroup', {}, xmlText('id', idOf(group)) + xmlText('name', group)),
      ),
      ...contacts.map(({ name, givenName, familyName, numbers, ...contact }) =>
        xmlElement(
          'Contact',
          {},
          [
            xmlText('FirstName', givenName),
            xmlText('LastName', familyName || (givenName === '' ? name : '')),
            ...numbers.map(({ kind, value }) =>
              xmlElement(
                'Phone',
                { type: WORDS[kind] ?? 'Work' },
                xmlText('phonenumber', value) + xmlText('accountindex', '0'),
              ),
            ),
            xmlElement('Groups', {}, contact.groups.map((group) => xmlText('groupid', idOf(group))).join('')),
          ].join(''),
        ),
      ),
    ],
    '</AddressBook>',
  );
}
