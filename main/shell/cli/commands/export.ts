import type { Command } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../../../core/api/exchange.ts';
import { speaker } from '../../../../core/language/text.ts';
import notice from '../../../../resources/translations/privacy-notice.json' with { type: 'json' };
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { choice } from './choice.ts';
import { save } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

interface ExportWords extends SiteOptions {
  format: ExportFormat;
  group?: string;
  initial?: string;
  output: string;
  machine?: true;
  acceptPrivacyNotice?: true;
}

export function exportCommand(program: Command, act: Act): void {
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
        save(terminal, result.file, output);
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
