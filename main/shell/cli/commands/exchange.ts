import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import {
  EXPORT_FORMATS,
  IMPORT_POLICIES,
  type ExportFormat,
  type ImportPolicy,
  type ImportReport,
  type ImportRow,
} from '../../../../core/api/exchange.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import notice from '../../../../resources/translations/privacy-notice.json' with { type: 'json' };
import { speaker } from '../../../../core/language/text.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { choice } from './choice.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

interface ImportWords extends SiteOptions {
  template?: string;
  group?: string[];
  policy: ImportPolicy;
  country?: string;
  sheet?: string;
  dryRun?: true;
  report?: string;
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

function take(terminal: Terminal, path: string): string {
  try {
    return terminal.services.desk.files.add(basename(path), readFileSync(path));
  } catch (error) {
    if (error instanceof SwitchbookError) throw error;
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

async function allRows(terminal: Terminal, plan: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (;;) {
    const page = await terminal.call('import.rows', { plan, show: 'all', offset: rows.length, limit: 1000 });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) break;
  }
  return rows.sort((a, b) => a.row - b.row);
}

/** The document that `import --json` prints and `--report` saves. */
function reportDocument(terminal: Terminal, report: Omit<ImportReport, 'at'>) {
  return {
    file: report.file,
    read: report.read,
    created: report.created,
    updated: report.updated,
    unchanged: report.unchanged,
    rejected: report.rejected,
    warnings: report.warnings,
    problems: report.problems.map((problem) => terminal.said(problem)),
    rows: report.rows.map(({ row, outcome, name, reasons }) => ({
      row,
      outcome,
      name,
      reasons: reasons.map((reason) => ({ column: '', value: '', ...terminal.said(reason) })),
    })),
  };
}

export function exchangeCommands(program: Command, act: Act): void {
  siteOption(program.command('import').description('take contacts from a CSV, Excel or vCard file'))
    .argument('<file>', 'the file', pathOf)
    .option('--template <id>', 'how to read the columns; recognised from the header when absent')
    .option('--group <name>', 'put the contacts in this group; may be repeated', collect)
    .addOption(
      choice('--policy <policy>', 'what to do with contacts that are there already', IMPORT_POLICIES).default(
        'update',
      ),
    )
    .option('--country <code>', 'ISO code for national numbers; the site’s when absent')
    .option('--sheet <name>', 'the sheet of an Excel file')
    .option('--dry-run', 'show what would happen, change nothing')
    .option('--report <file>', 'save the report as JSON', pathOf)
    .action(
      (
        file: string,
        { template, group, policy, country, sheet, dryRun, report: reportFile, ...options }: ImportWords,
      ) =>
        act(options, async (terminal) => {
          const preview = await terminal.call('import.preview', {
            file: take(terminal, file),
            options: {
              policy,
              reading: sheet === undefined ? {} : { sheet },
              groups: group ?? [],
              ...(template === undefined ? {} : { template }),
              ...(country === undefined ? {} : { country: country.toUpperCase() }),
            },
          });
          const report =
            dryRun === true
              ? { ...preview, file: basename(file), rows: await allRows(terminal, preview.plan) }
              : await terminal.call('import.commit', { plan: preview.plan });
          const document = reportDocument(terminal, report);
          if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(document, null, 2)}\n`);
          terminal.result(document, () => [
            ...document.problems.map(({ message, remedy }) => `${message} ${remedy}`.trimEnd()),
            ...document.rows.flatMap(({ row, name, reasons }) =>
              reasons.map(({ message, remedy }) =>
                `${terminal.text('row', { row })} ${name}: ${message} ${remedy}`.trimEnd(),
              ),
            ),
            terminal.text(dryRun === true ? 'import-would' : 'import-done', {
              read: report.read,
              created: report.created,
              updated: report.updated,
              unchanged: report.unchanged,
              rejected: report.rejected,
            }),
          ]);
          return report.rejected > 0 ? EXIT.rejected : EXIT.done;
        }),
    );

  interface ExportWords extends SiteOptions {
    format: ExportFormat;
    group?: string;
    initial?: string;
    output: string;
    machine?: true;
    acceptPrivacyNotice?: true;
  }

  siteOption(program.command('export').description('write contacts to a file'))
    .addOption(choice('--format <format>', 'the kind of file', EXPORT_FORMATS).makeOptionMandatory())
    .option('--group <name>', 'only this contact group')
    .option('--initial <letter>', 'only names that begin with it')
    .requiredOption('--output <file>', 'where to write', pathOf)
    .option('--machine', 'for programs: cells are written raw, also those that a spreadsheet would calculate')
    .option('--accept-privacy-notice', 'the privacy notice has been read and is complied with')
    .action(({ format, group, initial, output, machine, acceptPrivacyNotice, ...options }: ExportWords) =>
      act(options, async (terminal) => {
        if (acceptPrivacyNotice !== true) {
          const say = speaker(notice, terminal.language);
          for (const key of Object.keys(notice)) if (isNoticeKey(key)) terminal.note(say(key));
        }
        const result = await terminal.call('export.run', {
          format,
          mode: machine === true ? 'machine' : 'spreadsheet',
          privacyNoticeAccepted: acceptPrivacyNotice === true,
          ...(group === undefined ? {} : { group }),
          ...(initial === undefined ? {} : { initial }),
        });
        writeFileSync(output, terminal.services.desk.files.bytes(result.file));
        const problems = result.problems.map((problem) => terminal.said(problem));
        terminal.result({ contacts: result.contacts, output, problems }, () => [
          ...problems.map(({ message, remedy }) => `${message} ${remedy}`.trimEnd()),
          terminal.text('export-done', { contacts: result.contacts, output }),
        ]);
        return EXIT.done;
      }),
    );
}

const isNoticeKey = (key: string): key is keyof typeof notice => Object.hasOwn(notice, key);
