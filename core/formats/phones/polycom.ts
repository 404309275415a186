/** The contact directory of Polycom telephones: one number an item, `sd` is the place among the speed dials. */
import { textOf } from '../xml/read.ts';
import { xmlElement, xmlFile, xmlText } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import { entryOf, joined } from './entry.ts';

export const polycom: XmlBook = {
  id: 'polycom-xml',
  name: 'Polycom',
  roots: ['directory'],
  elements: ['item'],
  *read(items) {
    yield* joined(
      Iterator.from(items[Symbol.iterator]()).map((item) =>
        entryOf(item, {
          familyName: textOf(item, 'ln'),
          givenName: textOf(item, 'fn'),
          numbers: [{ kind: 'main', value: textOf(item, 'ct') }],
        }),
      ),
    );
  },
};

export const writePolycom = (contacts: readonly PhoneContact[]): string =>
  xmlFile(
    '<directory>\n<item_list>',
    contacts.flatMap(({ name, givenName, familyName, numbers }) =>
      numbers.map(({ value }) =>
        xmlElement(
          'item',
          {},
          [
            xmlText('ln', familyName || (givenName === '' ? name : '')),
            xmlText('fn', givenName),
            xmlText('ct', value),
            xmlText('sd', ''),
            xmlText('rt', ''),
            xmlText('dc', ''),
            xmlText('ad', '0'),
            xmlText('ar', '0'),
            xmlText('bw', '0'),
            xmlText('bb', '0'),
          ].join(''),
        ),
      ),
    ),
    '</item_list>\n</directory>',
  );
