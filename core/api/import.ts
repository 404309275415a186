/** Importing as it crosses the contract: what is asked for, the plan to look at, and what became of it. */
import { z } from 'zod';
import type { Contact } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';
import { columnMapping, type Inspection, reading } from './reading.ts';
import { type Normalised, type Rule, RULES } from './rules.ts';

export const IMPORT_POLICIES = ['add', 'update', 'version-1', 'replace'] as const;
const importPolicy = z.enum(IMPORT_POLICIES);
export type ImportPolicy = z.infer<typeof importPolicy>;

/**
 * What a saved template remembers of the file it was made for: its header, what each column holds, how the
 * file is to be read when the template is chosen, and the rules that were switched.
 */
export const templateContent = z.object({
  /** `''` where a column has no header; all of them where the file has none. */
  headers: z.array(z.string().max(500)).max(1000),
  mapping: columnMapping,
  reading: reading.omit({ sheet: true }).default({}),
  rules: z.partialRecord(z.enum(RULES), z.boolean()).default({}),
});
export type TemplateContent = z.infer<typeof templateContent>;
export const templateName = z.string().trim().min(1).max(100);

/** A cell of the file as the person wants it read; the file itself stays as it is. */
export const correction = z.object({
  row: z.number().int(),
  /** Index of the column. */
  column: z.number().int().min(0).max(1000),
  value: z.string().max(100_000),
});
export type Correction = z.infer<typeof correction>;

export const importOptions = z.object({
  reading: reading.default({}),
  /** Absent: the recognised template. */
  template: z.string().optional(),
  /** Overrides the template's. */
  mapping: columnMapping.optional(),
  /** Target group names. Empty: those of the file, else the standard groups. */
  groups: z.array(z.string()).default([]),
  policy: importPolicy.default('update'),
  /** ISO 3166 code for national numbers; absent: the site's. */
  country: z.string().length(2).optional(),
  /** Absent rules are as the template saved them, else as in `RULE_DEFAULTS`. */
  rules: z.partialRecord(z.enum(RULES), z.boolean()).default({}),
  /** Row numbers the user has left out. */
  exclude: z.array(z.number().int()).default([]),
  /** Cells that the user has put right; of files with columns only. The last one of a cell counts. */
  corrections: z.array(correction).max(10_000).default([]),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const OUTCOMES = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ImportRow {
  row: number;
  outcome: Outcome;
  /** The name that will be shown, or what the row held. */
  name: string;
  reasons: Problem[];
}

/** A cell of the row, by the name of its column. */
export interface ImportCell {
  /** Index of the column. */
  column: number;
  name: string;
  value: string;
  /** As the file has it, where it was put right; else null. */
  original: string | null;
}

/** One row in full, for the preview: what is there now and what will be. */
export interface ImportRowDetail extends ImportRow {
  before: Contact | null;
  /** Null for a rejected row. */
  after: Omit<Contact, 'id'> | null;
  /** What normalising changed in the row's values. */
  normalised: Normalised[];
  /** Every column of the row; empty where the file has none. */
  cells: ImportCell[];
}

export interface ImportSummary {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Number of warnings over all rows. */
  warnings: number;
}

export interface ImportPreview extends ImportSummary {
  /** Names the plan that `import.commit` carries out. */
  plan: string;
  /** How the file was read for this plan. */
  inspection: Inspection;
  /** Which rules were on: those asked for, else those of a saved template, else `RULE_DEFAULTS`. */
  rules: Record<Rule, boolean>;
  /** How many values each rule changed. */
  normalised: Record<Rule, number>;
  /** Complaints about the file as a whole. */
  problems: Problem[];
}

export interface ImportReport extends ImportSummary {
  file: string;
  at: string;
  /** The step of the history that takes it back; null where nothing was changed. */
  step: number | null;
  problems: Problem[];
  rows: ImportRow[];
}
