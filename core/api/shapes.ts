/** The shapes that cross the contract, with their run-time checks. Types are derived from them. */
import { z } from 'zod';
import type { Contact } from '../directory/contact.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';
import { addressShape, labelledShape, numberShape, textShape } from '../directory/contact-shape.ts';
import type { GroupDirection } from '../directory/group.ts';
import { GROUP_KINDS } from '../directory/group.ts';
import type { Role } from '../directory/subscriber.ts';
import type { Problem } from '../problem/problem.ts';
import type { StepSource } from './history.ts';

export const groupKind = z.enum(GROUP_KINDS);

const text = z.string().max(10_000);

/** What a form sends: numbers without their E.164 form, which the service computes. */
export const contactInput = z.object({
  ...textShape(text),
  numbers: z.array(numberShape(text)).max(100),
  emails: z.array(labelledShape(text)).max(100),
  urls: z.array(labelledShape(text)).max(100),
  addresses: z.array(addressShape(text)).max(100),
  groups: z.array(text).max(100),
});
export type ContactInput = z.infer<typeof contactInput>;

/** What a form of that contact begins with. */
export function inputOf({ id: _id, photo: _photo, card: _card, numbers, ...fields }: Contact): ContactInput {
  return { ...fields, numbers: numbers.map(({ kind, value }) => ({ kind, value })) };
}

export const FILTER_FIELDS = [...TEXT_FIELDS, 'number', 'email', 'url', 'address'] as const;
/** The columns of the list, in their order. It can be sorted by any of them. */
export const LIST_COLUMNS = [
  'name',
  'company',
  'department',
  'position',
  'number',
  'email',
  'shortCode',
  'group',
] as const;

/** Which contacts, in which order. All parts must hold together. */
export const contactQuery = z.object({
  /** Words in any order, or the digits of a number in any writing. */
  search: z.string().max(200).optional(),
  /** Group name. */
  group: z.string().optional(),
  ungrouped: z.boolean().optional(),
  /** The initial of the shown name: `A`…`Z`, another script's letter, or `#`. */
  initial: z.string().max(4).optional(),
  /** Substrings by field, at least one character each. */
  filters: z.partialRecord(z.enum(FILTER_FIELDS), z.string().max(200)).optional(),
  sort: z.object({ field: z.enum(LIST_COLUMNS), descending: z.boolean() }).optional(),
});
export type ContactQuery = z.infer<typeof contactQuery>;

/** A part of the list that goes on where another ended, however the list has grown in between. */
export const pageAsked = z.object({
  limit: z.number().int().min(1).max(1000),
  /** The `next` of the page before. */
  after: z.string().max(30_000).optional(),
});
export type PageAsked = z.infer<typeof pageAsked>;

export interface ContactPage {
  ids: number[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

export interface SiteInfo {
  path: string;
  name: string;
  /** Id of a profile in `resources/devices`. */
  device: string;
  deviceName: string;
  /** ISO 3166 code that national numbers are read with. */
  country: string;
  contacts: number;
  /** Grows with every change: a view that shows an older one reads again. */
  revision: number;
  undo: StepLabel | null;
  redo: StepLabel | null;
  /** Why it is open for reading only; null where it can be changed. */
  locked: Problem | null;
}

/** A site that was opened here before. */
export interface RecentSite {
  path: string;
  name: string;
  /** ISO 8601, UTC. */
  at: string;
  there: boolean;
}

/** What a journal step did, for menus and history: the sentence is made from the code by the shell. */
export interface StepLabel {
  action: StepAction;
  /** A name, a file name or a count, as the action's sentence wants it. */
  subject: string;
  count: number;
  /** The extension of the subscriber who was signed in. */
  by?: string;
}

export const STEP_ACTIONS = [
  'create-contact',
  'edit-contact',
  'edit-contacts',
  'delete-contacts',
  'merge-contacts',
  'keep-distinct',
  'import',
  'assign-group',
  'unassign-group',
  'create-group',
  'rename-group',
  'delete-group',
  'change-access',
  'change-site',
  'pull',
  'discard',
  'undo-step',
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export interface HistoryStep extends StepLabel {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  undone: boolean;
  source: StepSource;
  /** What whoever did it was signed in as; null in steps of earlier versions. */
  role: Role | null;
  /** Its content is not complete any more: it can be read, not undone. */
  sealed: boolean;
  /** The step that took it back, by its number. */
  takenBackBy: number | null;
}

interface GroupCount {
  id: number;
  name: string;
  kind: z.infer<typeof groupKind>;
  standardForNew: boolean;
  direction: GroupDirection;
  contacts: number;
  /** When the PBX last synchronised it with Google, `YYYY-MM-DDTHH:MM` in its own time; null: it did not say. */
  lastSync: string | null;
}

/** Counts for the rail and the tabs. */
export interface SiteCounts {
  all: number;
  ungrouped: number;
  groups: GroupCount[];
  initials: { initial: string; contacts: number }[];
}

/** The same beside what the device has room for; null: not known. */
export interface Facets extends SiteCounts {
  groups: (GroupCount & { most: number | null })[];
  most: { contacts: number | null; groups: number | null };
}

export type { Contact };
