import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import {
  IMPORT_POLICIES,
  type ImportPolicy,
  type ImportPreview,
  type ImportReport,
  type ImportRow,
} from '../../../../core/api/import.ts';
import {
  DELIMITERS,
  ENCODINGS,
  QUOTINGS,
  type Inspection,
  type Reading,
} from '../../../../core/api/reading.ts';
import { RULES, type Rule } from '../../../../core/api/rules.ts';
import type { InputOf } from '../../../../core/api/contract.ts';
import { readingText } from '../../../../core/exchange/reading-text.ts';
import { writeSafely } from '../../../api/safe-file.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { choice, choices, countryOf, named, wholeNumber } from './choice.ts';
import { ensureOutputs, save, take } from './files.ts';
import { pathOf, signedOption, type SignedOptions } from './options.ts';

interface ImportWords extends SignedOptions {
  template?: string;
  encoding?: NonNullable<Reading['encoding']>;
  delimiter?: NonNullable<Reading['delimiter']>;
  quoting?: NonNullable<Reading['quoting']>;
  headerRow?: number;
  sheet?: string;
  group?: string[];
  policy: ImportPolicy;
  country?: string;
  with?: Rule[];
  without?: Rule[];
  dryRun?: true;
  report?: string;
  rejects?: string;
}

/** Shells make a comma, a tab or a bar hard to type. */
const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DELIMITERS.map((delimiter) => [delimiter, delimiter])),
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
};

const collect = (value: string, before: string[] = []): string[] => [...before, value];

async function allRows(terminal: Terminal, plan: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (;;) {
    const page = await terminal.call('import.rows', { plan, show: 'all', offset: rows.length, limit: 1000 });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) break;
  }
  return rows.sort((a, b) => a.row - b.row);
}

/** How the file was read, as documents say it. */
const howRead = ({ format, product, reading, records, template, columns }: Inspection) => ({
  format,
  // One place that says whose file it is, table or not.
  product: product ?? (template && { id: template.id, name: template.name }),
  ...reading,
  records,
  template,
  columns: columns.map(({ header, target }) => ({ header, target })),
});

/** The document that `import --json` prints and `--report` saves. */
function reportDocument(
  terminal: Terminal,
  { inspection, normalised }: ImportPreview,
  report: Omit<ImportReport, 'at' | 'step'>,
) {
  return {
    file: report.file,
    read: report.read,
    created: report.created,
    updated: report.updated,
    unchanged: report.unchanged,
    rejected: report.rejected,
    warnings: report.warnings,
    how: howRead(inspection),
    normalised,
    problems: report.problems.map((problem) => terminal.said(problem)),
    rows: report.rows.map(({ row, outcome, name, reasons }) => ({
      row,
      outcome,
      name,
      reasons: reasons.map((reason) => ({ column: '', value: '', ...terminal.said(reason) })),
    })),
  };
}

const isPage = (path: string): boolean => ['.html', '.htm'].includes(extname(path).toLowerCase());

const optionsOf = (words: ImportWords): InputOf<'import.preview'>['options'] => ({
  policy: words.policy,
  reading: {
    ...(words.encoding !== undefined && { encoding: words.encoding }),
    ...(words.delimiter !== undefined && { delimiter: words.delimiter }),
    ...(words.quoting !== undefined && { quoting: words.quoting }),
    ...(words.headerRow !== undefined && { headerRow: words.headerRow }),
    ...(words.sheet !== undefined && { sheet: words.sheet }),
  },
  groups: words.group ?? [],
  rules: Object.fromEntries([
    ...(words.with ?? []).map((rule) => [rule, true] as const),
    ...(words.without ?? []).map((rule) => [rule, false] as const),
  ]),
  ...(words.template !== undefined && { template: words.template }),
  ...(words.country !== undefined && { country: words.country }),
});

async function runImport(terminal: Terminal, file: string, words: ImportWords) {
  const options = optionsOf(words);
  ensureOutputs(file, [words.report, words.rejects]);
  const preview = await terminal.call('import.preview', { file: await take(terminal, file), options });
  const { plan } = preview;
  const report =
    words.dryRun === true
      ? { ...preview, file: basename(file), rows: await allRows(terminal, plan) }
      : await terminal.call('import.commit', { plan });
  const document = reportDocument(terminal, preview, report);
  const { language } = terminal;
  if (words.report !== undefined) {
    if (isPage(words.report)) {
      save(terminal, (await terminal.call('import.report', { plan, language })).file, words.report);
    } else {
      writeSafely(words.report, `${JSON.stringify(document, null, 2)}\n`);
    }
  }
  if (words.rejects !== undefined && report.rejected > 0) {
    save(terminal, (await terminal.call('import.rejects', { plan, language })).file, words.rejects);
  }
  terminal.result(document, () => [
    terminal.text('import-read-as', {
      how: readingText(preview.inspection, language)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · '),
    }),
    ...document.problems.map(({ message, remedy }) => `${message} ${remedy}`.trimEnd()),
    ...document.rows.flatMap(({ row, name, reasons }) =>
      reasons.map(({ message, remedy }) =>
        `${terminal.text('row', { row })} ${name}: ${message} ${remedy}`.trimEnd(),
      ),
    ),
    terminal.text(words.dryRun === true ? 'import-would' : 'import-done', {
      read: report.read,
      created: report.created,
      updated: report.updated,
      unchanged: report.unchanged,
      rejected: report.rejected,
    }),
  ]);
  return report.rejected > 0 ? EXIT.rejected : EXIT.done;
}

export function importCommand(program: Command, act: Act): void {
  signedOption(
    program
      .command('import')
      .description('take contacts from a file: CSV, Excel, vCard, LDIF or a phone’s XML'),
  )
    .argument('<file>', 'the file', pathOf)
    .option('--template <id>', 'how to read the columns; recognised from the header when absent')
    .addOption(choice('--encoding <name>', 'of a text file; detected when absent', ENCODINGS))
    .addOption(
      named(
        '--delimiter <sign>',
        'between columns: , ; tab | or its name; detected when absent',
        DELIMITER_NAMES,
      ),
    )
    .addOption(choice('--quoting <style>', 'of quotation marks inside quoted cells', QUOTINGS))
    .addOption(wholeNumber('--header-row <n>', 'row of the column headers; 0: there is none', 0, 100))
    .option('--sheet <name>', 'the sheet of an Excel file')
    .option('--group <name>', 'put the contacts in this group; may be repeated', collect)
    .addOption(
      choice('--policy <policy>', 'what to do with contacts that are there already', IMPORT_POLICIES).default(
        'update',
      ),
    )
    .option('--country <code>', 'ISO code for national numbers; the site’s when absent', countryOf)
    .addOption(choices('--with <rule>', 'switch a rule on', RULES))
    .addOption(choices('--without <rule>', 'switch a rule off', RULES))
    .option('--dry-run', 'show what would happen, change nothing')
    .option('--report <file>', 'save the report: .html to print, else JSON', pathOf)
    .option('--rejects <file>', 'save the rejected rows, if any, to be corrected and imported again', pathOf)
    .action((file: string, words: ImportWords) => act(words, (terminal) => runImport(terminal, file, words)));
}
