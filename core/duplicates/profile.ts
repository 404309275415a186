/** What is compared of a contact. Small: there is one of each contact while duplicates are looked for. */
import type { Contact } from '../directory/contact.ts';
import { fold } from '../exchange/fold.ts';
import { phoneKey } from '../phone/number.ts';
import { formalNames } from './nicknames.ts';
import { nameOf, soundOf, wordsOf, type Name } from './words.ts';

export interface Profile {
  id: number;
  name: Name;
  /** Folded words of the company, which for a company without a person is the name already. */
  company: string;
  birthday: string;
  /** Postal code and street, folded. */
  places: readonly string[];
  /** Comparison keys, and the numbers as they are shown. */
  numbers: ReadonlyMap<string, string>;
  emails: readonly string[];
}

type Compared = Pick<
  Contact,
  | 'id'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'company'
  | 'birthday'
  | 'numbers'
  | 'emails'
  | 'addresses'
>;

/** Far more than anybody has: what one contact costs is bounded. */
const MOST_VALUES = 30;
/** Without the digits of a public number, fewer than these say nothing: `200` is an extension of any house. */
const LEAST_DIGITS = 5;

export function profileOf(contact: Compared): Profile {
  const name = nameOf(contact);
  const numbers = new Map<string, string>();
  for (const number of contact.numbers.slice(0, MOST_VALUES)) {
    const key = phoneKey(number);
    if (number.e164 !== null || key.length >= LEAST_DIGITS) numbers.set(key, number.e164 ?? number.value);
  }
  return {
    id: contact.id,
    name,
    company: name.isCompany ? '' : wordsOf(contact.company).join(' '),
    birthday: contact.birthday,
    places: contact.addresses
      .slice(0, MOST_VALUES)
      .filter(({ street, postalCode }) => street !== '' && postalCode !== '')
      .map(({ street, postalCode }) => fold(`${postalCode} ${street}`)),
    numbers,
    emails: [...new Set(contact.emails.slice(0, MOST_VALUES).map(({ value }) => emailKey(value)))].filter(
      (email) => email !== '',
    ),
  };
}

export const emailKey = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** Pairs of words of names that are long are formed of these first ones. */
const PAIRED_WORDS = 4;
const MOST_KEYS = 24;

/**
 * Where to look for somebody of a similar name: pairs of words as they sound, of all names that they may be short
 * for. Two contacts that share none are never compared by name.
 */
export function nameKeys({ words }: Name): readonly string[] {
  const sounds = words.slice(0, PAIRED_WORDS).map((word) => [...new Set(formalNames(word).map(soundOf))]);
  const [first = []] = sounds;
  if (sounds.length < 2) return first.slice(0, MOST_KEYS);
  const keys = new Set<string>();
  for (const [i, some] of sounds.entries()) {
    for (const others of sounds.slice(i + 1)) {
      for (const one of some) {
        for (const other of others) keys.add(one < other ? `${one} ${other}` : `${other} ${one}`);
      }
    }
  }
  return [...keys].slice(0, MOST_KEYS);
}
