/** What a search looks at of a contact. */
import type { ContactLists, KnownFields } from '../../core/directory/contact.ts';
import { foldLines, numberHaystack } from './fold.ts';

/** The fields that are searched as they are. */
export const SEARCHED_FIELDS = [
  'givenName',
  'familyName',
  'displayName',
  'company',
  'department',
  'position',
  'shortCode',
  'note',
] as const satisfies readonly (keyof KnownFields)[];

/** One value a line: a search never finds across two of them. `fields`: those of `SEARCHED_FIELDS`, as lines. */
export function haystackOf(
  fields: string,
  { numbers, emails, urls, addresses }: Omit<ContactLists, 'groups'>,
): string {
  const lines = [fields];
  for (const { value } of emails) lines.push(value);
  for (const { value } of urls) lines.push(value);
  for (const { street, postalCode, city, region, country } of addresses) {
    lines.push(street, postalCode, city, region, country);
  }
  const folded = foldLines(lines.join('\n'));
  return numbers.length === 0 ? folded : `${folded}\n${numbers.map(numberHaystack).join('\n')}`;
}
