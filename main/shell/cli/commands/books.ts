/** `books`: the phone books of OVHcloud. */
import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { wholeNumber } from './choice.ts';
import { save } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
import { unlock } from './sending.ts';

interface BookWords extends SiteOptions {
  line?: string;
}

/** `--line`, for those of a line instead of those of the billing account. */
const lineOption = (command: Command): Command =>
  siteOption(command).option(
    '--line <name>',
    'of this line, such as 0033972101001; else of the billing account',
  );

export function bookCommands(program: Command, act: Act): void {
  const books = program.command('books').description('the phone books of OVHcloud');

  lineOption(
    books
      .command('list', { isDefault: true })
      .description('those of the billing account, and those of the line'),
  ).action(({ line = '', ...options }: BookWords) =>
    act(options, async (terminal) => {
      await unlock(terminal);
      const { books: all, supported } = await terminal.call('books.list', { line });
      terminal.result({ books: all, supported }, () =>
        all.map(({ key, name, line: of, contacts, readOnly, current }) =>
          [
            current ? '*' : ' ',
            key,
            String(contacts).padStart(6),
            name,
            of === '' ? '' : `(${of})`,
            readOnly ? terminal.text('book-read-only') : '',
          ]
            .filter((part) => part !== '')
            .join('  '),
        ),
      );
      return EXIT.done;
    }),
  );

  lineOption(books.command('create').description('a new, empty book'))
    .argument('<name>')
    .action((name: string, { line = '', ...options }: BookWords) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const { key } = await terminal.call('books.create', { line, name });
        terminal.result({ key, name }, () => [`${key}  ${name}`]);
        return EXIT.done;
      }),
    );

  lineOption(books.command('rename').description('another name for a book, by its key or name'))
    .argument('<book>')
    .argument('<new-name>')
    .action((key: string, name: string, { line = '', ...options }: BookWords) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        await terminal.call('books.rename', { line, key, name });
        terminal.result({ key, name }, () => [name]);
        return EXIT.done;
      }),
    );

  lineOption(books.command('protect').description('let nobody write a book of a line'))
    .argument('<book>')
    .option('--off', 'let it be written again')
    .action((key: string, { line = '', off, ...options }: BookWords & { off?: true }) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const readOnly = off !== true;
        await terminal.call('books.protect', { line, key, readOnly });
        terminal.result({ key, readOnly }, () => [key]);
        return EXIT.done;
      }),
    );

  lineOption(books.command('delete').description('delete a book; its contacts are kept as a backup'))
    .argument('<book>')
    .addOption(wholeNumber('--confirm-deletions <number>', 'how many contacts go with it', 0))
    .action(
      (key: string, { line = '', confirmDeletions, ...options }: BookWords & { confirmDeletions?: number }) =>
        act(options, async (terminal) => {
          await unlock(terminal);
          const confirmed = confirmDeletions ?? null;
          const { contacts, backup } = await terminal.call('books.delete', { line, key, confirmed });
          terminal.result({ key, contacts, backup }, () => [
            terminal.text('book-deleted', { key, contacts, backup: backup ?? 0 }),
          ]);
          return EXIT.done;
        }),
    );

  lineOption(books.command('export').description('the CSV file that OVHcloud writes of a book'))
    .argument('<book>')
    .requiredOption('--output <file>', 'where to put it', pathOf)
    .action((key: string, { line = '', output, ...options }: BookWords & { output: string }) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const { file, bytes } = await terminal.call('books.export', { line, key });
        save(terminal, file, output);
        terminal.result({ key, output, bytes }, () => [output]);
        return EXIT.done;
      }),
    );

  lineOption(
    books.command('reboot').description('restart the phone of the line, which then loads its books'),
  ).action(({ line = '', ...options }: BookWords) =>
    act(options, async (terminal) => {
      await unlock(terminal);
      await terminal.call('books.reboot', { line });
      terminal.result({ line }, () => [terminal.text('phone-rebooted', { line })]);
      return EXIT.done;
    }),
  );
}
