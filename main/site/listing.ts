/** What the list of contacts knows of each: its place in the order, and all that a search looks at. */
import type { KnownFields } from '../../core/directory/contact.ts';
import { shownName } from '../../core/directory/contact.ts';
import { foldings, initialOf, numberHaystack, sortKey } from './fold.ts';

export interface Listing {
  initial: string;
  sortKey: string;
  haystack: string;
}

export function listingOf(fields: Omit<KnownFields, 'groups'>): Listing {
  // A contact without any name stands under its number.
  const key = sortKey(shownName(fields) || (fields.numbers[0]?.value ?? ''));
  return { initial: initialOf(key), sortKey: key, haystack: haystackOf(fields) };
}

/** One value a line: a search never finds across two of them. */
function haystackOf(fields: Omit<KnownFields, 'groups'>): string {
  const lines: string[] = [];
  const add = (text: string): void => {
    if (text !== '') lines.push(...foldings(text));
  };
  add(fields.givenName);
  add(fields.familyName);
  add(fields.displayName);
  add(fields.company);
  add(fields.department);
  add(fields.position);
  add(fields.shortCode);
  add(fields.note);
  for (const { value } of fields.emails) add(value);
  for (const { value } of fields.urls) add(value);
  for (const { street, postalCode, city, region, country } of fields.addresses) {
    add(street);
    add(postalCode);
    add(city);
    add(region);
    add(country);
  }
  for (const number of fields.numbers) lines.push(numberHaystack(number));
  return lines.join('\n');
}
