/** A file to be imported, read and understood: a table with its columns, or cards. */
import type { ImportOptions } from '../../core/api/import.ts';
import type { Inspection, Reading } from '../../core/api/reading.ts';
import type { Normalised, Rule } from '../../core/api/rules.ts';
import { RULE_DEFAULTS } from '../../core/api/rules.ts';
import { provenOrder } from '../../core/exchange/birthday.ts';
import type { Layout } from '../../core/exchange/header.ts';
import { columnName, layOut } from '../../core/exchange/header.ts';
import { joinMembers } from '../../core/exchange/members.ts';
import { Normaliser } from '../../core/exchange/normalise/normaliser.ts';
import type { ImportRecord } from '../../core/exchange/record.ts';
import { NumberReader, recordOfDraft } from '../../core/exchange/record.ts';
import type { Recognition } from '../../core/exchange/recognise.ts';
import { withoutReasons } from '../../core/exchange/reason.ts';
import { RowReader } from '../../core/exchange/rows.ts';
import { isExpected } from '../../core/exchange/shape.ts';
import type { DateOrder, Template } from '../../core/exchange/template.ts';
import { readCsv } from '../../core/formats/csv/read.ts';
import { sniffFile } from '../../core/formats/sniff.ts';
import type { Table, TableRow } from '../../core/formats/table.ts';
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
  const complaints = table.problems.filter((problem) => !isExpected(problem, used));
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

/**
 * The records of a file, one by one, without the rows that the user has left out. `normaliser` counts what
 * the rules change.
 *
 * @param numbers Knows what the device makes of numbers without country.
 */
export function* readRecords(
  file: ImportFile,
  options: ImportOptions,
  siteCountry: string,
  normaliser = new Normaliser(rulesOf(file, options)),
  numbers = new NumberReader(),
): Generator<ImportRecord> {
  const country = options.country ?? siteCountry;
  const excluded = new Set(options.exclude);
  if (!isTable(file)) {
    for (const { row, contact, problems, exact } of file.entries) {
      const rules = exact === true ? null : normaliser;
      if (!excluded.has(row)) yield recordOfDraft(row, contact, problems, country, numbers, rules);
    }
    return;
  }
  const { layout } = file;
  const reader = rowReader(file, options, country, normaliser, numbers);
  const members = layout.recognition?.template.members;
  if (members !== undefined) {
    yield* joinMembers(layout.rows, members, excluded, (row) => reader.read(row));
    return;
  }
  for (const row of layout.rows) {
    const record = excluded.has(row.row) ? null : reader.read(row);
    if (record !== null) yield record;
  }
}

/**
 * What the rules change in each row of a file, in the file’s order; rows without a change are left out.
 * `wanted`: the only row that is asked for.
 */
export function* normalisedRows(
  file: ImportFile,
  options: ImportOptions,
  siteCountry: string,
  wanted?: number,
): Generator<{ row: number; changes: Normalised[] }> {
  const country = options.country ?? siteCountry;
  const normaliser = new Normaliser(rulesOf(file, options));
  const numbers = new NumberReader();
  const excluded = new Set(options.exclude);
  const reader = isTable(file) ? rowReader(file, options, country, normaliser, numbers) : null;
  for (const entry of isTable(file) ? file.layout.rows : file.entries) {
    if ('exact' in entry || excluded.has(entry.row) || (wanted !== undefined && entry.row !== wanted))
      continue;
    const changes = normaliser.traced(() => {
      if ('cells' in entry) reader?.read(entry);
      else recordOfDraft(entry.row, entry.contact, entry.problems, country, numbers, normaliser);
    });
    if (changes.length > 0) yield { row: entry.row, changes };
  }
}

/** What the rules change in one row. */
export function normalisedOf(
  file: ImportFile,
  options: ImportOptions,
  siteCountry: string,
  row: number,
): Normalised[] {
  const [found] = normalisedRows(file, options, siteCountry, row);
  return found?.changes ?? [];
}

function rowReader(
  { layout }: TableFile,
  options: ImportOptions,
  country: string,
  normaliser: Normaliser,
  numbers: NumberReader,
): RowReader {
  const mapping = options.mapping ?? layout.mapping;
  const template = layout.recognition?.template ?? null;
  return new RowReader({
    mapping,
    columnNames: layout.headers.map(columnName),
    template,
    dates: dateOrder(layout.rows, mapping, template, country),
    country,
    numbers,
    normaliser,
  });
}

/** What the file's own dates prove, else what its product writes, else what the country writes. */
function dateOrder(
  rows: readonly TableRow[],
  mapping: NonNullable<ImportOptions['mapping']>,
  template: Template | null,
  country: string,
): DateOrder {
  const column = mapping.findIndex((target) => target?.field === 'birthday');
  const proven = column < 0 ? null : provenOrder(rows.values().map(({ cells }) => cells[column] ?? ''));
  return proven ?? template?.dates ?? (country === 'US' ? 'mdy' : 'dmy');
}

/** The first column that holds a field of a contact, for complaints about what is not there. */
export function columnOf(file: ImportFile, options: ImportOptions, field: string): string | undefined {
  if (!isTable(file)) return undefined;
  const wanted = FIELD_COLUMNS[field] ?? [field];
  const mapping = options.mapping ?? file.layout.mapping;
  const index = mapping.findIndex((target) => target !== null && wanted.includes(target.field));
  return index < 0 ? undefined : columnName(file.layout.headers[index] ?? '', index);
}

const FIELD_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  familyName: ['familyName', 'fullName'],
  numbers: ['number'],
};

/** Which rules are on: those asked for, else those of a saved template, else the product's. */
export function rulesOf(file: ImportFile, options: ImportOptions): Record<Rule, boolean> {
  const saved = isTable(file) ? file.layout.recognition?.template.saved?.rules : undefined;
  return { ...RULE_DEFAULTS, ...saved, ...options.rules };
}

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
