/** What a field of a contact holds, in the person's words. */
import type { NumberKind, PlaceKind, PostalAddress } from '../directory/contact.ts';
import { birthdayText } from '../language/day.ts';
import { say, type Language } from '../language/text.ts';
import words from '../../resources/translations/renderer-list.json' with { type: 'json' };
import { kindText } from './target-text.ts';

type ListEntry =
  string | { kind: NumberKind; value: string } | { kind: PlaceKind; value: string } | PostalAddress;

/** A text, or a list of whatever a contact may hold several of. */
export type FieldContent = string | readonly ListEntry[];

/** One part for a text, one an entry for a list, none for what is empty. */
export function fieldParts(field: string, content: FieldContent, language: Language): string[] {
  if (typeof content === 'string') {
    if (content === '') return [];
    return [field === 'birthday' ? birthdayText(content, language) : content];
  }
  return content.map((entry) => {
    if (typeof entry === 'string') return entry;
    const kind = kindText(entry.kind, field === 'numbers', language);
    const named = (text: string): string => say(words.hit, language, { field: kind, text });
    if ('value' in entry) return named(entry.value);
    const { street, postalCode, city, region, country } = entry;
    const place = [street, [postalCode, city].filter(Boolean).join(' '), region, country];
    return named(place.filter(Boolean).join(', '));
  });
}
