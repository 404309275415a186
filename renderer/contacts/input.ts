/** The input of a form, empty and cleaned. */
import type { ContactInput } from '../../core/api/shapes.ts';
import { emptyFields } from '../../core/directory/contact.ts';

export const emptyInput = (groups: string[]): ContactInput => ({
  ...emptyFields(),
  numbers: [{ kind: 'work', value: '' }],
  groups,
});

/** Rows that were added and left empty are not part of the contact. */
export const withoutBlanks = (input: ContactInput): ContactInput => ({
  ...input,
  numbers: input.numbers.filter(({ value }) => value.trim() !== ''),
  emails: input.emails.filter(({ value }) => value.trim() !== ''),
  urls: input.urls.filter(({ value }) => value.trim() !== ''),
  addresses: input.addresses.filter(({ kind: _kind, ...parts }) =>
    Object.values(parts).some((part) => part.trim() !== ''),
  ),
});
