/**
 * The directories that Cisco telephones made a custom: an entry is a name with numbers. Yealink, Snom and
 * others read the same under roots of their own.
 */
import type { NumberKind } from '../../directory/contact.ts';
import { attributeOf, childrenOf, textOf } from '../xml/read.ts';
import { xmlElement, xmlFile, xmlText } from '../xml/write.ts';
import type { PhoneContact, XmlBook } from './book.ts';
import { entryOf, joined, kindOf } from './entry.ts';

const LABELS: Readonly<Record<string, NumberKind>> = {
  office: 'work',
  work: 'work',
  business: 'work',
  mobile: 'mobile',
  home: 'home',
  fax: 'fax-work',
};

const directory = (id: string, name: string, root: string): XmlBook => ({
  id,
  name,
  roots: [root],
  elements: ['directoryentry'],
  *read(elements) {
    const entries = elements[Symbol.iterator]();
    yield* joined(
      Iterator.from(entries).map((entry) =>
        entryOf(entry, {
          displayName: textOf(entry, 'Name'),
          numbers: childrenOf(entry, 'Telephone').map((number) => ({
            kind: attributeOf(number, 'label') === '' ? 'main' : kindOf(LABELS, attributeOf(number, 'label')),
            value: number.text,
          })),
        }),
      ),
    );
  },
});

export const cisco = directory('cisco-xml', 'Cisco', 'ciscoipphonedirectory');
export const yealinkRemote = directory('yealink-remote-xml', 'Yealink', 'yealinkipphonedirectory');
export const snomRemote = directory('snom-remote-xml', 'Snom', 'snomipphonedirectory');

/** One number an entry. */
export const writeCisco = (contacts: readonly PhoneContact[]): string =>
  xmlFile(
    `<CiscoIPPhoneDirectory>\n${xmlText('Title', 'Switchbook')}${xmlText('Prompt', '')}`,
    contacts.flatMap(({ name, numbers }) =>
      numbers.map(({ value }) =>
        xmlElement('DirectoryEntry', {}, xmlText('Name', name) + xmlText('Telephone', value)),
      ),
    ),
    '</CiscoIPPhoneDirectory>',
  );
