/**
 * The phone book of a FRITZ!Box (its own export; github.com/andig/carddav2fb). One name an entry; the
 * first number in the order of `prio` is the main one. `**…` are the box's own extensions.
 */
import type { NumberKind } from '../../directory/contact.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/read.ts';
import { xmlElement, xmlFile, xmlText } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import type { KindWords } from './entry.ts';
import { entryOf, kindOf } from './entry.ts';

const KINDS: KindWords = { home: 'home', work: 'work', mobile: 'mobile', fax_work: 'fax-work' };

/** The box has one kind of fax and none for pagers. */
const WORDS: Record<NumberKind, string> = {
  main: 'work',
  work: 'work',
  home: 'home',
  mobile: 'mobile',
  'fax-work': 'fax_work',
  'fax-home': 'fax_work',
  pager: 'other',
  other: 'other',
};

export const fritzbox: XmlBook = {
  id: 'fritzbox-xml',
  name: 'AVM FRITZ!Box',
  roots: ['phonebooks', 'phonebook'],
  elements: ['contact'],
  *read(contacts) {
    for (const contact of contacts) {
      const emails = childrenOf(childOf(contact, 'services'), 'email');
      yield entryOf(contact, {
        displayName: textOf(childOf(contact, 'person'), 'realName'),
        numbers: childrenOf(childOf(contact, 'telephony'), 'number').map((number) => ({
          kind: kindOf(KINDS, attributeOf(number, 'type')),
          value: number.text,
        })),
        emails: emails.map((email) => ({
          kind: attributeOf(email, 'classifier') === 'business' ? 'work' : 'home',
          value: email.text.trim(),
        })),
      });
    }
  },
};

export const writeFritzbox = (contacts: readonly PhoneContact[]): string =>
  xmlFile(
    '<phonebooks>\n<phonebook name="Switchbook">',
    contacts.map(({ name, numbers, emails }) =>
      xmlElement(
        'contact',
        {},
        xmlText('category', '0') +
          xmlElement('person', {}, xmlText('realName', name)) +
          xmlElement(
            'telephony',
            { nid: String(numbers.length) },
            numbers
              .map(({ kind, value }, id) =>
                xmlText('number', value, {
                  type: WORDS[kind],
                  prio: id === 0 ? '1' : '0',
                  id: String(id),
                }),
              )
              .join(''),
          ) +
          xmlElement(
            'services',
            { nid: String(emails.length) },
            emails
              .map(({ kind, value }, id) =>
                xmlText('email', value, {
                  classifier: kind === 'work' ? 'business' : 'private',
                  id: String(id),
                }),
              )
              .join(''),
          ) +
          '<setup/>',
      ),
    ),
    '</phonebook>\n</phonebooks>',
  );
