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
 * The writings by which a number is found again; the first is its own key. Remembered by object where
 * finding them takes a closer look: the same numbers are compared again and again.
 */
export function numberKeys(number: Pick<PhoneNumber, 'value' | 'e164'>): readonly string[] {
  // Nothing but the number itself, which is the usual case.
  if (number.e164 !== null && /^[+\d\s()./-]+$/.test(number.value)) return [number.e164];
  const known = keysOfNumber.get(number);
  if (known !== undefined) return known;
  const keys = [...new Set(writings(number))].filter((key) => key !== '');
  keysOfNumber.set(number, keys);
  return keys;
}

function writings(number: Pick<PhoneNumber, 'value' | 'e164'>): string[] {
  if (number.e164 !== null) return [phoneKey(number), number.e164];
  const dialled = dialForm(number, '00') ?? '';
  return [phoneKey(number), dialled, dialled.replaceAll(/\D/g, '')];
}

type Named = Pick<ContactFields, 'displayName' | 'givenName' | 'familyName' | 'company'>;

/** What every charset of a device or an older file holds: such a name has one writing. */
// oxlint-disable-next-line no-control-regex -- everything below U+0080 has one
const LATIN = /^[\u0020-\u007e\u00a0-\u00ff]*$/;

/** What the contact may be called: as shown, by its own names, and in the characters of older files. */
export function nameKeys(contact: Named): string[] {
  const shown = shownName(contact);
  if (contact.displayName === '' && LATIN.test(shown)) {
    const key = nameKey(shown);
    return key === '' ? [] : [key];
  }
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

const NOBODY: readonly PlannedContact[] = [];

/** More namesakes than this with one number are told apart by everything they have. */
const MOST_CANDIDATES = 50;

export class ContactIndex {
  /** A list only where there are several: of a hundred thousand keys nearly all belong to one contact. */
  readonly #found = new Map<string, PlannedContact | PlannedContact[]>();
  /** What was looked for last is mostly what is added next. */
  #sought: { numbers: readonly PhoneNumber[]; keys: readonly string[] } | null = null;
  readonly #names = new Set<string>();

  /** May be called again when the contact has changed. */
  add(contact: PlannedContact): void {
    const sought = this.#sought;
    const isSought = contact.before === null && sought?.numbers === contact.fields.numbers;
    for (const key of isSought ? sought.keys : keysOf(contact.fields)) {
      if (!this.#put(key, contact)) this.#put(identity(contact.fields), contact);
    }
    if (contact.id !== null) for (const name of nameKeys(contact.fields)) this.#names.add(name);
  }

  #put(key: string, contact: PlannedContact): boolean {
    const same = this.#found.get(key);
    if (same === undefined) this.#found.set(key, contact);
    else if (!Array.isArray(same)) {
      if (same !== contact) this.#found.set(key, [same, contact]);
    } else if (same.length === MOST_CANDIDATES) return same.includes(contact);
    else if (!same.includes(contact)) same.push(contact);
    return true;
  }

  /** Who the draft may be, the likeliest first; of equals the oldest. */
  find(draft: ContactDraft): PlannedContact[] {
    const hits = new Map<PlannedContact, number>();
    let crowded = false;
    const keys = keysOf(draft);
    this.#sought = { numbers: draft.numbers, keys };
    for (const key of keys) {
      const found = this.#contacts(key);
      crowded ||= found.length === MOST_CANDIDATES;
      for (const contact of found) hits.set(contact, (hits.get(contact) ?? 0) + 1);
    }
    const same = crowded ? this.#contacts(identity(draft)) : [];
    if (same.length > 0) return [...same];
    if (hits.size < 2) return [...hits.keys()];
    return [...hits.entries()].sort(([, a], [, b]) => b - a).map(([contact]) => contact);
  }

  #contacts(key: string): readonly PlannedContact[] {
    const found = this.#found.get(key);
    if (found === undefined) return NOBODY;
    return Array.isArray(found) ? found : [found];
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
