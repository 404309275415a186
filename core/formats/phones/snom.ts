/**
 * The phone book of Snom telephones, `tbook`: items with one number (firmware 7) and contacts with several
 * (firmware 8 and later).
 */
import type { NumberKind } from '../../directory/contact.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/read.ts';
import type { XmlElement } from '../xml/read.ts';
import { xmlElement, xmlFile, xmlText } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import type { KindWords } from './entry.ts';
import { entryOf, joined, kindOf } from './entry.ts';

const KINDS: KindWords = {
  home: 'home',
  private: 'home',
  mobile: 'mobile',
  business: 'work',
  work: 'work',
  fixed: 'main',
  fax: 'fax-work',
};

const WORDS: Record<NumberKind, string> = {
  main: 'fixed',
  work: 'business',
  home: 'home',
  mobile: 'mobile',
  'fax-work': 'fixed',
  'fax-home': 'fixed',
  pager: 'fixed',
  other: 'sip',
};

export const snom: XmlBook = {
  id: 'snom-tbook',
  name: 'Snom',
  roots: ['tbook'],
  elements: ['item', 'contact'],
  *read(elements) {
    yield* joined(Iterator.from(elements[Symbol.iterator]()).map(entryOfElement));
  },
};

function entryOfElement(element: XmlElement) {
  const names = {
    displayName: textOf(element, 'name'),
    givenName: textOf(element, 'first_name'),
    familyName: textOf(element, 'last_name'),
    company: textOf(element, 'organization'),
    emails: [{ kind: 'other' as const, value: textOf(element, 'email') }],
    note: textOf(element, 'note'),
  };
  // The whole name beside its parts says nothing more.
  if (names.givenName + names.familyName !== '') names.displayName = '';
  const type = textOf(element, 'number_type');
  return entryOf(element, {
    ...names,
    numbers: [
      { kind: type === '' ? 'main' : kindOf(KINDS, type), value: textOf(element, 'number') },
      ...childrenOf(childOf(element, 'numbers'), 'number').map((number) => ({
        kind: kindOf(KINDS, attributeOf(number, 'type')),
        value: attributeOf(number, 'no'),
      })),
    ],
  });
}

export const writeSnom = (contacts: readonly PhoneContact[]): string =>
  xmlFile(
    '<tbook complete="true" e="2" version="2.0">',
    contacts.map(({ name, givenName, familyName, numbers }) =>
      xmlElement(
        'contact',
        { fav: 'false', vip: 'false', blocked: 'false' },
        xmlText('first_name', givenName) +
          xmlText('last_name', familyName || (givenName === '' ? name : '')) +
          xmlElement(
            'numbers',
            {},
            numbers.map(({ kind, value }) => xmlElement('number', { no: value, type: WORDS[kind] })).join(''),
          ),
      ),
    ),
    '</tbook>',
  );
