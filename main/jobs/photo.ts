/** Photos on their way into the site and out of it. */
import { createHash } from 'node:crypto';
import type { Contact, Photo } from '../../core/directory/contact.ts';
import { shownName } from '../../core/directory/contact.ts';
import { readHeader } from '../../core/photo/header.ts';
import { checkedHeader } from '../../core/photo/limits.ts';
import { withoutMetadata } from '../../core/photo/plain.ts';
import type { Square } from '../../core/photo/wish.ts';
import { type Problem, SwitchbookError } from '../../core/problem/problem.ts';
import { Darkroom } from '../photo/darkroom.ts';
import type { Site } from '../site/site.ts';
import { type JobContext, stopIfCancelled } from './job.ts';

/** Pixels of a portrait's side: sharp on every screen, and some 100 KB. */
const PORTRAIT = 1024;

/**
 * The picture of a file, once all of it could be decoded: byte by byte as it is, or a square of it as a portrait.
 * Errors: `photo-…`, with `name` as what it is called.
 */
export async function takePhoto(data: Uint8Array, name: string, square: Square | null): Promise<Photo> {
  await using darkroom = new Darkroom();
  const { type } = checkedHeader(data, name);
  const wish = { crop: square, most: square === null ? PROOF : PORTRAIT, jpeg: false };
  const developed = await darkroom.develop(data, wish, name);
  return square === null ? { type, data } : developed;
}

/** Only to see that it can be decoded. */
const PROOF = 16;

export interface PhotoNeeds {
  /** Without what cameras and programs wrote into them. */
  plain: boolean;
  /** Pixels of the longer side that are not exceeded; null: as they are. */
  side: number | null;
  /** Nothing but JPEG is understood. */
  jpeg: boolean;
}

/**
 * The photos of contacts as a file or a device needs them, by the id of the contact. What cannot be decoded is left
 * out and said, where it would otherwise go as it must not.
 */
export async function photosOf(
  site: Site,
  contacts: readonly Contact[],
  needs: PhotoNeeds,
  context: JobContext,
): Promise<{ photos: ReadonlyMap<number, Photo>; problems: Problem[] }> {
  const photos = new Map<number, Photo>();
  const problems: Problem[] = [];
  /** Many contacts may show the same. */
  const known = new Map<string, Photo | null>();
  await using darkroom = new Darkroom();
  const pictured = contacts.filter(({ photo }) => photo !== null);
  for (const [done, contact] of pictured.entries()) {
    const photo = site.photo(contact.id);
    if (photo === null) continue;
    const key = createHash('sha256').update(photo.data).digest('base64');
    const name = shownName(contact);
    const made = known.get(key) ?? (known.has(key) ? null : await madeFor(photo, needs, darkroom, name));
    known.set(key, made);
    if (made !== null) photos.set(contact.id, made);
    else problems.push({ code: 'photo-left-out', severity: 'warning', value: name });
    context.progress({ phase: 'write-file', done: done + 1, total: pictured.length });
    stopIfCancelled(context);
  }
  return { photos, problems };
}

/** Pixels are only touched where that is needed: decoding and writing anew costs quality. */
async function madeFor(
  photo: Photo,
  { plain, side, jpeg }: PhotoNeeds,
  darkroom: Darkroom,
  name: string,
): Promise<Photo | null> {
  const header = readHeader(photo.data);
  const tooWide = header !== null && side !== null && Math.max(header.width, header.height) > side;
  const otherKind = jpeg && photo.type !== 'image/jpeg';
  // How the camera was held is metadata too: without it the pixels themselves have to be upright.
  const lying = plain && header !== null && header.orientation !== 1;
  if (!tooWide && !otherKind && !lying) {
    const bare = plain ? withoutMetadata(photo.data) : photo.data;
    if (bare !== null) return { type: photo.type, data: bare };
  }
  try {
    return await darkroom.develop(photo.data, { crop: null, most: side, jpeg }, name);
  } catch (error) {
    if (error instanceof SwitchbookError) return null;
    throw error;
  }
}
