/** Whether a contact has a picture already. */
import type { Photo } from '../directory/contact.ts';
import type { PlannedContact } from './match.ts';

/** @param photoOf The picture of a contact that is there. */
export function hasPhoto(
  contact: PlannedContact | null,
  photo: Photo,
  photoOf: (id: number) => Photo | null,
): boolean {
  if (contact === null) return false;
  if (contact.photo !== null) return samePhoto(contact.photo, photo);
  const { before } = contact;
  // Size and type are at hand; the picture itself is only read where they agree.
  if (before?.photo?.type !== photo.type || before.photo.bytes !== photo.data.length) return false;
  const held = photoOf(before.id);
  return held !== null && samePhoto(held, photo);
}

const samePhoto = (a: Photo, b: Photo): boolean =>
  a.type === b.type && a.data.length === b.data.length && a.data.every((byte, i) => byte === b.data[i]);
