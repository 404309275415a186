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

/** More namesakes than this with one number are told apart by everything they have. */
const MOST_CANDIDATES = 50;
/** As many share a number before they are told apart by name at once: a switchboard has thousands. */
const FEW = 8;

type ByName = Map<string, PlannedContact[]>;

/**
 * By number and by e-mail address; names are looked at only where one of those is shared, because hardly
 * any is and telling names apart is the dearer half.
 */
export class ContactIndex {
  readonly #sharing = new Map<string, PlannedContact | PlannedContact[] | ByName>();
  /** By everything they have: those without number and address, or without name, and those of a crowd. */
  readonly #whole = new Map<string, PlannedContact[]>();
  /** What contacts were called before this import. */
  readonly #former = new Map<PlannedContact, readonly string[]>();
  readonly #ofSite: ContactFields[] = [];
  #siteNames: Set<string> | null = null;

  add(contact: PlannedContact): void {
    const { fields } = contact;
    if (contact.id !== null) {
      this.#ofSite.push(fields);
      this.#siteNames = null;
    }
    const keys = isNamed(fields) ? keysOf(fields) : [];
    for (const key of keys) this.#share(key, contact);
    if (keys.length === 0) this.#addWhole(contact);
  }

  /** To be called before the fields of a contact change; `add` it again afterwards. */
  keepNames(contact: PlannedContact): void {
    this.#former.set(contact, this.#namesOf(contact));
  }

  /** Who the draft may be, the likeliest first; of equals the oldest. */
  find(draft: ContactDraft): readonly PlannedContact[] {
    const keys = isNamed(draft) ? keysOf(draft) : [];
    if (keys.length === 0) return this.#whole.get(identity(draft)) ?? [];
    const shared: (PlannedContact | PlannedContact[] | ByName)[] = [];
    for (const key of keys) {
      const found = this.#sharing.get(key);
      if (found !== undefined) shared.push(found);
    }
    if (shared.length === 0) return [];
    const names = nameKeys(draft);
    const hits = new Map<PlannedContact, number>();
    const hit = (contact: PlannedContact): void => void hits.set(contact, (hits.get(contact) ?? 0) + 1);
    for (const found of shared) {
      if (found instanceof Map) {
        for (const name of names) {
          const namesakes = found.get(name) ?? [];
          if (namesakes.length === MOST_CANDIDATES) {
            const same = this.#whole.get(identity(draft));
            if (same !== undefined) return same;
          }
          namesakes.forEach(hit);
        }
        continue;
      }
      for (const contact of Array.isArray(found) ? found : [found]) {
        for (const name of this.#namesOf(contact)) if (names.includes(name)) hit(contact);
      }
    }
    if (hits.size < 2) return [...hits.keys()];
    return [...hits.entries()].sort(([, a], [, b]) => b - a).map(([contact]) => contact);
  }

  /** Somebody of the site has this name, whatever the numbers. */
  hasNamesake(draft: ContactDraft): boolean {
    if (this.#ofSite.length === 0) return false;
    const names = (this.#siteNames ??= new Set(this.#ofSite.flatMap(nameKeys)));
    return nameKeys(draft).some((name) => names.has(name));
  }

  #share(key: string, contact: PlannedContact): void {
    const found = this.#sharing.get(key);
    if (found === undefined) this.#sharing.set(key, contact);
    else if (found instanceof Map) this.#addNamed(found, contact);
    else if (!Array.isArray(found)) {
      if (found !== contact) this.#sharing.set(key, [found, contact]);
    } else if (!found.includes(contact)) {
      found.push(contact);
      if (found.length > FEW) this.#sharing.set(key, this.#byName(found));
    }
  }

  #byName(contacts: readonly PlannedContact[]): ByName {
    const byName: ByName = new Map();
    for (const contact of contacts) this.#addNamed(byName, contact);
    return byName;
  }

  #addNamed(byName: ByName, contact: PlannedContact): void {
    for (const name of this.#namesOf(contact)) {
      const namesakes = byName.get(name);
      if (namesakes === undefined) byName.set(name, [contact]);
      else if (namesakes.includes(contact)) continue;
      else if (namesakes.length < MOST_CANDIDATES) namesakes.push(contact);
      else this.#addWhole(contact);
    }
  }

  #addWhole(contact: PlannedContact): void {
    const key = identity(contact.fields);
    const same = this.#whole.get(key);
    if (same === undefined) this.#whole.set(key, [contact]);
    else if (same.length < MOST_CANDIDATES && !same.includes(contact)) same.push(contact);
  }

  #namesOf(contact: PlannedContact): readonly string[] {
    const names = nameKeys(contact.fields);
    const former = this.#former.get(contact);
    return former === undefined ? names : [...new Set([...names, ...former])];
  }
}

const isNamed = (fields: Named): boolean =>
  [fields.familyName, fields.company, fields.givenName, fields.displayName].some((name) => /\S/.test(name));

function keysOf({ numbers, emails }: ContactFields): string[] {
  const keys: string[] = [];
  for (const number of numbers) keys.push(...numberKeys(number));
  for (const { value } of emails) keys.push(value.toLowerCase());
  return keys;
}
