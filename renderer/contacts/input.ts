/** The input of a form, empty and cleaned. */
import type { ContactInput } from '../../core/api/shapes.ts';
import { emptyFields, TEXT_FIELDS } from '../../core/directory/contact.ts';
import { spaced, storable } from '../../core/exchange/normalise/spacing.ts';

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

/**
 * What a form stores: a text that was typed or pasted comes without the tabs, blanks and invisible characters that
 * spreadsheets hand over with it; one that was left alone stays as it is.
 */
export const asStored = (input: ContactInput, before: ContactInput): ContactInput =>
  TEXT_FIELDS.filter((field) => input[field] !== before[field]).reduce<ContactInput>(
    (kept, field) => ({ ...kept, [field]: spaced(storable(kept[field]), field === 'note') }),
    withoutBlanks(input),
  );
