/** What a search looks at of a contact. */
import type { ContactLists, KnownFields } from '../../core/directory/contact.ts';
import { foldings, numberHaystack } from './fold.ts';

type Searched = Pick<
  KnownFields,
  'givenName' | 'familyName' | 'displayName' | 'company' | 'department' | 'position' | 'shortCode' | 'note'
>;

/** One value a line: a search never finds across two of them. */
export function haystackOf(
  fields: Searched,
  { numbers, emails, urls, addresses }: Omit<ContactLists, 'groups'>,
): string {
  const lines: string[] = [];
  const add = (text: string): void => {
    if (text !== '') for (const spelling of foldings(text)) lines.push(spelling);
  };
  add(fields.givenName);
  add(fields.familyName);
  add(fields.displayName);
  add(fields.company);
  add(fields.department);
  add(fields.position);
  add(fields.shortCode);
  add(fields.note);
  for (const { value } of emails) add(value);
  for (const { value } of urls) add(value);
  for (const { street, postalCode, city, region, country } of addresses) {
    add(street);
    add(postalCode);
    add(city);
    add(region);
    add(country);
  }
  for (const number of numbers) lines.push(numberHaystack(number));
  return lines.join('\n');
}
