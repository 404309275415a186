/** The rules for names, titles, case and countries on a contact, the same for rows and for cards. */
import type { ContactDraft } from '../../directory/contact.ts';
import { cased } from './case.ts';
import { countryName } from './countries.ts';
import type { Normaliser } from './normaliser.ts';
import { joinedTitles, titleOf } from './titles.ts';

/** `columnOf`: the file’s column of a field, where it has columns. */
export type ColumnOf = (field: string) => string | undefined;

/** Titles first: what stays is the name, whose case may then be repaired. */
export function normaliseDraft(
  draft: ContactDraft,
  normaliser: Normaliser,
  country: string,
  columnOf: ColumnOf,
): void {
  if (normaliser.on.titles) takeTitles(draft, normaliser, columnOf);
  if (normaliser.on.case) repairCase(draft, normaliser, columnOf);
  if (normaliser.on.countries) nameCountries(draft, normaliser, country, columnOf);
}

function takeTitles(draft: ContactDraft, normaliser: Normaliser, columnOf: ColumnOf): void {
  const field = draft.givenName === '' ? 'familyName' : 'givenName';
  const { title, rest } = titleOf(draft[field], false);
  // A name that is nothing but a title keeps it, unless there is another name.
  if (title === '' || (rest === '' && field === 'familyName')) return;
  normaliser.note('titles', field, columnOf(field), draft[field], rest);
  const salutation = joinedTitles(draft.salutation, title);
  normaliser.note('titles', 'salutation', columnOf('salutation'), draft.salutation, salutation);
  draft[field] = rest;
  draft.salutation = salutation;
}

function repairCase(draft: ContactDraft, normaliser: Normaliser, columnOf: ColumnOf): void {
  for (const field of ['givenName', 'familyName', 'displayName', 'company'] as const) {
    const text = cased(draft[field], field === 'company');
    normaliser.note('case', field, columnOf(field), draft[field], text);
    draft[field] = text;
  }
  draft.addresses = draft.addresses.map((address) => {
    const [street, city] = [cased(address.street, false), cased(address.city, false)];
    normaliser.note('case', 'street', columnOf('street'), address.street, street);
    normaliser.note('case', 'city', columnOf('city'), address.city, city);
    return { ...address, street, city };
  });
}

function nameCountries(
  draft: ContactDraft,
  normaliser: Normaliser,
  siteCountry: string,
  columnOf: ColumnOf,
): void {
  for (const address of draft.addresses) {
    if (address.country === '') continue;
    const country = countryName(address.country, siteCountry);
    normaliser.note('countries', 'country', columnOf('country'), address.country, country);
    address.country = country;
  }
}
