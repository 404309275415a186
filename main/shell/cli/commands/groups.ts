import type { Command } from 'commander';
import type { Facets } from '../../../../core/api/shapes.ts';
import {
  GROUP_DIRECTIONS,
  GROUP_KINDS,
  type GroupDirection,
  type GroupKind,
} from '../../../../core/directory/group.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { choice, chosen } from './choice.ts';
import { signedOption, type SignedOptions } from './options.ts';

async function groupId(terminal: Terminal, name: string): Promise<number> {
  const facets = await terminal.call('contacts.facets', {});
  const found = facets.groups.find((each) => each.name === name);
  if (found === undefined) throw new SwitchbookError('group-missing', { value: name });
  return found.id;
}

const line = ({
  name,
  kind,
  contacts,
  most,
  standardForNew,
  direction,
}: Facets['groups'][number]): string => {
  const count = most === null ? String(contacts) : `${contacts}/${most}`;
  return `${count.padStart(11)}  ${name}  (${kind})${standardForNew ? ' *' : ''}${direction === 'both' ? '' : ` [${direction}]`}`;
};

export function groupCommands(program: Command, act: Act): void {
  const groups = program.command('groups').description('contact groups');

  signedOption(
    groups.command('list', { isDefault: true }).description('all groups with their contacts counted'),
  ).action((options: SignedOptions) =>
    act(options, async (terminal) => {
      const { groups: all, ungrouped, most } = await terminal.call('contacts.facets', {});
      terminal.result({ groups: all, ungrouped, most }, () => all.map(line));
      return EXIT.done;
    }),
  );

  signedOption(groups.command('create').description('a new group; its kind cannot be changed later'))
    .argument('<name>')
    .addOption(choice('--kind <kind>', 'what it is for', GROUP_KINDS).default('standard'))
    .action((name: string, { kind, ...options }: SignedOptions & { kind: GroupKind }) =>
      act(options, async (terminal) => {
        terminal.result(await terminal.call('groups.create', { name, kind }), () => [name]);
        return EXIT.done;
      }),
    );

  signedOption(groups.command('rename').description('another name for a group'))
    .argument('<name>')
    .argument('<new-name>')
    .action((name: string, newName: string, options: SignedOptions) =>
      act(options, async (terminal) => {
        const id = await groupId(terminal, name);
        terminal.result(await terminal.call('groups.edit', { id, name: newName }), () => [newName]);
        return EXIT.done;
      }),
    );

  signedOption(
    groups.command('standard').description('new contacts land in the group; with --as a subscriber, its own'),
  )
    .argument('<name>')
    .option('--off', 'no longer')
    .action((name: string, { off, ...options }: SignedOptions & { off?: true }) =>
      act(options, async (terminal) => {
        const id = await groupId(terminal, name);
        const standard = off !== true;
        await terminal.call('groups.standard', { id, standard });
        terminal.result({ id, standard }, () => [`${name}${standard ? ' *' : ''}`]);
        return EXIT.done;
      }),
    );

  signedOption(
    groups.command('direction').description('whose changes of its contacts count: of one side, or of both'),
  )
    .argument('<name>')
    .addArgument(chosen('<side>', 'who leads', GROUP_DIRECTIONS))
    .action((name: string, direction: GroupDirection, options: SignedOptions) =>
      act(options, async (terminal) => {
        const id = await groupId(terminal, name);
        await terminal.call('groups.direction', { id, direction });
        terminal.result({ id, direction }, () => [`${name}: ${direction}`]);
        return EXIT.done;
      }),
    );

  signedOption(groups.command('delete').description('delete a group; its contacts stay'))
    .argument('<name>')
    .action((name: string, options: SignedOptions) =>
      act(options, async (terminal) => {
        const id = await groupId(terminal, name);
        const { contacts, losing, warnings } = await terminal.call('groups.loss', { id });
        await terminal.call('groups.delete', { id });
        const said = warnings.map((warning) => terminal.said(warning));
        terminal.result({ contacts, losing, warnings: said }, () => [
          terminal.text('group-deleted', { name, contacts, losing }),
          ...said.map(({ message, remedy }) => `${message} ${remedy}`.trimEnd()),
        ]);
        return EXIT.done;
      }),
    );
}
