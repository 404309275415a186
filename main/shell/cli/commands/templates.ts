import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { save, take } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

export function templateCommands(program: Command, act: Act): void {
  const templates = program
    .command('templates')
    .description('the templates by which an import reads columns: those of products, and your own');

  siteOption(templates.command('list', { isDefault: true }).description('all templates')).action(
    (options: SiteOptions) =>
      act(options, async (terminal) => {
        const { templates: known } = await terminal.call('templates.list', {});
        terminal.result({ templates: known }, () =>
          known.map(
            ({ id, name, own }) => `${id}\t${name}${own ? `\t${terminal.text('template-own')}` : ''}`,
          ),
        );
        return EXIT.done;
      }),
  );

  siteOption(templates.command('export').description('save one of your own as a file, for another site'))
    .argument('<id>', 'as `templates list` shows it')
    .requiredOption('--output <file>', 'where to write', pathOf)
    .action((id: string, { output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        save(terminal, (await terminal.call('templates.share', { id })).file, output);
        terminal.result({ id, output }, () => [terminal.text('template-shared', { output })]);
        return EXIT.done;
      }),
    );

  siteOption(templates.command('import').description('take a template from such a file'))
    .argument('<file>', 'the file', pathOf)
    .action((file: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        const taken = await terminal.call('templates.take', { file: await take(terminal, file) });
        terminal.result(taken, () => [terminal.text('template-taken', taken)]);
        return EXIT.done;
      }),
    );

  siteOption(templates.command('rename').description('give one of your own another name'))
    .argument('<id>', 'as `templates list` shows it')
    .argument('<name>', 'the new name')
    .action((id: string, name: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        await terminal.call('templates.rename', { id, name });
        terminal.result({ id, name }, () => [terminal.text('template-renamed', { id, name })]);
        return EXIT.done;
      }),
    );

  siteOption(templates.command('delete').description('delete one of your own'))
    .argument('<id>', 'as `templates list` shows it')
    .action((id: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        await terminal.call('templates.delete', { id });
        terminal.result({ deleted: id }, () => [terminal.text('template-deleted', { id })]);
        return EXIT.done;
      }),
    );
}
