/**
 * The rejected records of an import as a file of the kind they came from, each with its reasons: to be
 * corrected and imported again. Only the reasons are made harmless for spreadsheet programs: the rest is
 * the user's own file, where an apostrophe more would be a change.
 */
import { columnName } from '../../core/exchange/header.ts';
import type { PlannedRow } from '../../core/exchange/plan.ts';
import {
  COMMENTED_REASON,
  markedReason,
  REASON_HEADER,
  REASON_PROPERTY,
} from '../../core/exchange/reason.ts';
import { annotateEntries, type Comments } from '../../core/formats/annotate-entries.ts';
import { annotateCsv } from '../../core/formats/csv/annotate.ts';
import { escapeCell } from '../../core/formats/csv/escape.ts';
import { decodeText } from '../../core/formats/encoding.ts';
import { annotateCards } from '../../core/formats/vcard/annotate.ts';
import { writeXlsx } from '../../core/formats/xlsx/write.ts';
import { decodeXml } from '../../core/formats/xml/read.ts';
import { xmlComment } from '../../core/formats/xml/write.ts';
import type { Language } from '../../core/language/text.ts';
import { problemLine } from '../../core/problem/problem.ts';
import { isTable, type TableFile } from './import-file.ts';
import type { OpenPlan } from './import-plans.ts';

export interface RejectsFile {
  bytes: Uint8Array;
  extension: string;
}

type Reasons = ReadonlyMap<number, string>;

/** `source`: the file that was read. */
export function writeRejects(
  { file, source: bytes, options }: Pick<OpenPlan, 'file' | 'source' | 'options'>,
  rejected: readonly PlannedRow[],
  language: Language,
): RejectsFile {
  const reasons = new Map(
    rejected.map(({ row, reasons: all }) => [row, all.map((it) => problemLine(it, language)).join(' ')]),
  );
  if (isTable(file)) {
    return file.format === 'csv'
      ? { bytes: csvRejects(file, bytes, reasons, language), extension: extensionOf(file.name, '.csv') }
      : { bytes: workbookRejects(file, reasons, language), extension: '.xlsx' };
  }
  const { format, entries, name } = file;
  if (format === 'vcard') {
    return { bytes: annotateCards(bytes, REASON_PROPERTY, reasons), extension: '.vcf' };
  }
  const decoded = format === 'xml' ? decodeXml(bytes) : decodeText(bytes, options.reading.encoding);
  const marked = new Map([...reasons].map(([row, reason]) => [row, markedReason(reason, language)]));
  return {
    bytes: annotateEntries(bytes, decoded, entries, marked, COMMENTS[format]),
    extension: extensionOf(name, `.${format}`),
  };
}

/** Comments are no part of an entry (RFC 2849). */
const COMMENTS = {
  xml: { print: xmlComment, begin: COMMENTED_REASON.xml, end: '-->' },
  ldif: {
    print: (note) => `# ${note.replaceAll(/[\t\r\n ]+/g, ' ')}`,
    begin: COMMENTED_REASON.ldif,
    end: '\n',
  },
} as const satisfies Record<string, Comments>;

/** Text files have many names: `.txt`, `.tsv`. */
const extensionOf = (name: string, usual: string): string => /\.\w{1,8}$/.exec(name)?.[0] ?? usual;

/** In a spreadsheet program a reason must not be calculated. */
const noteOf = (reason: string): string => escapeCell(reason, 'spreadsheet');

function csvRejects(file: TableFile, bytes: Uint8Array, reasons: Reasons, language: Language): Uint8Array {
  const { layout, reading } = file;
  const { encoding, delimiter, quoting } = reading;
  const rows = withMembers(file, reasons).map(([row, reason]) => {
    const note = layout.headerRow > 0 ? noteOf(reason) : markedReason(reason, language);
    return [row, note] as const;
  });
  return annotateCsv(
    bytes,
    {
      ...(encoding === null ? {} : { encoding }),
      ...(delimiter === null ? {} : { delimiter }),
      ...(quoting === null ? {} : { quoting }),
    },
    {
      header: layout.headerRow > 0 ? { row: layout.headerRow, note: REASON_HEADER[language] } : null,
      firstRow: layout.rows[0]?.row ?? 1,
      rows: new Map(rows),
    },
  );
}

/** With the rows that belong to a rejected one: they come without a reason of their own. */
function withMembers({ layout }: TableFile, reasons: Reasons): [row: number, reason: string][] {
  const members = layout.recognition?.template.members;
  if (members === undefined) return [...reasons];
  const all: [number, string][] = [];
  const names = new Set<string>();
  const cell = (cells: readonly string[], place: number): string => (cells[place - 1] ?? '').trim();
  const isMember = (cells: readonly string[]): boolean => cell(cells, members.role) === members.is;
  for (const { row, cells } of layout.rows) {
    if (reasons.has(row) && !isMember(cells)) names.add(cell(cells, members.to));
  }
  let above = false;
  for (const { row, cells } of layout.rows) {
    const reason = reasons.get(row);
    const reference = cell(cells, members.reference);
    if (!isMember(cells)) above = reason !== undefined;
    else if (reason === undefined && (reference === '' ? above : names.has(reference))) all.push([row, '']);
    if (reason !== undefined) all.push([row, reason]);
  }
  return all;
}

function workbookRejects({ layout, reading }: TableFile, reasons: Reasons, language: Language): Uint8Array {
  const { headers, headerRow } = layout;
  const hasHeader = headerRow > 0;
  const rows = layout.rows
    .filter(({ row }) => reasons.has(row))
    .map(({ row, cells }) => {
      const reason = reasons.get(row) ?? '';
      return [
        ...headers.map((_, i) => cells[i] ?? ''),
        hasHeader ? noteOf(reason) : markedReason(reason, language),
      ];
    });
  const header = hasHeader ? [[...headers, REASON_HEADER[language]]] : [];
  return writeXlsx([...header, ...rows], reading.sheet ?? columnName('', 0)).bytes;
}
