/** The report of an upload as a file: for programs, or to print. */
import { z } from 'zod';
import type { UploadReport } from '../../core/api/upload.ts';
import { labelledShape, numberShape } from '../../core/directory/contact-shape.ts';
import type { Language } from '../../core/language/text.ts';
import { speaker } from '../../core/language/text.ts';
import { WRITE_KINDS } from '../../core/merge/input.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { isProblemCode, problemText } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import catalogue from '../../resources/translations/upload-report.json' with { type: 'json' };
import type { Site } from '../site/site.ts';
import { recordShape } from '../site/record-shape.ts';

const text = z.string();
const value = z.union([
  text,
  z.array(text),
  z.array(labelledShape(text)),
  z.array(numberShape(text)),
  recordShape.shape.addresses,
]);
const problem: z.ZodType<Problem> = z.object({
  code: text.refine(isProblemCode),
  severity: z.enum(['error', 'warning']),
  value: text.exactOptional(),
  params: z.record(text, z.union([text, z.number()])).exactOptional(),
});
const result = z.object({
  kind: z.enum(WRITE_KINDS),
  target: text,
  outcome: z.enum(['done', 'refused', 'unknown']),
  problem: problem.nullable(),
  changes: z
    .array(
      z.object({
        field: z.enum([...recordShape.keyof().options, 'name', 'standardForNew', 'grant', 'standard']),
        before: value,
        after: value,
      }),
    )
    .default([]),
});

/** Reports of earlier versions say less: what they do not say is empty. */
const reportShape = z.object({
  at: text,
  by: z.object({ person: text, login: text }).default({ person: '', login: '' }),
  pbx: z
    .object({ model: text, serial: text, firmware: text })
    .default({ model: '', serial: '', firmware: '' }),
  backup: z.number().nullable().default(null),
  restored: z.number().nullable().default(null),
  operations: z.array(result),
  takenOver: z.number(),
  takenOverRights: z.number().default(0),
  pullStep: z.number().nullable().default(null),
  verified: z.boolean(),
  differences: z.array(z.object({ target: text, field: text, expected: text, found: text })),
}) satisfies z.ZodType<Omit<UploadReport, 'id'>>;

/** Errors: `upload-report-missing`, `site-damaged`. */
export async function uploadReportFile(
  site: Site,
  id: number,
  format: 'json' | 'pdf',
  language: Language,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const read = reportShape.safeParse(site.reports.upload(id));
  if (!read.success) {
    throw new SwitchbookError('site-damaged', { value: site.path }, { cause: read.error });
  }
  const report = { id, ...read.data };
  const { name } = site.info();
  const title = speaker(catalogue, language)('file-name', { site: name, number: id });
  // Typesetting is loaded when something is typeset.
  return {
    fileName: `${title}.${format}`,
    bytes:
      format === 'pdf'
        ? await (await import('./upload-pdf.ts')).uploadPdf(report, name, language)
        : new TextEncoder().encode(`${JSON.stringify(document(report, name, language), null, 2)}\n`),
  };
}

/** Complaints carry their sentences: whoever reads the file later has no catalogue. */
const document = (report: UploadReport, site: string, language: Language) => ({
  site,
  ...report,
  operations: report.operations.map(({ problem: complaint, ...operation }) => ({
    ...operation,
    problem: complaint && { ...complaint, ...problemText(complaint, language) },
  })),
});
