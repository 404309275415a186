/** What of a contact a poorer format cannot hold: said contact by contact, so that nothing goes in silence. */
import type { ContactFields, PostalAddress } from '../directory/contact.ts';
import { LIST_FIELDS, shownName, TEXT_FIELDS } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';

export const CONTACT_PARTS = [...TEXT_FIELDS, ...LIST_FIELDS, 'photo', 'card'] as const;
export type ContactPart = (typeof CONTACT_PARTS)[number];

/** How many values of a part the format takes: 1 for texts, `Infinity` for endless lists; none where absent. */
export type Room = Partial<Record<ContactPart, number>>;

/** What holds contacts whole. */
export const EVERYTHING: Room = Object.fromEntries(CONTACT_PARTS.map((part) => [part, Infinity]));

/** A contact of the site (its picture as type and size) or of a file (its picture with its data). */
export type Losable = ContactFields & { photo: { type: string } | null };

const EXCERPT = 60;

/**
 * One warning `export-lost` for each part that does not fit whole, with the values that are missing in the
 * file. `row`: where the contact stands in the file, counted from 1; absent where it has no row there.
 */
export function lossesOf(contact: Losable, room: Room, row?: number): Problem[] {
  const losses: Problem[] = [];
  for (const part of CONTACT_PARTS) {
    const lost = valuesOf(contact, part).slice(room[part] ?? 0);
    if (lost.length === 0) continue;
    losses.push({
      code: 'export-lost',
      severity: 'warning',
      ...(row === undefined ? {} : { row }),
      value: excerpt(lost.join(', ')),
      params: { what: part, name: excerpt(shownName(contact)), count: lost.length },
    });
  }
  return losses;
}

function valuesOf(contact: Losable, part: ContactPart): string[] {
  if (part === 'numbers' || part === 'emails' || part === 'urls') return contact[part].map((it) => it.value);
  if (part === 'addresses') return contact.addresses.map(oneLine);
  if (part === 'groups') return contact.groups;
  if (part === 'photo') return contact.photo === null ? [] : [contact.photo.type];
  if (part === 'card') return contact.card === '' ? [] : contact.card.split('\n');
  // A telephone makes the same name of the others.
  const isMade = part === 'displayName' && contact.displayName === shownName({ ...contact, displayName: '' });
  return contact[part] === '' || isMade ? [] : [contact[part]];
}

const oneLine = ({ street, postalCode, city, region, country }: PostalAddress): string =>
  [street, [postalCode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join(', ');

const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text);
