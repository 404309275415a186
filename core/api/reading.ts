/** How a file of contacts is read, and what was understood of it. */
import { z } from 'zod';
import { ADDRESS_PARTS, NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';

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
    field: z.enum(ADDRESS_PARTS),
    slot: z.number().int(),
    kind: z.enum(PLACE_KINDS).optional(),
  }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** By column index; null for a column that is left out. By index, because headers repeat (`Titre` twice). */
export const columnMapping = z.array(columnTarget.nullable()).max(1000);
export type ColumnMapping = z.infer<typeof columnMapping>;

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
