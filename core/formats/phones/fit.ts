/** Contacts cut to what a phone book takes, with a word for everything that is lost on the way. */
import type { BookProfile } from '../../device/book-profile.ts';
import { fitText } from '../../device/text.ts';
import type { Contact, PhoneNumber } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';
import { dialForm } from '../../phone/number.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ContactPart } from '../losses.ts';
import { lossesOf } from '../losses.ts';
import type { PhoneContact } from './book.ts';
import type { Slots } from './slots.ts';
import { placeNumbers } from './slots.ts';

export interface FittedBook {
  contacts: PhoneContact[];
  problems: Problem[];
}

/** `slots`: the places for numbers, where the book has them by kind. */
export function fitBook(
  contacts: readonly Contact[],
  profile: BookProfile,
  slots: Slots<string> | null,
): FittedBook {
  const fitted: PhoneContact[] = [];
  const problems: Problem[] = [];
  const most = profile.limits.contacts.value ?? Infinity;
  for (const contact of contacts) {
    const fitter = new Fitter(contact, profile, problems);
    if (fitted.length >= most) {
      fitter.say('book-full', shownName(contact), { most, product: profile.name });
      break;
    }
    const numbers = fitter.numbers(slots);
    if (numbers.length === 0) {
      fitter.say('export-no-number', shownName(contact));
      continue;
    }
    fitter.losses();
    fitted.push({
      ...contact,
      name: fitter.name('displayName', shownName(contact)),
      givenName: fitter.name('givenName', contact.givenName),
      familyName: fitter.name('familyName', contact.familyName),
      company: fitter.name('company', contact.company),
      numbers,
      groups: contact.groups.slice(0, profile.limits.groups.value ?? Infinity),
    });
  }
  return { contacts: fitted, problems };
}

class Fitter {
  readonly #contact: Contact;
  readonly #profile: BookProfile;
  readonly #problems: Problem[];
  readonly #said = new Set<string>();

  constructor(contact: Contact, profile: BookProfile, problems: Problem[]) {
    this.#contact = contact;
    this.#profile = profile;
    this.#problems = problems;
  }

  say(code: Problem['code'], value: string, params: NonNullable<Problem['params']> = {}): void {
    // The whole name and its parts are cut at the same place: said once.
    if (this.#said.has(`${code} ${value}`)) return;
    this.#said.add(`${code} ${value}`);
    this.#problems.push({ code, severity: 'warning', value: value.slice(0, 60), params });
  }

  /** What the book does not hold needs not fit. */
  name(part: ContactPart, text: string): string {
    const { charset, lengths, holds } = this.#profile;
    if (!holds.value.includes(part)) return text;
    const written = charset.value === 'iso-8859-1' ? fitText(text) : text;
    if (written !== text.normalize('NFC')) this.say('export-changed', text, { written });
    const most = lengths.name.value ?? Infinity;
    if (written.length <= most) return written;
    const cut = written.slice(0, most).trimEnd();
    this.say('export-cut', text, { most, written: cut });
    return cut;
  }

  /** As they are dialled, the ones that find a place. */
  numbers(slots: Slots<string> | null): PhoneNumber[] {
    const longest = this.#profile.lengths.number.value ?? Infinity;
    const dialled: PhoneNumber[] = [];
    for (const number of this.#contact.numbers) {
      const value = dialForm(number, 'e164');
      if (value === null || value.length > longest) this.say('export-left-out', number.value);
      else dialled.push({ ...number, value });
    }
    const most = this.#profile.limits.numbers.value ?? Infinity;
    const left = new Set([
      ...dialled.slice(most),
      ...(slots === null ? [] : placeNumbers(dialled.slice(0, most), slots).left),
    ]);
    if (left.size > 0) {
      const values = [...left].map(({ value }) => value).join(', ');
      const { name: product } = this.#profile;
      const known = Math.min(most, slots?.length ?? most);
      this.say('book-numbers', values, { name: shownName(this.#contact), product, most: known });
    }
    return dialled.filter((number) => !left.has(number));
  }

  losses(): void {
    const { groups, name } = { groups: this.#profile.limits.groups, name: shownName(this.#contact) };
    const room = Object.fromEntries(
      this.#profile.holds.value.map((part) => [
        part,
        part === 'groups' ? (groups.value ?? Infinity) : Infinity,
      ]),
    );
    // In a book with one name an entry, that name is made of the parts.
    const { displayName, company } = this.#contact;
    if (room['displayName'] !== undefined && displayName === '') room['givenName'] = room['familyName'] = 1;
    if (name === company) room['company'] = 1;
    this.#problems.push(...lossesOf(this.#contact, room));
  }
}
