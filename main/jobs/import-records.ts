/** The records of a file that was read: its columns as they are assigned, its values as the rules leave them. */
import type { ImportOptions } from '../../core/api/import.ts';
import type { Normalised, Rule } from '../../core/api/rules.ts';
import { RULE_DEFAULTS } from '../../core/api/rules.ts';
import { provenOrder } from '../../core/exchange/birthday.ts';
import { columnName } from '../../core/exchange/header.ts';
import { joinMembers } from '../../core/exchange/members.ts';
import { Normaliser } from '../../core/exchange/normalise/normaliser.ts';
import type { ImportRecord } from '../../core/exchange/record.ts';
import { NumberReader, recordOfDraft } from '../../core/exchange/record.ts';
import { RowReader } from '../../core/exchange/rows.ts';
import type { DateOrder, Template } from '../../core/exchange/template.ts';
import type { TableRow } from '../../core/formats/table.ts';
import { type ImportFile, isTable, type TableFile } from './import-file.ts';

/** Which rules are on: those asked for, else those of a saved template, else the product's. */
export function rulesOf(file: ImportFile, options: ImportOptions): Record<Rule, boolean> {
  const saved = isTable(file) ? file.layout.recognition?.template.saved?.rules : undefined;
  return { ...RULE_DEFAULTS, ...saved, ...options.rules };
}

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
