/** What all readers of telephones' phone books share. */
import type { ContactDraft, NumberKind, PlaceKind } from '../../directory/contact.ts';
import { emptyDraft } from '../../directory/contact.ts';
import type { Entry } from '../entry.ts';
import type { XmlElement } from '../xml/read.ts';

/** Kinds by the word that a product uses, in lower case; others are `other`. */
export type KindWords = Readonly<Record<string, NumberKind>>;

export const kindOf = (words: KindWords, word: string): NumberKind =>
  Object.hasOwn(words, word.toLowerCase()) ? (words[word.toLowerCase()] ?? 'other') : 'other';

export type Said = Partial<Omit<ContactDraft, 'numbers' | 'emails'>> & {
  numbers: readonly { kind: NumberKind; value: string }[];
  emails?: readonly { kind: PlaceKind; value: string }[];
};

/** An entry without its empty values. */
export function entryOf(
  { row, from, to }: Pick<XmlElement, 'row' | 'from' | 'to'>,
  { numbers, emails = [], ...fields }: Said,
): Entry {
  const contact: ContactDraft = {
    ...emptyDraft(),
    ...fields,
    numbers: numbers
      .filter(({ value }) => value.trim() !== '')
      .map(({ kind, value }) => ({ kind, value: value.trim(), e164: null })),
    emails: emails.filter(({ value }) => value.trim() !== ''),
  };
  return { row, contact, problems: [], spans: [{ from, to }] };
}

/**
 * Lists with one number an entry write a person once for each number: entries of one name that follow each
 * other are one contact.
 */
export function* joined(entries: Iterable<Entry>): Generator<Entry> {
  let open: Entry | null = null;
  for (const entry of entries) {
    if (open !== null && sameName(open.contact, entry.contact)) {
      open.contact.numbers.push(...entry.contact.numbers);
      open.spans?.push(...(entry.spans ?? []));
      continue;
    }
    if (open !== null) yield open;
    open = entry;
  }
  if (open !== null) yield open;
}

const sameName = (a: ContactDraft, b: ContactDraft): boolean =>
  a.displayName + a.givenName + a.familyName !== '' &&
  a.displayName === b.displayName &&
  a.givenName === b.givenName &&
  a.familyName === b.familyName;
