import type { Argument, Command } from 'commander';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { idArgument } from './choice.ts';
import { showDifference } from './difference.ts';
import { save } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
import {
  carryOut,
  confirmOption,
  reportFormat,
  reportOption,
  unlock,
  writeReport,
  type ReportWords,
} from './sending.ts';

const number = (): Argument => idArgument('<number>', 'as the list says it');

export function backupCommands(program: Command, act: Act): void {
  const backup = program.command('backup').description('what the PBX held before each upload');

  siteOption(
    backup.command('list', { isDefault: true }).description('the backups of a site, the latest first'),
  ).action((options: SiteOptions) =>
    act(options, async (terminal) => {
      const listed = await terminal.call('backups.list', {});
      terminal.result(listed, () =>
        listed.backups.map(({ id, at, model, serial, contacts, groups }) =>
          terminal.text('backup-line', { id, at, model, serial, contacts, groups }),
        ),
      );
      return EXIT.done;
    }),
  );

  siteOption(backup.command('export').description('all that the PBX held then, as a JSON file'))
    .addArgument(number())
    .requiredOption('--output <file>', 'where to put it', pathOf)
    .action((id: number, { output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        const { file } = await terminal.call('backups.export', { id });
        save(terminal, file, output);
        terminal.result({ id, output }, () => [output]);
        return EXIT.done;
      }),
    );

  siteOption(backup.command('restore').description('bring the PBX back to what it held then'))
    .addArgument(number())
    .option('--dry-run', 'show what would be sent, send nothing')
    .addOption(confirmOption())
    .addOption(reportOption())
    .action((id: number, options: SiteOptions & ReportWords & { dryRun?: true }) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const comparison = await terminal.call('backups.restore', { id });
        if (options.dryRun === true) return showDifference(terminal, comparison);
        return carryOut(terminal, comparison, { ...options, decisions: {}, takeOver: false });
      }),
    );

  const uploads = program.command('uploads').description('what was uploaded, when and by whom');

  siteOption(
    uploads.command('list', { isDefault: true }).description('the uploads of a site, the latest first'),
  ).action((options: SiteOptions) =>
    act(options, async (terminal) => {
      const listed = await terminal.call('uploads.list', { limit: 100 });
      terminal.result(listed, () =>
        listed.uploads.map(({ id, at, person, login, operations, failed, verified }) =>
          terminal.text('upload-line', {
            id,
            at,
            by: person ?? '',
            login: login ?? '',
            operations,
            failed,
            verified: String(verified),
          }),
        ),
      );
      return EXIT.done;
    }),
  );

  siteOption(uploads.command('report').description('the report of an upload'))
    .addArgument(number())
    .requiredOption('--output <file>', '*.json, or *.pdf for printing', pathOf)
    .action((id: number, { output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        await writeReport(terminal, id, reportFormat(output), output);
        terminal.result({ id, output }, () => [output]);
        return EXIT.done;
      }),
    );
}
