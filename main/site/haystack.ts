/** What a search looks at of contacts. */
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

/** Ends what is searched of one contact: a line of its own, so that no other line is two contacts'. */
export const END = '\n\0\n';

/** `fields`: those of `SEARCHED_FIELDS`, as lines. */
export interface Searched extends Omit<ContactLists, 'groups'> {
  fields: string;
}

/**
 * One contact after the other, because one long text is folded in a third of the time; one value a line, because
 * nothing is found across two of them.
 */
export function haystackOf(contacts: readonly Searched[]): string {
  let text = '';
  for (const one of contacts) {
    const lines = linesOf(one);
    text += (lines.includes('\0') ? lines.replaceAll('\0', ' ') : lines) + END;
  }
  return foldLines(text);
}

function linesOf({ fields, numbers, emails, urls, addresses }: Searched): string {
  let lines = fields;
  for (const { value } of emails) lines += `\n${value}`;
  for (const { value } of urls) lines += `\n${value}`;
  for (const { street, postalCode, city, region, country } of addresses) {
    lines += `\n${street}\n${postalCode}\n${city}\n${region}\n${country}`;
  }
  for (const number of numbers) lines += `\n${numberHaystack(number)}`;
  return lines;
}
