/** Exporting as it crosses the contract. */
import { z } from 'zod';
import { PHONE_FORMATS } from '../directory/phone-book.ts';
import { LANGUAGES } from '../language/text.ts';
import type { Problem } from '../problem/problem.ts';
import { contactQuery } from './shapes.ts';

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
