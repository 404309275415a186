/** What keeps a site file safe, as it crosses the contract: copies beside it, findings, what is kept how long. */
import { z } from 'zod';

/** Why a copy was kept. `restore`: what stood there before an earlier copy was put in its place; it stays for good. */
export const COPY_REASONS = ['hand', 'daily', 'import', 'upload', 'migration', 'restore'] as const;
export type CopyReason = (typeof COPY_REASONS)[number];

export interface KeptCopy {
  /** Counted up, whatever the clock says. */
  number: number;
  /** ISO 8601, UTC. */
  at: string;
  reason: CopyReason;
  path: string;
  bytes: number;
}

const days = z.number().int().min(1).max(36_500).nullable();

/** How many copies are kept beside the site and for how long, and how long what is about people is. Null: for ever. */
export const keeping = z.object({
  copies: z.number().int().min(3).max(1000).default(10),
  copyDays: days.default(90),
  /** Contacts that were deleted so many days ago are erased for good. */
  deletedDays: days.default(null),
  /** Reports of imports and uploads. */
  reportDays: days.default(null),
});
export type Keeping = z.infer<typeof keeping>;

/** What was found when every page and every row of the file was read. */
export interface FileCheck {
  contacts: number;
  bytes: number;
  /** In SQLite's words, and rows that say nothing we know. Empty: the file is sound. */
  faults: string[];
  /** The copies beside it that are sound, and those that are not. */
  copies: (KeptCopy & { sound: boolean })[];
}

/** A kept copy is the site again. */
export interface Restored {
  contacts: number;
  /** What stood there before; null where there was no file any more. */
  aside: KeptCopy | null;
}

/** What was saved of a damaged file, by table, and what was not. */
export interface Salvage {
  output: string;
  tables: { table: string; saved: number; lost: number }[];
  /** Pages that could not be read as what they were. */
  unreadablePages: number;
  pages: number;
  /** Values that were set back because what they refer to is lost, or dropped. */
  repairs: { what: SalvageRepair; count: number }[];
}

export const SALVAGE_REPAIRS = [
  'photo-lost',
  'member-lost',
  'row-unreadable',
  'row-twice',
  'journal-sealed',
  'site-row-made',
  'log-lost',
] as const;
export type SalvageRepair = (typeof SALVAGE_REPAIRS)[number];

export interface Compacted {
  /** Steps of the journal that were let go; the last 10 000 always stay. */
  steps: number;
  /** Contacts erased and reports deleted by the rules of keeping. */
  contacts: number;
  reports: number;
  before: number;
  after: number;
}
