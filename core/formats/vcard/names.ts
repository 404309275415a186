/** N and FN to the name fields of a contact. */
import type { ContactDraft } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';

type Names = Pick<ContactDraft, 'salutation' | 'givenName' | 'familyName' | 'displayName' | 'company'>;

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/**
 * N has five components: family, given, further given names, titles before and after the name. Titles
 * after the name follow the family name, as one would say them.
 */
export function takeName(contact: Names, lists: readonly (readonly string[])[]): void {
  const joined = (at: number, between: string): string =>
    (lists[at] ?? [])
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .join(between);
  contact.salutation = joined(3, ' ');
  contact.givenName = words(joined(1, ', '), joined(2, ' '));
  contact.familyName = words(joined(0, ', '), joined(4, ' '));
}

/**
 * FN is a display name of its own only if the other names would not make the same. A card without name
 * components is a company if FN repeats ORG; otherwise FN is taken apart, for devices that need a surname.
 * `named` says whether the card has an N at all: an empty one beside ORG is meant.
 */
export function takeFormattedName(contact: Names, formatted: string, named: boolean): void {
  const nameless = contact.givenName === '' && contact.familyName === '';
  if (nameless && formatted !== contact.company && (!named || contact.company === '')) {
    const { given, family } = divide(formatted);
    contact.givenName = given;
    contact.familyName = family;
  }
  if (formatted !== shownName({ ...contact, displayName: '' })) contact.displayName = formatted;
}

/** `Ludwig van Beethoven`, `Beethoven, Ludwig van`: particles in lower case belong to the family name. */
function divide(formatted: string): { given: string; family: string } {
  const [before = '', after, more] = formatted.split(',').map((part) => part.trim());
  if (after !== undefined && more === undefined && after !== '') return { given: after, family: before };
  const parts = formatted.split(' ').filter((part) => part !== '');
  const particle = parts.findIndex((part, at) => at > 0 && /^\p{Ll}/u.test(part));
  const cut = particle > 0 && particle < parts.length - 1 ? particle : Math.max(parts.length - 1, 0);
  return { given: parts.slice(0, cut).join(' '), family: parts.slice(cut).join(' ') };
}
