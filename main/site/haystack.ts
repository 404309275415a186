/** What a search looks at of a contact. */
import type { KnownFields } from '../../core/directory/contact.ts';
import { foldings, numberHaystack } from './fold.ts';

export type SearchedFields = Omit<KnownFields, 'groups' | 'salutation' | 'birthday'>;

/** One value a line: a search never finds across two of them. */
export function haystackOf(fields: SearchedFields): string {
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
