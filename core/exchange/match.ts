/**
 * Who is who: contacts found again by number and name, e-mail address and name, or everything. A number
 * or a name alone is not enough: a switchboard is shared, and so is `Müller`.
 */
import type { Contact, ContactDraft, ContactFields, Photo, PhoneNumber } from '../directory/contact.ts';
import { shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { fitText } from '../device/text.ts';
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

const keysOfNumber = new WeakMap<object, readonly string[]>();

/**
 * The writings by which a number is found again; the first is its own key. Remembered by object: the
 * same numbers are compared again and again.
 */
export function numberKeys(number: Pick<PhoneNumber, 'value' | 'e164'>): readonly string[] {
  const known = keysOfNumber.get(number);
  if (known !== undefined) return known;
  const keys = [...new Set(writings(number))].filter((key) => key !== '');
  keysOfNumber.set(number, keys);
  return keys;
}

function writings(number: Pick<PhoneNumber, 'value' | 'e164'>): string[] {
  // Nothing but the number itself, which is the usual case and needs no closer reading.
  if (number.e164 !== null) {
    return /^[+\d\s()./-]+$/.test(number.value) ? [number.e164] : [phoneKey(number), number.e164];
  }
  const dialled = dialForm(number, '00') ?? '';
  return [phoneKey(number), dialled, dialled.replaceAll(/\D/g, '')];
}

type Named = Pick<ContactFields, 'displayName' | 'givenName' | 'familyName' | 'company'>;

/** What the contact may be called: as shown, by its own names, and in the characters of older files. */
export function nameKeys(contact: Named): string[] {
  const shown = shownName(contact);
  const keys = new Set([nameKey(shown)]);
  keys.add(nameKey(shownName({ ...contact, displayName: '' })));
  keys.add(nameKey(withQuestionMarks(shown)));
  keys.add(nameKey(fitText(shown)));
  keys.delete('');
  return [...keys];
}

/** Everything that a person typed, so that a repetition of itself is found without any number. */
const identity = (fields: ContactFields): string =>
  JSON.stringify([
    TEXT_FIELDS.map((field) => fields[field]),
    fields.numbers.map((it) => [it.kind, numberKeys(it)[0]]),
    fields.emails,
    fields.urls,
    fields.addresses,
  ]);

/** More namesakes than this with one number are told apart by everything they have. */
const MOST_CANDIDATES = 50;

export class ContactIndex {
  readonly #found = new Map<string, PlannedContact[]>();
  readonly #names = new Set<string>();

  /** May be called again when the contact has changed. */
  add(contact: PlannedContact): void {
    for (const key of keysOf(contact.fields)) {
      if (!this.#put(key, contact)) this.#put(identity(contact.fields), contact);
    }
    if (contact.id !== null) for (const name of nameKeys(contact.fields)) this.#names.add(name);
  }

  #put(key: string, contact: PlannedContact): boolean {
    const same = this.#found.get(key);
    if (same === undefined) this.#found.set(key, [contact]);
    else if (same.length === MOST_CANDIDATES) return same.includes(contact);
    else if (!same.includes(contact)) same.push(contact);
    return true;
  }

  /** Who the draft may be, the likeliest first; of equals the oldest. */
  find(draft: ContactDraft): PlannedContact[] {
    const hits = new Map<PlannedContact, number>();
    const count = (contacts: readonly PlannedContact[]): void => {
      for (const contact of contacts) hits.set(contact, (hits.get(contact) ?? 0) + 1);
    };
    let crowded = false;
    for (const key of keysOf(draft)) {
      const found = this.#found.get(key) ?? [];
      crowded ||= found.length === MOST_CANDIDATES;
      count(found);
    }
    const same = crowded ? this.#found.get(identity(draft)) : undefined;
    if (same !== undefined) return same;
    if (hits.size < 2) return [...hits.keys()];
    return [...hits.entries()].sort(([, a], [, b]) => b - a).map(([contact]) => contact);
  }

  /** Somebody of the site has this name, whatever the numbers. */
  hasNamesake(draft: ContactDraft): boolean {
    return nameKeys(draft).some((name) => this.#names.has(name));
  }
}

function keysOf(fields: ContactFields): readonly string[] {
  const keys: string[] = [];
  for (const name of nameKeys(fields)) {
    for (const number of fields.numbers) {
      for (const key of numberKeys(number)) keys.push(`${key} ${name}`);
    }
    for (const { value } of fields.emails) keys.push(`${value.toLowerCase()} ${name}`);
  }
  return keys.length === 0 ? [identity(fields)] : keys;
}
