/** What a directory says of one contact. */
import type { ExportField } from '../../../core/api/export.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import { shownName } from '../../../core/directory/contact.ts';
import { fieldText, kindText } from '../../../core/exchange/target-text.ts';
import type { Language } from '../../../core/language/text.ts';

export interface EntryLine {
  /** In front of the text; empty: the text has the whole width. */
  label: string;
  text: string;
}

export interface Entry {
  name: string;
  lines: EntryLine[];
}

/** A contact without any name stands under its number, as in the list. */
export function entryOf(contact: Contact, fields: ReadonlySet<ExportField>, language: Language): Entry {
  const name = shownName(contact) || (contact.numbers[0]?.value ?? '');
  const has = (field: ExportField) => fields.has(field);
  const plain = (text: string): EntryLine[] => (text === '' ? [] : [{ label: '', text }]);
  const labelled = (field: ExportField, text: string): EntryLine[] =>
    !has(field) || text === '' ? [] : [{ label: fieldText(field, language), text }];
  const work = [
    has('position') ? contact.position : '',
    has('department') ? contact.department : '',
    has('company') && contact.company !== name ? contact.company : '',
  ];
  return {
    name,
    lines: [
      ...plain(work.filter((part) => part !== '').join(', ')),
      ...(has('numbers') ? contact.numbers : []).map(({ kind, value }) => ({
        label: kindText(kind, true, language),
        text: value,
      })),
      ...labelled('shortCode', contact.shortCode),
      ...(has('emails') ? contact.emails : []).flatMap(({ value }) => plain(value)),
      ...(has('urls') ? contact.urls : []).flatMap(({ value }) => plain(value)),
      ...(has('addresses') ? contact.addresses : []).flatMap(
        ({ kind, street, postalCode, city, region, country }) => {
          const place = [street, [postalCode, city].filter(Boolean).join(' '), region, country];
          return [{ label: kindText(kind, false, language), text: place.filter(Boolean).join(', ') }];
        },
      ),
      ...labelled('birthday', contact.birthday),
      ...labelled('groups', contact.groups.join(', ')),
      ...labelled('note', contact.note),
    ],
  };
}
