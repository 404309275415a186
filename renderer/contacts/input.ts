/** Between a contact as it is stored and the input of a form. */
import type { Contact, ContactInput } from '../../core/api/shapes.ts';
import { emptyDraft } from '../../core/directory/contact.ts';

export function inputOf({ id: _id, photo: _photo, numbers, ...rest }: Contact): ContactInput {
  return { ...rest, numbers: numbers.map(({ kind, value }) => ({ kind, value })) };
}

export function emptyInput(groups: string[]): ContactInput {
  const { photo: _photo, ...fields } = emptyDraft();
  return { ...fields, numbers: [{ kind: 'work', value: '' }], groups };
}

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
