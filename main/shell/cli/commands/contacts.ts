import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { toFile } from 'qrcode';
import type { ContactQuery } from '../../../../core/api/shapes.ts';
import { shownName, type Contact } from '../../../../core/directory/contact.ts';
import { GROUP_KINDS, type GroupKind } from '../../../../core/directory/group.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { qrOptions, qrSegments } from '../../../api/answers/contacts.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
import { choice } from './choice.ts';

/** As many as one query for rows answers. */
const PAGE = 1000;

async function contactsOf(terminal: Terminal, query: ContactQuery): Promise<Contact[]> {
  const { ids } = await terminal.call('contacts.find', query);
  const contacts: Contact[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    contacts.push(...(await terminal.call('contacts.rows', { ids: ids.slice(from, from + PAGE) })).contacts);
  }
  return contacts;
}

interface ListOptions extends SiteOptions {
  search?: string;
  group?: string;
  initial?: string;
  ungrouped?: true;
}

export function contactCommands(program: Command, act: Act): void {
  siteOption(program.command('contacts').description('list contacts'))
    .option('--search <text>', 'part of a name, company, address, or of a number in any writing')
    .option('--group <name>', 'only this contact group')
    .option('--initial <letter>', 'only names that begin with it')
    .option('--ungrouped', 'only contacts without a group')
    .action(({ search, group, initial, ungrouped, ...options }: ListOptions) =>
      act(options, async (terminal) => {
        const contacts = await contactsOf(terminal, {
          ...(search === undefined ? {} : { search }),
          ...(group === undefined ? {} : { group }),
          ...(initial === undefined ? {} : { initial }),
          ...(ungrouped === undefined ? {} : { ungrouped }),
        });
        terminal.result({ total: contacts.length, contacts }, () => [
          ...contacts.map((contact) =>
            [
              String(contact.id).padStart(6),
              shownName(contact),
              contact.company,
              contact.numbers.map(({ value }) => value).join(', '),
              contact.groups.join(', '),
            ].join('  '),
          ),
          terminal.text('contacts-total', { total: contacts.length }),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(program.command('qr').description('a contact as a QR code'))
    .requiredOption('--contact <id>', 'the contact’s id, as contacts lists it', Number)
    .requiredOption('--output <file>', 'a .png or .svg file', pathOf)
    .action(({ contact: id, output, ...options }: SiteOptions & { contact: number; output: string }) =>
      act(options, async (terminal) => {
        const kind = output.toLowerCase().endsWith('.svg') ? 'svg' : 'png';
        if (kind === 'svg') {
          const { svg } = await terminal.call('contacts.qr', { id });
          writeFileSync(output, svg);
        } else {
          const { contacts } = await terminal.call('contacts.rows', { ids: [id] });
          const [contact] = contacts;
          if (contact === undefined) throw new SwitchbookError('contact-missing', { value: String(id) });
          await toFile(output, qrSegments(contact), { ...qrOptions, type: 'png', scale: 6 });
        }
        terminal.result({ output }, () => [output]);
        return EXIT.done;
      }),
    );

  groupCommands(program, act);
}

function groupCommands(program: Command, act: Act): void {
  const groups = program.command('groups').description('contact groups');

  siteOption(
    groups.command('list', { isDefault: true }).description('all groups with their contacts counted'),
  ).action((options: SiteOptions) =>
    act(options, async (terminal) => {
      const { groups: all, ungrouped } = await terminal.call('contacts.facets', {});
      terminal.result({ groups: all, ungrouped }, () =>
        all.map(({ name, kind, contacts }) => `${String(contacts).padStart(6)}  ${name}  (${kind})`),
      );
      return EXIT.done;
    }),
  );

  const group = async (terminal: Terminal, name: string): Promise<number> => {
    const facets = await terminal.call('contacts.facets', {});
    const found = facets.groups.find((each) => each.name === name);
    if (found === undefined) throw new SwitchbookError('group-missing', { value: name });
    return found.id;
  };

  siteOption(groups.command('create').description('a new group; its kind cannot be changed later'))
    .argument('<name>')
    .addOption(choice('--kind <kind>', 'what it is for', GROUP_KINDS).default('standard'))
    .action((name: string, { kind, ...options }: SiteOptions & { kind: GroupKind }) =>
      act(options, async (terminal) => {
        terminal.result(await terminal.call('groups.create', { name, kind }), () => [name]);
        return EXIT.done;
      }),
    );

  siteOption(groups.command('rename').description('another name for a group'))
    .argument('<name>')
    .argument('<new-name>')
    .action((name: string, newName: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        const id = await group(terminal, name);
        terminal.result(await terminal.call('groups.edit', { id, name: newName }), () => [newName]);
        return EXIT.done;
      }),
    );

  siteOption(groups.command('delete').description('delete a group; its contacts stay'))
    .argument('<name>')
    .action((name: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        const id = await group(terminal, name);
        terminal.result(await terminal.call('groups.delete', { id }), () => [name]);
        return EXIT.done;
      }),
    );
}
