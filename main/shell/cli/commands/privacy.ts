import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { MANY } from '../sites.ts';
import { EXIT } from '../terminal.ts';
import { idOption } from './choice.ts';
import { idsOf } from './contacts-scope.ts';
import { save } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

export function privacyCommands(program: Command, act: Act): void {
  const privacy = program.command('privacy').description('what is held on one person');

  siteOption(privacy.command('export').description('everything that is held on one contact, as a JSON file'))
    .addOption(idOption('--contact <id>', 'its number, as “contacts” says it').makeOptionMandatory())
    .requiredOption('--output <file>', 'where to put it', pathOf)
    .action(({ contact, output, ...options }: SiteOptions & { contact: number; output: string }) =>
      act(options, async (terminal) => {
        const { file } = await terminal.call('privacy.export', { id: contact });
        save(terminal, file, output);
        terminal.result({ id: contact, output }, () => [output]);
        return EXIT.done;
      }),
    );

  siteOption(privacy.command('deleted').description('who was deleted and is still held, the latest first'))
    .option('--search <text>', 'words of the name or the company', '')
    .action(({ search, ...options }: SiteOptions & { search: string }) =>
      act(
        options,
        async (terminal) => {
          const found = await terminal.call('privacy.departed', { search, limit: 1000 });
          terminal.result(found, () =>
            found.people.map(({ id, at, name, company }) =>
              [id, at ?? '–', name, company].join('  ').trimEnd(),
            ),
          );
          return EXIT.done;
        },
        MANY,
      ),
    );

  siteOption(privacy.command('erase').description('erase contacts for good: no undo brings them back'))
    .requiredOption('--contact <id...>', 'their numbers, as “contacts” says them', idsOf)
    .option('--copies', 'also delete the copies beside the site that hold them')
    .option('--dry-run', 'say what would go and what would remain, do nothing')
    .option('--yes', 'do it without asking')
    .action((options: SiteOptions & { contact: number[]; copies?: true; dryRun?: true; yes?: true }) =>
      act(options, async (terminal) => {
        const ids = [...new Set(options.contact)];
        const preview = options.dryRun === true;
        if (options.yes !== true && !preview) {
          const typed = terminal.canAsk
            ? await terminal.ask(terminal.text('erase-ask', { count: ids.length }))
            : '';
          if (typed.trim() !== String(ids.length)) {
            terminal.note(terminal.text('erase-not'));
            return EXIT.usage;
          }
        }
        const erasure = await terminal.call('privacy.erase', {
          ids,
          copies: options.copies === true,
          preview,
        });
        terminal.result(erasure, () => [
          terminal.text(preview ? 'erase-would' : 'erase-done', {
            contacts: erasure.contacts,
            entries: erasure.entries,
            reports: erasure.reports,
          }),
          ...(erasure.onPbx > 0 ? [terminal.text('erase-on-pbx', { count: erasure.onPbx })] : []),
          ...erasure.pbxBackups.map((id) => terminal.text('erase-in-backup', { id })),
          ...(options.copies === true
            ? []
            : erasure.copies.map((path) => terminal.text('erase-in-copy', { path }))),
        ]);
        return EXIT.done;
      }),
    );
}
