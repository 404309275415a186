import { Argument, type Command } from 'commander';
import { GRANTS, ROLES, type Grant, type Role } from '../../../../core/directory/subscriber.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { choice } from './choice.ts';
import { siteOption, type SiteOptions } from './options.ts';

export function accessCommands(program: Command, act: Act): void {
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

  const access = program.command('access').description('who may read and write which groups');

  siteOption(access.command('show', { isDefault: true }).description('what a subscriber may do'))
    .requiredOption('--as <extension>', 'the subscriber')
    .action(({ as: extension, ...options }: SiteOptions & { as: string }) =>
      act(options, async (terminal) => {
        const rights = await terminal.call('access.of', { extension });
        terminal.result(rights, () => [
          ...rights.groups.map(({ name, grant, standard }) => `${name}: ${grant}${standard ? ' *' : ''}`),
          terminal.text('access-counts', {
            readable: rights.readable,
            writable: rights.writable,
            deletable: rights.deletable,
          }),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(access.command('set').description('a subscriber’s right to a group'))
    .argument('<extension>')
    .argument('<group>')
    .addArgument(new Argument('<grant>').choices([...GRANTS]))
    .option('--standard', 'new contacts of the subscriber land in this group')
    .action(
      (
        extension: string,
        group: string,
        grant: Grant,
        { standard, ...options }: SiteOptions & { standard?: true },
      ) =>
        act(options, async (terminal) => {
          terminal.result(
            await terminal.call('access.set', {
              extension,
              group,
              grant,
              ...(standard === undefined ? {} : { standard }),
            }),
            () => [`${extension}  ${group}: ${grant}`],
          );
          return EXIT.done;
        }),
    );
}
