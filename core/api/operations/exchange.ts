/** Import, its templates, and export. */
import { z } from 'zod';
import { LANGUAGES } from '../../language/text.ts';
import { exportOptions } from '../export.ts';
import { importOptions, OUTCOMES, templateContent, templateName } from '../import.ts';
import type { ExportResult } from '../export.ts';
import type { ImportPreview, ImportReport, ImportRow, ImportRowDetail } from '../import.ts';
import type { Inspection } from '../reading.ts';
import type { ReportBlock } from '../report.ts';
import { command, fileId, job, none, query } from '../operation.ts';

const templateId = z.string().max(100);

export const exchange = {
  'import.inspect': job<Inspection>()(z.object({ file: fileId, options: importOptions })),
  /** Errors: `country-unknown`, `import-…`. */
  'import.preview': job<ImportPreview>()(z.object({ file: fileId, options: importOptions })),
  /** Rows of a preview: problems first, then by row. */
  'import.rows': job<{ total: number; rows: ImportRow[] }>()(
    z.object({
      plan: z.string(),
      show: z.enum(['all', 'problems', ...OUTCOMES]),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
    }),
  ),
  'import.row': job<ImportRowDetail>()(z.object({ plan: z.string(), row: z.number().int() })),
  'import.commit': job<ImportReport>()(z.object({ plan: z.string() })),
  /** The rejected rows as a CSV file with a column of reasons. */
  'import.rejects': job<{ file: string; fileName: string }>()(
    z.object({ plan: z.string(), language: z.enum(LANGUAGES) }),
  ),
  /** What was read and how, and what became of it, to show and as one page to print; before and after the commit. */
  'import.report': job<{ file: string; fileName: string; blocks: ReportBlock[] }>()(
    z.object({ plan: z.string(), language: z.enum(LANGUAGES) }),
  ),

  'templates.list': query<{ templates: { id: string; name: string; own: boolean }[] }>()(none),
  /** Replaces the template named by `id`, else one of the same name; else it is new. */
  'templates.save': command<{ id: string }>()(
    templateContent.extend({ id: templateId.optional(), name: templateName }),
  ),
  'templates.rename': command<Record<string, never>>()(z.object({ id: templateId, name: templateName })),
  'templates.delete': command<Record<string, never>>()(z.object({ id: templateId })),
  /** A saved template as a file, for another site or another user. */
  'templates.share': query<{ file: string; fileName: string }>()(z.object({ id: templateId })),
  /** The template of such a file; a name that is taken gets a number. */
  'templates.take': command<{ id: string; name: string }>()(z.object({ file: fileId })),

  'export.run': job<ExportResult>()(exportOptions),
};
