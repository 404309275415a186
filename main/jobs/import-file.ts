/** A file to be imported, read and understood: a table with its columns, or cards. */
import type { ImportOptions } from '../../core/api/import.ts';
import type { Inspection, Reading } from '../../core/api/reading.ts';
import type { Layout } from '../../core/exchange/header.ts';
import { layOut } from '../../core/exchange/header.ts';
import type { Recognition } from '../../core/exchange/recognise.ts';
import { withoutReasons } from '../../core/exchange/reason.ts';
import { understood } from '../../core/exchange/shape.ts';
import type { Template } from '../../core/exchange/template.ts';
import { readCsv } from '../../core/formats/csv/read.ts';
import { sniffFile } from '../../core/formats/sniff.ts';
import type { Table } from '../../core/formats/table.ts';
import { readXlsx } from '../../core/formats/xlsx/read.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { putRight } from './import-cells.ts';
import type { EntryFile } from './import-entries.ts';
import { readEntryFile } from './import-entries.ts';

export interface TableFile {
  format: 'csv' | 'xlsx';
  name: string;
  reading: Inspection['reading'];
  sheets: string[];
  layout: Layout;
  /** Rows that were put right, as the file has them. */
  originals: ReadonlyMap<number, readonly string[]>;
  problems: Problem[];
}

export type ImportFile = TableFile | EntryFile;

export const isTable = (file: ImportFile): file is TableFile =>
  file.format === 'csv' || file.format === 'xlsx';

/**
 * Errors: those of the format's reader, `template-unknown`, and `import-empty` for a file that is whole
 * and holds no record.
 */
export function readImportFile(
  bytes: Uint8Array,
  name: string,
  options: ImportOptions,
  templates: readonly Template[],
): ImportFile {
  const format = sniffFile(bytes, name);
  if (format !== 'csv' && format !== 'xlsx') {
    return readEntryFile(format, bytes, name, options.reading.encoding);
  }
  const wanted = wantedTemplate(options.template, templates);
  // A saved template that was chosen says how its files are read; what the user says now wins.
  const asked: Reading = { ...wanted?.saved?.reading, ...options.reading };
  const { table, reading, sheets } =
    format === 'csv' ? readText(bytes, asked) : readWorkbook(bytes, asked.sheet);
  table.rows = withoutReasons(table.rows);
  const layout = layOut(table, asked, reading, templates, wanted);
  if (layout.rows.length === 0) throw new SwitchbookError('import-empty', { value: name });
  const originals = putRight(layout, options.corrections);
  const used = layout.recognition?.template;
  const width = layout.headers.findLastIndex((header) => header !== '') + 1;
  const complaints = understood(table.problems, used, table.rows, width);
  const problems = [...complaints, ...sheetsLeftOut(sheets, reading.sheet, options.reading.sheet)];
  const read = { ...reading, headerRow: layout.headerRow };
  return { format, name, reading: read, sheets, layout, originals, problems };
}

function wantedTemplate(id: string | undefined, templates: readonly Template[]): Template | undefined {
  if (id === undefined) return undefined;
  const found =
    templates.find((template) => template.id === id) ??
    templates.find((template) => template.exports.includes(id));
  if (found !== undefined) return found;
  throw new SwitchbookError('template-unknown', {
    value: id,
    params: { known: templates.map((template) => template.id).join(', ') },
  });
}

interface ReadTable {
  table: Table;
  reading: Inspection['reading'];
  sheets: string[];
}

function readText(bytes: Uint8Array, asked: Reading): ReadTable {
  const { table, reading } = readCsv(bytes, asked);
  return { table, reading: { ...reading, headerRow: null, sheet: null }, sheets: [] };
}

function readWorkbook(bytes: Uint8Array, wanted: string | undefined): ReadTable {
  const { table, sheets, sheet } = readXlsx(bytes, wanted);
  const reading = { encoding: null, delimiter: null, quoting: null, headerRow: null, sheet };
  return { table, reading, sheets };
}

/**
 * For a device that wants all contacts on one sheet: another sheet with anything in it holds contacts that
 * would be left out unseen. Errors: `import-second-sheet`.
 */
export function checkOneSheet(bytes: Uint8Array, file: ImportFile): void {
  if (!isTable(file) || file.sheets.length < 2) return;
  for (const other of file.sheets.filter((name) => name !== file.reading.sheet)) {
    if (readXlsx(bytes, other).table.rows.every(({ cells }) => cells.every((cell) => cell.trim() === '')))
      continue;
    const params = { sheet: file.reading.sheet ?? '' };
    throw new SwitchbookError('import-second-sheet', { value: other, params });
  }
}

/** One sheet is read: said when there are others and nobody chose. */
const sheetsLeftOut = (sheets: string[], sheet: string | null, wanted: string | undefined): Problem[] =>
  sheets.length < 2 || sheet === null || wanted !== undefined
    ? []
    : [{ code: 'import-one-sheet', severity: 'warning', value: sheet, params: { count: sheets.length } }];

/** What was understood, for the shell. */
export function inspectionOf(file: ImportFile, records: number, options: ImportOptions): Inspection {
  if (!isTable(file)) {
    return {
      format: file.format,
      product: file.product,
      reading: {
        encoding: options.reading.encoding ?? null,
        delimiter: null,
        quoting: null,
        headerRow: null,
        sheet: null,
      },
      sheets: [],
      records,
      template: null,
      alternatives: [],
      columns: [],
      problems: [],
    };
  }
  const { headers, samples, mapping, recognition, ranking } = file.layout;
  const used = recognition?.template;
  return {
    format: file.format,
    product: null,
    reading: file.reading,
    sheets: file.sheets,
    records,
    template: recognition === null ? null : recognised(recognition),
    alternatives: ranking.filter((it) => it.template !== used).map(recognised),
    columns: headers.map((header, i) => ({
      header,
      samples: samples[i] ?? [],
      target: (options.mapping ?? mapping)[i] ?? null,
    })),
    problems: file.problems,
  };
}

const recognised = ({ template, ...why }: Recognition): NonNullable<Inspection['template']> => ({
  id: template.id,
  name: template.name,
  score: why.score,
  matched: why.matched,
  columns: why.columns,
  exact: why.exact,
  unknown: why.unknown,
  missing: why.missing,
});
