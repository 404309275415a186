/**
 * Templates: which column of which product's file holds what, as data in `resources/templates/*.json`.
 * A template is added by adding an entry to one of these files.
 */
import { z } from 'zod';
import crm from '../../resources/templates/crm.json' with { type: 'json' };
import google from '../../resources/templates/google.json' with { type: 'json' };
import mail from '../../resources/templates/mail.json' with { type: 'json' };
import outlook from '../../resources/templates/outlook.json' with { type: 'json' };
import pbx from '../../resources/templates/pbx.json' with { type: 'json' };
import phones from '../../resources/templates/phones.json' with { type: 'json' };
import switchbook from '../../resources/templates/switchbook.json' with { type: 'json' };
import thunderbird from '../../resources/templates/thunderbird.json' with { type: 'json' };
import type { TemplateContent } from '../api/import.ts';
import { templateContent } from '../api/import.ts';
import { reading } from '../api/reading.ts';
import { NUMBER_KINDS } from '../directory/contact.ts';
import { GROUP_KINDS } from '../directory/group.ts';
import { parseTarget } from './target.ts';

/**
 * Header (or several writings of it) and target, see `target.ts`. `{n}` stands for a number that the
 * header and its target share. A header that repeats in the file takes its entries in order.
 */
const columns = z.array(z.tuple([z.union([z.string(), z.array(z.string()).min(1)]), z.string()]));

/** A column counted from 1. */
const place = z.number().int().min(1);

const templateFile = z.array(
  z.object({
    id: z.string(),
    /** A product's name, the same in every language. */
    name: z.string(),
    /** Names of our own export formats that write such files. */
    exports: z.array(z.string()).default([]),
    /** As the product writes its files. */
    delimiter: reading.shape.delimiter,
    encodings: z.array(reading.shape.encoding.unwrap()).optional(),
    /** The order of day and month where the file itself does not tell. */
    dates: z.enum(['dmy', 'mdy']).optional(),
    /** The product's header in its order. Numbered columns come in any number, or not at all. */
    columns: columns.default([]),
    /** Further columns, which other versions of the product write or which a person has to ask for. */
    also: columns.default([]),
    /** `columns` is what must be there; what else such files hold is not known. */
    partial: z.boolean().optional(),
    /** Files without a header: what each cell of a row looks like (`shape.ts`), and its target. */
    cells: z.array(z.tuple([z.string(), z.string()])).optional(),
    /** How the lines above such rows begin. */
    preamble: z.string().optional(),
    /** What may stand before the last cell of a row instead of the delimiter. */
    lastDelimiter: z.string().length(1).optional(),
    /** Rows that only say a further number of another row, see `members.ts`. */
    members: z.object({ role: place, is: z.string(), reference: place, to: place }).optional(),
    /** Columns that say by one of these words that the name is a company's. */
    company: z.object({ headers: z.array(z.string()), words: z.array(z.string()) }).optional(),
    /** Words that mean an empty company or group. */
    nothing: z.array(z.string()).default([]),
    /** Last words of a full name that say the kind of its number. */
    nameSuffixes: z.record(z.string(), z.enum(NUMBER_KINDS)).optional(),
    /** Cells that a spreadsheet program would calculate were made harmless, see `formats/csv/escape.ts`. */
    escaped: z.boolean().optional(),
    /** The kind of group that such a file belongs to. */
    groupKind: z.enum(GROUP_KINDS).optional(),
  }),
);

export type DateOrder = 'dmy' | 'mdy';
type TemplateData = z.infer<typeof templateFile>[number];

export interface TemplateColumn {
  headers: string[];
  target: string;
}

export interface Template extends Omit<TemplateData, 'columns' | 'also'> {
  columns: TemplateColumn[];
  also: TemplateColumn[];
  /** Saved in the site: its mapping by header, and by position where the file has no header. */
  saved?: TemplateContent;
}

export type SavedTemplate = Template & { saved: TemplateContent };

const readColumns = (data: TemplateData['columns']): TemplateColumn[] =>
  data.map(([header, target]) => {
    parseTarget(target.replaceAll('{n}', '1'));
    return { headers: typeof header === 'string' ? [header] : header, target };
  });

let builtIn: readonly Template[] | undefined;

export const templates = (): readonly Template[] =>
  (builtIn ??= [switchbook, pbx, google, outlook, thunderbird, mail, phones, crm]
    .flatMap((file) => templateFile.parse(file))
    .map((template) => ({
      ...template,
      columns: readColumns(template.columns),
      also: readColumns(template.also),
    })));

/** A mapping that was saved in a site, as a template; null when it is not one. */
export function savedTemplate(id: string, name: string, content: unknown): SavedTemplate | null {
  const read = templateContent.safeParse(content);
  if (!read.success) return null;
  return { id, name, exports: [], nothing: [], columns: [], also: [], saved: read.data };
}
