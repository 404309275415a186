/** Contacts and their groups. */
import { z } from 'zod';
import type { Action } from '../../directory/access.ts';
import { GROUP_DIRECTIONS } from '../../directory/group.ts';
import type { LeftOut } from '../../formats/vcard/qr.ts';
import type { Problem } from '../../problem/problem.ts';
import { bulkOperation, bulkScope } from '../bulk.ts';
import type { BulkPreview } from '../bulk.ts';
import { distinctAsked, duplicatesAsked, mergeAsked } from '../duplicates.ts';
import type { DuplicatePage } from '../duplicates.ts';
import { contactInput, contactQuery, groupKind, pageAsked } from '../shapes.ts';
import type { Contact, ContactPage, Facets } from '../shapes.ts';
import { command, fileId, id, ids, job, none, query } from '../operation.ts';

const pixels = z.number().int().min(0).max(100_000);
const square = z.object({ left: pixels, top: pixels, side: pixels.min(1) });
/**
 * `square`: what is kept of it, in pixels of the upright picture; scaled down to a portrait. Without it the file
 * is kept as it is.
 */
const chosenPicture = z.object({
  file: fileId,
  square: square.nullable(),
});

export type ChosenPicture = z.output<typeof chosenPicture>;

/** What stands in a form and is not stored yet. `id`: null for a new contact; `before`: what the form began with. */
const formDraft = z.object({
  id: id.nullable(),
  before: contactInput,
  input: contactInput,
  picture: chosenPicture.extend({ square }).nullable(),
});

export type FormDraft = z.output<typeof formDraft>;

/** What the device makes of a contact. */
export interface Fit {
  /** The numbers as the device will store them, in its order. */
  numbers: { kind: string; value: string }[];
  /** The name telephones will show. */
  shownName: string;
  problems: Problem[];
}

export const contacts = {
  /** All ids in order: a list shows any part of it without counting rows again. */
  'contacts.find': query<{ ids: number[] }>()(contactQuery),
  /** The same in parts, each found by its place in the order: the first is there at once, however long the list. */
  'contacts.page': query<ContactPage>()(contactQuery.extend(pageAsked.shape)),
  /** The first of them as they are shown: one question between a key and its answer. `more`: there are others. */
  'contacts.first': query<{ contacts: Contact[]; more: boolean }>()(
    contactQuery.extend({ limit: pageAsked.shape.limit }),
  ),
  'contacts.rows': query<{ contacts: Contact[] }>()(z.object({ ids: ids.max(1000) })),
  'contacts.facets': query<Facets>()(none),
  /** The initials that occur in a group. */
  'contacts.initials': query<{ initials: string[] }>()(z.object({ group: z.string() })),
  'contacts.photo': query<{ type: string; base64: string } | null>()(z.object({ id })),
  /** The picture of a file, which is deleted once it was read; null: none. Errors: `photo-…`, `access-…`. */
  'contacts.setPhoto': command<Contact>()(z.object({ id, picture: chosenPicture.nullable() })),
  /** `picture`: as for `contacts.setPhoto`; in one step with the contact. Errors: the same. */
  'contacts.create': command<Contact>()(
    z.object({ contact: contactInput, picture: chosenPicture.optional() }),
  ),
  /**
   * Nothing of it is in the site yet: kept in memory for the page that it is typed into, null: given up. A page has a
   * name of its own; it gets back what it has kept, else what the same person had typed into one that was locked.
   */
  'drafts.keep': query<Record<string, never>>()(z.object({ page: z.uuid(), draft: formDraft.nullable() })),
  'drafts.take': query<{ draft: FormDraft | null }>()(z.object({ page: z.uuid() })),
  /**
   * `from`: what the form began with. Only what differs from it is written. Errors: `contact-collides` where
   * somebody else has changed the same field meanwhile.
   */
  'contacts.edit': command<Contact>()(z.object({ id, from: contactInput, contact: contactInput })),
  'contacts.delete': command<{ deleted: number }>()(z.object({ ids })),
  /** How many contacts *delete all* deletes; those of Google groups are kept. */
  'contacts.deletable': query<{ deletable: number; kept: number }>()(none),
  /** `confirmed`: the number that was typed; nothing is deleted when it is another one. */
  'contacts.deleteAll': command<{ deleted: number; kept: number }>()(
    z.object({ confirmed: z.number().int().min(0) }),
  ),
  /**
   * `companion`: how many contacts were put or kept in the group that those of a DECT group must also
   * stand in.
   */
  'contacts.assign': command<{ changed: number; companion: { group: string; contacts: number } | null }>()(
    z.object({ ids, group: z.string(), member: z.boolean() }),
  ),
  /** Why whoever is signed in may not do something with these contacts; what is allowed is absent. */
  'contacts.may': query<{ refused: Partial<Record<Action, Problem>> }>()(
    z.object({ ids, view: z.enum(['all-contacts', 'group']).optional() }),
  ),
  'contacts.fit': query<Fit>()(z.object({ contact: contactInput })),
  /** `leftOut`: what a code that a camera still reads has no room for. */
  'contacts.qr': query<{ svg: string; leftOut: LeftOut[] }>()(z.object({ id })),
  'contacts.qrFile': query<{ file: string; fileName: string; leftOut: LeftOut[] }>()(
    z.object({ id, kind: z.enum(['png', 'svg']) }),
  ),

  /** What an operation would do to the contacts of a selection or a filter. Errors: `access-…`, `group-missing`, `country-unknown`. */
  'bulk.preview': job<BulkPreview>()(z.object({ scope: bulkScope, operation: bulkOperation })),
  /** Does what the preview of that revision has shown, as one step. Errors: `bulk-moved` besides. */
  'bulk.apply': job<{ changed: number }>()(
    z.object({ scope: bulkScope, operation: bulkOperation, revision: z.number().int() }),
  ),

  /** Contacts that may be one, the likeliest first. Looked for once a state of the site; pages are then at hand. */
  'duplicates.find': job<DuplicatePage>()(duplicatesAsked),
  /** One step. Errors: `contact-missing`, `merge-too-much`, `access-…`. */
  'duplicates.merge': command<Contact>()(mergeAsked),
  /** Remembered, and part of undo. `added`: the pairs that were not known yet. */
  'duplicates.distinct': command<{ added: number }>()(distinctAsked),

  'groups.create': command<{ id: number }>()(z.object({ name: z.string(), kind: groupKind })),
  'groups.edit': command<Record<string, never>>()(z.object({ id, name: z.string() })),
  /** Whose changes of its contacts count. */
  'groups.direction': command<Record<string, never>>()(z.object({ id, direction: z.enum(GROUP_DIRECTIONS) })),
  /** Whether new contacts land in the group: those of the subscriber who is signed in, else everybody's. */
  'groups.standard': command<Record<string, never>>()(z.object({ id, standard: z.boolean() })),
  /** What deleting the group would do: its contacts, those that stand in no other, and warnings. */
  'groups.loss': query<{ contacts: number; losing: number; warnings: Problem[] }>()(z.object({ id })),
  /** Contacts stay; those of no other group are then without group. */
  'groups.delete': command<Record<string, never>>()(z.object({ id })),
};
