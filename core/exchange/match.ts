/**
 * Who is who: contacts found again by number and name, e-mail address and name, or everything. A number
 * or a name alone is not enough: a switchboard is shared, and so is `Müller`.
 */
import type { Contact, ContactDraft, ContactFields, Photo, PhoneNumber } from '../directory/contact.ts';
import { shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { dialForm, phoneKey } from '../phone/number.ts';
import { nameKey, withQuestionMarks } from './fold.ts';

/** A contact of the site, or one that the import will create. */
export interface PlannedContact {
  /** Null for one that does not exist yet. */
  id: number | null;
  before: Contact | null;
  /** As it will be. */
  fields: ContactFields;
  /** The new picture, or null when the picture stays. */
  photo: Photo | null;
  /** What differs from `before`, as it will be. */
  changes: Partial<ContactFields>;
}

/** The writings by which a number is found again; the first is its own key. */
export function numberKeys(number: Pick<PhoneNumber, 'value' | 'e164'>): string[] {
  const keys = [phoneKey(number)];
  const add = (key: string | null | undefined): void => {
    if (key !== null && key !== undefined && key !== '' && !keys.includes(key)) keys.push(key);
  };
  if (number.e164 !== null) {
    add(number.e164);
    return keys;
  }
  const dialled = dialForm(number, '00');
  add(dialled);
  add(dialled?.replaceAll(/\D/g, ''));
  return keys;
}

type Named = Pick<ContactFields, 'displayName' | 'givenName' | 'familyName' | 'company'>;

/** What the contact may be called: as shown, and by its own names. */
export function nameKeys(contact: Named): string[] {
  const shown = shownName(contact);
  const keys = new Set([nameKey(shown)]);
  keys.add(nameKey(shownName({ ...contact, displayName: '' })));
  keys.add(nameKey(withQuestionMarks(shown)));
  keys.delete('');
  return [...keys];
}

/** Everything that a person typed, so that a repetition of itself is found without any number. */
const identity = (fields: ContactFields): string =>
  JSON.stringify([
    TEXT_FIELDS.map((field) => fields[field]),
    fields.numbers.map((it) => [it.kind, phoneKey(it)]),
    fields.emails,
    fields.urls,
    fields.addresses,
  ]);

/** Of one key: more namesakes with one number than this are not people but a mistake in the file. */
const MOST_CANDIDATES = 50;

export class ContactIndex {
  readonly #found = new Map<string, PlannedContact[]>();
  readonly #names = new Set<string>();

  /** May be called again when the contact has changed. */
  add(contact: PlannedContact): void {
    for (const key of this.#keys(contact.fields)) {
      const same = this.#found.get(key);
      if (same === undefined) this.#found.set(key, [contact]);
      else if (same.length < MOST_CANDIDATES && !same.includes(contact)) same.push(contact);
    }
    if (contact.id !== null) for (const name of nameKeys(contact.fields)) this.#names.add(name);
  }

  /** Who the draft may be, the likeliest first; of equals the oldest. */
  find(draft: ContactDraft): PlannedContact[] {
    const hits = new Map<PlannedContact, number>();
    for (const key of this.#keys(draft)) {
      for (const contact of this.#found.get(key) ?? []) hits.set(contact, (hits.get(contact) ?? 0) + 1);
    }
    if (hits.size < 2) return [...hits.keys()];
    return [...hits.entries()].sort(([, a], [, b]) => b - a).map(([contact]) => contact);
  }

  /** Somebody of the site has this name, whatever the numbers. */
  hasNamesake(draft: ContactDraft): boolean {
    return nameKeys(draft).some((name) => this.#names.has(name));
  }

  #keys(fields: ContactFields): Set<string> {
    const keys = new Set([identity(fields)]);
    for (const name of nameKeys(fields)) {
      for (const number of fields.numbers) for (const key of numberKeys(number)) keys.add(`${key} ${name}`);
      for (const { value } of fields.emails) keys.add(`${value.toLowerCase()} ${name}`);
    }
    return keys;
  }
}
