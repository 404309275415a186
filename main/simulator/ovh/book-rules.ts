/** The limits of books and contacts: those of the vendor's control panel (docs/protocols/ovh.md, section 7.1). */
import { NUMBERS, type Contact } from './rows.ts';
import { isBlank } from './numbers.ts';

const PLAIN = /^[\w\s.-]*$/;
const MOST_BOOK_NAME = 50;
const MOST_NAME = 246;
const MOST_GROUP = 50;

/** Letters of ASCII, digits, `_`, white space, `.` and `-`. */
const isPlain = (text: string): boolean => PLAIN.test(text);

/** Why the name of a book is refused; null: it is not. */
export function bookNameProblem(name: string): string | null {
  if (name.trim() === '') return '[name] is required';
  if (name.length > MOST_BOOK_NAME) return `[name] is longer than ${MOST_BOOK_NAME} characters`;
  return isPlain(name) ? null : '[name] contains special characters';
}

/** Why a contact is refused, whose numbers are good in themselves; null: it is not. */
export function contactProblem(contact: Omit<Contact, 'id'>): string | null {
  for (const field of ['surname', 'name'] as const) {
    const value = contact[field];
    if (value.trim() === '') return `[${field}] is required`;
    if (value.length > MOST_NAME) return `[${field}] is longer than ${MOST_NAME} characters`;
    if (!isPlain(value)) return `[${field}] contains special characters`;
  }
  if (contact.grp.length > MOST_GROUP) return `[group] is longer than ${MOST_GROUP} characters`;
  if (!isPlain(contact.grp)) return '[group] contains special characters';
  return NUMBERS.every((field) => isBlank(contact[field])) ? 'at least one number is required' : null;
}

const LIGATURES: Record<string, string> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
};

/** Accented letters become what they are without accent. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[œŒæÆßøØłŁđĐ]/g, (letter) => LIGATURES[letter] ?? letter);
