/**
 * What the phone books of telephones and of other PBXs take, as data, like the profiles of devices: every
 * limit says how sure it is and where it was read.
 */
import { z } from 'zod';
import books from '../../resources/phones/books.json' with { type: 'json' };
import { CONTACT_PARTS } from '../formats/losses.ts';
import { known, limit } from './profile.ts';

const bookProfile = z.object({
  /** The name of the export format. */
  id: z.string(),
  name: z.string(),
  /** How names of such files end. */
  file: z.string(),
  limits: z.object({
    contacts: limit,
    /** Of one contact. */
    numbers: limit,
    groups: limit,
  }),
  /** In characters; `name` holds for each part of a name. */
  lengths: z.object({ name: limit, number: limit }),
  charset: known(z.enum(['utf-8', 'iso-8859-1'])),
  holds: known(z.array(z.enum(CONTACT_PARTS))),
});
export type BookProfile = z.infer<typeof bookProfile>;

let read: ReadonlyMap<string, BookProfile> | undefined;

/** Throws when the data has no such book: the names of formats are fixed. */
export function bookProfileOf(id: string): BookProfile {
  read ??= new Map(
    z
      .array(bookProfile)
      .parse(books)
      .map((book) => [book.id, book]),
  );
  const book = read.get(id);
  if (book === undefined) throw new Error(`no phone book ${id}`);
  return book;
}
