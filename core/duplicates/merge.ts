/** Several contacts made one that keeps every value of all of them. */
import type { Contact, ContactFields, Labelled, PostalAddress, TextField } from '../directory/contact.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';
import { mergeCards } from '../formats/vcard/surplus.ts';
import { phoneKey } from '../phone/number.ts';
import { emailKey } from './profile.ts';

/** Notes are put together, not chosen. */
export const CHOSEN_FIELDS = TEXT_FIELDS.filter((field) => field !== 'note');
export type ChosenField = (typeof CHOSEN_FIELDS)[number];
export type ChosenTexts = Partial<Record<ChosenField, string>>;

/** Texts of which the contacts say different things, each once, in the order of the contacts. */
export function differingTexts(
  contacts: readonly ContactFields[],
): { field: ChosenField; values: string[] }[] {
  return CHOSEN_FIELDS.flatMap((field) => {
    const values = valuesOf(contacts, field);
    return values.length > 1 ? [{ field, values }] : [];
  });
}

/**
 * The first contact with everything that the others have. Of texts the chosen one counts, else the first; the
 * others stand in the note, a line each after the `label` of the field.
 */
export function mergedFields(
  contacts: readonly [Contact, ...Contact[]],
  chosen: ChosenTexts,
  label: (field: ChosenField) => string,
): ContactFields {
  const [kept, ...rest] = contacts;
  const { id: _id, photo: _photo, ...merged } = kept;
  const notes = valuesOf(contacts, 'note');
  for (const field of CHOSEN_FIELDS) {
    const values = valuesOf(contacts, field);
    merged[field] = chosen[field] ?? values[0] ?? '';
    const others = values.filter((value) => value !== merged[field].trim());
    notes.push(...others.map((value) => `${label(field)}: ${value}`));
  }
  merged.note = notes.join('\n');
  merged.numbers = united(contacts, ({ numbers }) => numbers, phoneKey);
  merged.emails = united(contacts, ({ emails }) => emails, byValue(emailKey));
  merged.urls = united(
    contacts,
    ({ urls }) => urls,
    byValue((url) => url.trim()),
  );
  merged.addresses = united(contacts, ({ addresses }) => addresses, placeKey);
  merged.groups = [...new Set(contacts.flatMap(({ groups }) => groups))];
  merged.card = rest.reduce((card, other) => mergeCards(card, other.card), kept.card);
  return merged;
}

const valuesOf = (contacts: readonly ContactFields[], field: TextField): string[] => [
  ...new Set(contacts.map((contact) => contact[field].trim()).filter((text) => text !== '')),
];

/** Each once, as it was first written; a kind that says something goes before `other`. */
function united<T extends { kind: string }>(
  contacts: readonly Contact[],
  listOf: (contact: Contact) => readonly T[],
  keyOf: (one: NoInfer<T>) => string,
): T[] {
  const found = new Map<string, T>();
  for (const one of contacts.flatMap((contact) => listOf(contact))) {
    const key = keyOf(one);
    const known = found.get(key);
    if (known === undefined) found.set(key, one);
    else if (known.kind === 'other' && one.kind !== 'other') found.set(key, { ...known, kind: one.kind });
  }
  return [...found.values()];
}

const byValue =
  (keyOf: (text: string) => string) =>
  ({ value }: Labelled): string =>
    keyOf(value);

const placeKey = ({ street, postalCode, city, region, country }: PostalAddress): string =>
  JSON.stringify([street, postalCode, city, region, country].map((part) => part.trim()));
