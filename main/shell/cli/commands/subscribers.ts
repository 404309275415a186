import type { Command } from 'commander';
import { ROLES, type Role } from '../../../../core/directory/subscriber.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { choice } from './choice.ts';
import { siteOption, type SiteOptions } from './options.ts';

export function subscriberCommands(program: Command, act: Act): void {
  const subscribers = program.command('subscribers').description('the subscribers of the PBX');

  siteOption(
    subscribers.command('list', { isDefault: true }).description('all subscribers with their rights'),
  ).action((options: SiteOptions) =>
    act(options, async (terminal) => {
      const listed = await terminal.call('subscribers.list', {});
      terminal.result(listed, () =>
        listed.subscribers.map(({ extension, name, role, grants }) =>
          [
            extension,
            name,
            role,
            ...Object.entries(grants).map(([group, grant]) => `${group}: ${grant}`),
          ].join('  '),
        ),
      );
      return EXIT.done;
    }),
  );

  siteOption(subscribers.command('save').description('add a subscriber or change name and role'))
    .argument('<extension>')
    .requiredOption('--name <name>', 'the subscriber’s name')
    .addOption(choice('--role <role>', 'what the subscriber is', ROLES).default('subscriber'))
    .action((extension: string, { name, role, ...options }: SiteOptions & { name: string; role: Role }) =>
      act(options, async (terminal) => {
        terminal.result(await terminal.call('subscribers.save', { extension, name, role }), () => [
          `${extension}  ${name}`,
        ]);
        return EXIT.done;
      }),
    );

  siteOption(subscribers.command('delete').description('remove a subscriber'))
    .argument('<extension>')
    .action((extension: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        terminal.result(await terminal.call('subscribers.delete', { extension }), () => [extension]);
        return EXIT.done;
      }),
    );
}
