/**
 * Templates: which column of which product's file holds what, as data in `resources/templates/*.json`.
 * A template is added by adding an entry to one of these files.
 */
import { z } from 'zod';
import google from '../../resources/templates/google.json' with { type: 'json' };
import outlook from '../../resources/templates/outlook.json' with { type: 'json' };
import switchbook from '../../resources/templates/switchbook.json' with { type: 'json' };
import telephony from '../../resources/templates/telephony.json' with { type: 'json' };
import thunderbird from '../../resources/templates/thunderbird.json' with { type: 'json' };
import type { TemplateContent } from '../api/exchange.ts';
import { templateContent } from '../api/exchange.ts';
import { NUMBER_KINDS } from '../directory/contact.ts';
import { GROUP_KINDS } from '../directory/group.ts';
import { parseTarget } from './target.ts';

const templateFile = z.array(
  z.object({
    id: z.string(),
    /** A product's name, the same in every language. */
    name: z.string(),
    /**
     * Header (or several writings of it) and target, see `target.ts`. `{n}` stands for a number that
     * the header and its target share. A header that repeats in the file takes its entries in order.
     */
    columns: z.array(z.tuple([z.union([z.string(), z.array(z.string()).min(1)]), z.string()])),
    /** The order of day and month where the file itself does not tell. */
    dates: z.enum(['dmy', 'mdy']).optional(),
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

export interface Template extends Omit<TemplateData, 'columns'> {
  columns: { headers: string[]; target: string }[];
  /** Saved in the site: its mapping by header, and by position where the file has no header. */
  saved?: TemplateContent;
}

export type SavedTemplate = Template & { saved: TemplateContent };

let builtIn: readonly Template[] | undefined;

export const templates = (): readonly Template[] =>
  (builtIn ??= [switchbook, telephony, google, outlook, thunderbird]
    .flatMap((file) => templateFile.parse(file))
    .map((template) => ({
      ...template,
      columns: template.columns.map(([header, target]) => {
        parseTarget(target.replaceAll('{n}', '1'));
        return { headers: typeof header === 'string' ? [header] : header, target };
      }),
    })));

/** A mapping that was saved in a site, as a template; null when it is not one. */
export function savedTemplate(id: string, name: string, content: unknown): SavedTemplate | null {
  const read = templateContent.safeParse(content);
  if (!read.success) return null;
  return { id, name, nothing: [], columns: [], saved: read.data };
}
