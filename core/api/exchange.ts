/** Import and export as they cross the contract. */
import { z } from 'zod';
import { NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../directory/contact.ts';
import { PHONE_FORMATS } from '../directory/phone-book.ts';
import { LANGUAGES } from '../language/text.ts';
import type { Contact } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';
import { contactQuery } from './shapes.ts';

/** By their names in the WHATWG Encoding Standard, which every shell's decoder knows. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'macintosh',
  'shift_jis',
] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** `doubled`: `""`; `backslash`: `\"`. */
export const QUOTINGS = ['doubled', 'backslash'] as const;

/** How a file is to be read. Whatever is absent is detected, and the inspection says what was chosen. */
export const reading = z.object({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  quoting: z.enum(QUOTINGS).optional(),
  /** Row of the column headers, counted from 1; 0 when the file has none. */
  headerRow: z.number().int().min(0).max(100).optional(),
  sheet: z.string().optional(),
});
export type Reading = z.infer<typeof reading>;

/**
 * What a column holds. `slot` ties columns together: `number 2` of a file has its value and its kind in
 * two columns of the same slot. `kind` is fixed by the column, or absent when a column of the same slot says it.
 */
export const columnTarget = z.discriminatedUnion('field', [
  z.object({ field: z.enum(TEXT_FIELDS) }),
  /** Given and family name in one column. */
  z.object({ field: z.literal('fullName') }),
  z.object({ field: z.literal('middleName') }),
  z.object({ field: z.literal('nameSuffix') }),
  z.object({ field: z.enum(['birthYear', 'birthMonth', 'birthDay']) }),
  /** Group names of the contact, several joined by `,`, `;` or ` ::: `. */
  z.object({ field: z.literal('groups') }),
  /** Country that the row's national numbers are read with: ISO code, dialling code or name. */
  z.object({ field: z.literal('numberCountry') }),
  /** What a vCard says beyond the known fields, as `ContactFields.card`. */
  z.object({ field: z.literal('card') }),
  /** A piece of the picture: all slots together are one `data:` address. */
  z.object({ field: z.literal('photo'), slot: z.number().int() }),
  z.object({ field: z.literal('number'), slot: z.number().int(), kind: z.enum(NUMBER_KINDS).optional() }),
  z.object({ field: z.literal('numberKind'), slot: z.number().int() }),
  z.object({ field: z.literal('email'), slot: z.number().int(), kind: z.enum(PLACE_KINDS).optional() }),
  z.object({ field: z.literal('emailKind'), slot: z.number().int() }),
  z.object({ field: z.literal('url'), slot: z.number().int(), kind: z.enum(PLACE_KINDS).optional() }),
  z.object({ field: z.literal('urlKind'), slot: z.number().int() }),
  z.object({ field: z.literal('addressKind'), slot: z.number().int() }),
  z.object({
    field: z.enum(['street', 'postalCode', 'city', 'region', 'country']),
    slot: z.number().int(),
    kind: z.enum(PLACE_KINDS).optional(),
  }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** By column index; null for a column that is left out. By index, because headers repeat (`Titre` twice). */
export const columnMapping = z.array(columnTarget.nullable()).max(1000);
export type ColumnMapping = z.infer<typeof columnMapping>;

export const IMPORT_POLICIES = ['add', 'update', 'version-1', 'replace'] as const;
const importPolicy = z.enum(IMPORT_POLICIES);
export type ImportPolicy = z.infer<typeof importPolicy>;

export interface InspectedColumn {
  /** `''` where the file has no header row. */
  header: string;
  /** Up to three values that are not empty. */
  samples: string[];
  target: ColumnTarget | null;
}

/** Why a template is proposed, best said in full: people trust a score that explains itself. */
export interface RecognisedTemplate {
  id: string;
  name: string;
  /** 0 to 1, made of what follows. */
  score: number;
  /** Columns of the file that the template knows, of all that have a header. */
  matched: number;
  columns: number;
  /** The header is the product's own, column for column. */
  exact: boolean;
  /** Headers of the file that the template does not know. */
  unknown: string[];
  /** Headers that the product writes and the file lacks. */
  missing: string[];
}

/** What was understood of a file before anything is imported. */
export interface Inspection {
  format: 'csv' | 'xlsx' | 'vcard' | 'xml' | 'ldif';
  /** The product that writes such files, where the contacts are not in columns; null for vCards and LDIF. */
  product: { id: string; name: string } | null;
  /** What was chosen or detected, complete. Null fields do not apply to the format. */
  reading: {
    encoding: NonNullable<Reading['encoding']> | null;
    delimiter: NonNullable<Reading['delimiter']> | null;
    quoting: NonNullable<Reading['quoting']> | null;
    headerRow: number | null;
    sheet: string | null;
  };
  sheets: string[];
  /** Rows below the header, or cards. */
  records: number;
  /** The template the header was recognised as. */
  template: RecognisedTemplate | null;
  /** Templates that fit less well, best first. */
  alternatives: RecognisedTemplate[];
  /** Empty for vCard, which needs no mapping. */
  columns: InspectedColumn[];
  problems: Problem[];
}

/**
 * What normalising does, each switchable: `spacing` white space and characters nobody typed; `case`
 * `ANNA MÜLLER` and `anna müller` to `Anna Müller`; `titles` a title or salutation out of the name into its
 * own field, a suffix to the family name; `names` a full name into given and family name; `numbers` numbers
 * to their E.164 form; `countries` names of countries to one writing; `birthdays` dates to ISO 8601; `kinds`
 * words for kinds (`Geschäftlich`, `cell`) to ours.
 */
export const RULES = [
  'spacing',
  'case',
  'titles',
  'names',
  'numbers',
  'countries',
  'birthdays',
  'kinds',
] as const;
export type Rule = (typeof RULES)[number];

/** What holds where nobody chose: letters are left as they were typed, everything else is tidied up. */
export const RULE_DEFAULTS: Readonly<Record<Rule, boolean>> = {
  spacing: true,
  case: false,
  titles: true,
  names: true,
  numbers: true,
  countries: true,
  birthdays: true,
  kinds: true,
};

/** One thing that a rule made of one value. */
export interface Normalised {
  rule: Rule;
  /** The contact's field, as in `ColumnTarget`. */
  field: string;
  /** The file's column, where it has columns. */
  column?: string;
  before: string;
  after: string;
}

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

export interface ReportColumn {
  title: string;
  /** `value`: as it stood in the file, spaces and all. */
  kind?: 'number' | 'value';
}

/** A piece of a report, in the person's language. */
export type ReportBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'facts'; lines: [name: string, value: string][] }
  | { kind: 'totals'; counts: [name: string, count: string][] }
  | { kind: 'table'; columns: ReportColumn[]; lines: string[][] };

export interface ImportReport extends ImportSummary {
  file: string;
  at: string;
  /** The step of the history that takes it back; null where nothing was changed. */
  step: number | null;
  problems: Problem[];
  rows: ImportRow[];
}

export const EXPORT_FORMATS = [
  'csv',
  'xlsx',
  'vcard-2.1',
  'vcard-3.0',
  'vcard-4.0',
  'commander-csv',
  'version-1-csv',
  'ovh-csv',
  ...PHONE_FORMATS,
  'ldif',
  'directory-pdf',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Formats that hold photos. */
export const PICTURED_FORMATS: readonly ExportFormat[] = [
  'csv',
  'xlsx',
  'vcard-2.1',
  'vcard-3.0',
  'vcard-4.0',
  'ldif',
];

/** What can be left out of a file; the name is always in it. `card`: what a vCard says beyond the known fields. */
export const EXPORT_FIELDS = [
  'company',
  'department',
  'position',
  'numbers',
  'emails',
  'urls',
  'addresses',
  'birthday',
  'shortCode',
  'note',
  'groups',
  'photo',
  'card',
] as const;
export type ExportField = (typeof EXPORT_FIELDS)[number];

/** Formats whose reader minds no missing field, each with those that it can hold at all. */
export const CHOSEN_FIELDS: Readonly<Partial<Record<ExportFormat, readonly ExportField[]>>> = {
  csv: EXPORT_FIELDS,
  xlsx: EXPORT_FIELDS,
  'vcard-2.1': EXPORT_FIELDS,
  'vcard-3.0': EXPORT_FIELDS,
  'vcard-4.0': EXPORT_FIELDS,
  'directory-pdf': EXPORT_FIELDS.filter((field) => field !== 'photo' && field !== 'card'),
};

export const PAPERS = ['A4', 'Letter'] as const;
export const SECTIONS = ['initial', 'group', 'department'] as const;

/** What is looked up in a directory. */
export const DIRECTORY_FIELDS: readonly ExportField[] = [
  'company',
  'department',
  'position',
  'numbers',
  'emails',
];

/** How a directory stands on paper. */
export const directorySheet = z.object({
  paper: z.enum(PAPERS).default('A4'),
  by: z.enum(SECTIONS).default('initial'),
  columns: z.union([z.literal(1), z.literal(2)]).default(2),
  /** Empty: the site's name. */
  title: z.string().trim().max(200).default(''),
  language: z.enum(LANGUAGES).default('en'),
});
export type DirectorySheet = z.infer<typeof directorySheet>;

/** Without `ids`: the contacts that the query of the list finds, in its order. */
export const exportOptions = contactQuery.extend({
  format: z.enum(EXPORT_FORMATS),
  /** Only contacts of at least one of these. */
  groups: z.array(z.string()).min(1).max(1000).optional(),
  ids: z.array(z.number().int()).optional(),
  /** Absent: all; for a directory, those of `DIRECTORY_FIELDS`. See `CHOSEN_FIELDS`. */
  fields: z.array(z.enum(EXPORT_FIELDS)).optional(),
  /** For `directory-pdf`. */
  sheet: directorySheet.optional(),
  /** `spreadsheet`: cells that a spreadsheet program would calculate are made harmless; `machine`: raw. */
  mode: z.enum(['spreadsheet', 'machine']).default('spreadsheet'),
  /** Under which name of the directory the contacts hang, for `ldif`. */
  baseDn: z
    .string()
    .regex(/^(?:[a-z][a-z0-9-]*=[^,]+)(?:,[a-z][a-z0-9-]*=[^,]+)*$/i)
    .max(500)
    .default('ou=contacts,dc=switchbook,dc=local'),
  /** Photos without what cameras wrote into them: place, time, names. */
  plainPhotos: z.boolean().optional(),
  /** Pixels: photos whose longer side has more are scaled down to it. */
  photoSide: z.number().int().min(16).max(4096).optional(),
  /** The legal notice was shown and accepted. Anything but true is refused. */
  privacyNoticeAccepted: z.boolean(),
});
export type ExportOptions = z.infer<typeof exportOptions>;

export interface ExportResult {
  /** Names the finished file for `files.read`. */
  file: string;
  fileName: string;
  contacts: number;
  bytes: number;
  problems: Problem[];
}
