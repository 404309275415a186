/** Contacts that may be one: found, merged, or said to be two. */
import { z } from 'zod';
import { LANGUAGES } from '../language/text.ts';
import { LEAST_SCORE, type DuplicateSet } from '../duplicates/find.ts';
import { CHOSEN_FIELDS } from '../duplicates/merge.ts';
import { MOST_IN_SET, type PlaceOf } from '../duplicates/sets.ts';

const id = z.number().int().positive();
const text = z.string().max(10_000);

export const duplicatesAsked = z.object({
  /** Nothing less likely, in percent. */
  least: z.number().int().min(LEAST_SCORE).max(99).default(LEAST_SCORE),
  limit: z.number().int().min(1).max(1000),
  /** The `next` of the page before. */
  after: z
    .string()
    .regex(/^\d{1,2}:\d{1,15}(?:,\d{1,15})*$/)
    .max(200)
    .optional(),
});

/** `names`: as they are shown, in the order of the ids; empty where there is none. */
export type NamedSet = DuplicateSet & { names: string[] };

export interface DuplicatePage {
  /** Of all pages. */
  total: number;
  sets: NamedSet[];
  next: string | null;
  /** The state of the site that this is true of. */
  revision: number;
}

/** The first is kept, with everything that the others have; those are deleted. */
export const mergeAsked = z.object({
  ids: z.array(id).min(2).max(MOST_IN_SET),
  /** Where the contacts say different things; what is not chosen here is the first one’s. */
  texts: z.partialRecord(z.enum(CHOSEN_FIELDS), text).default({}),
  /** Whose picture; the first one’s where absent. */
  photo: id.optional(),
  /** Of the words in the note before texts that were not chosen. */
  language: z.enum(LANGUAGES),
});

/** All of them are somebody else than each other one. */
export const distinctAsked = z.object({ ids: z.array(id).min(2).max(MOST_IN_SET) });

export const placeName = ({ score, ids }: PlaceOf): string => `${score}:${ids.join(',')}`;

export function placeNamed(name: string): PlaceOf {
  const [score = '0', ids = ''] = name.split(':');
  return { score: Number(score), ids: ids.split(',').map(Number) };
}
