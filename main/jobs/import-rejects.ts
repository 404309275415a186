/** The rejected rows of an import as a CSV file: the file's own columns, and one with the reasons. */
import { columnName } from '../../core/exchange/header.ts';
import type { PlannedRow } from '../../core/exchange/plan.ts';
import { escapeCell } from '../../core/formats/csv/escape.ts';
import type { Language } from '../../core/language/text.ts';
import { problemLine } from '../../core/problem/problem.ts';
import { isTable, type ImportFile } from './import-file.ts';

const REASON = { en: 'Reason', fr: 'Motif', de: 'Grund' } as const satisfies Record<Language, string>;
const CARD = {
  en: ['Line', 'Name', 'Number', 'E-mail'],
  fr: ['Ligne', 'Nom', 'Numéro', 'E-mail'],
  de: ['Zeile', 'Name', 'Rufnummer', 'E-Mail'],
} as const satisfies Record<Language, readonly string[]>;

/**
 * UTF-8 with a byte order mark, because spreadsheet programs take it for something else without; the
 * file's delimiter and header, so that the corrected file is recognised as what it was.
 */
export function writeRejects(
  file: ImportFile,
  rejected: readonly PlannedRow[],
  language: Language,
): Uint8Array {
  const delimiter = isTable(file) ? (file.reading.delimiter ?? ';') : ';';
  const cell = (raw: string): string => {
    const text = escapeCell(raw, 'spreadsheet');
    return text.includes(delimiter) || /["\n\r]|^\s|\s$/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  const line = (cells: readonly string[]): string => cells.map(cell).join(delimiter);
  const reasons = new Map(
    rejected.map(({ row, reasons }) => [row, reasons.map((it) => problemLine(it, language)).join(' ')]),
  );
  const lines = [line([...headerOf(file, language), REASON[language]])];
  for (const { row, cells } of rowsOf(file, reasons)) lines.push(line([...cells, reasons.get(row) ?? '']));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

const headerOf = (file: ImportFile, language: Language): readonly string[] =>
  isTable(file)
    ? file.layout.headers.map((header, i) => (file.layout.headerRow > 0 ? header : columnName(header, i)))
    : CARD[language];

function rowsOf(file: ImportFile, wanted: ReadonlyMap<number, string>): { row: number; cells: string[] }[] {
  if (!isTable(file)) {
    return file.entries
      .filter(({ row }) => wanted.has(row))
      .map(({ row, contact }) => ({
        row,
        cells: [
          String(row),
          contact.displayName || [contact.givenName, contact.familyName].join(' ').trim() || contact.company,
          contact.numbers.map((it) => it.value).join(', '),
          contact.emails.map((it) => it.value).join(', '),
        ],
      }));
  }
  const width = file.layout.headers.length;
  return file.layout.rows
    .filter(({ row }) => wanted.has(row))
    .map(({ row, cells }) => ({ row, cells: Array.from({ length: width }, (_, i) => cells[i] ?? '') }));
}
