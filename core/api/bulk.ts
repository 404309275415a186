/** One operation on many contacts: which contacts, what is done to each, and what that would come to. */
import { z } from 'zod';
import type { TextField } from '../directory/contact.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';
import { readBirthday } from '../exchange/birthday.ts';
import type { Problem } from '../problem/problem.ts';
import { contactQuery, FILTER_FIELDS } from './shapes.ts';

/** Most contacts that can be named one by one: all that a window can show. */
const MOST_IDS = 2_000_000;
const text = z.string().max(10_000);

export const bulkScope = z.union([
  z.object({ ids: z.array(z.number().int().positive()).max(MOST_IDS) }),
  z.object({ query: contactQuery }),
]);
export type BulkScope = z.infer<typeof bulkScope>;

/** Where texts can be found and replaced; `all`: in each of them. Dates are not texts. */
export const REPLACE_FIELDS = ['all', ...FILTER_FIELDS.filter((field) => field !== 'birthday')] as const;
export type ReplaceField = (typeof REPLACE_FIELDS)[number];

export const TIDY_RULES = ['spacing', 'case'] as const;

export const bulkOperation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('join'), group: text }),
  z.object({ kind: z.literal('leave'), group: text }),
  z
    .object({ kind: z.literal('set'), field: z.enum(TEXT_FIELDS), value: text })
    .refine(({ field, value }) => field !== 'birthday' || readBirthday(value, 'iso') === value, {
      error: 'A birthday is written 1980-05-17 or --05-17',
    }),
  z.object({
    kind: z.literal('replace'),
    field: z.enum(REPLACE_FIELDS),
    find: text.min(1),
    replacement: text,
    matchCase: z.boolean(),
  }),
  z.object({ kind: z.literal('tidy'), rules: z.array(z.enum(TIDY_RULES)).min(1) }),
  /** National numbers of this country (ISO 3166) are written internationally. */
  z.object({ kind: z.literal('numbers'), country: z.string().length(2) }),
  z.object({ kind: z.literal('delete') }),
]);
export type BulkOperation = z.infer<typeof bulkOperation>;

/** Of a contact, as people read it: values of lists one by one. */
export interface BulkDifference {
  field: TextField | 'number' | 'email' | 'url' | 'address' | 'group';
  before: string;
  after: string;
}

export interface BulkPreview {
  /** How many contacts were looked at, and how many of them would change. */
  contacts: number;
  changed: number;
  /** Contacts that would change and may not, with the first reason; they stay as they are. */
  refused: { contacts: number; problem: Problem } | null;
  /** How many contacts the device wants in another group too. */
  companion: { group: string; contacts: number } | null;
  /** The first that would change; of a deletion without differences. */
  samples: { id: number; name: string; differences: BulkDifference[] }[];
  /** The state of the site that this is true of. */
  revision: number;
}
