import type { Command } from 'commander';
import type { ContactQuery } from '../../../../core/api/shapes.ts';
import { shownName, type Contact } from '../../../../core/directory/contact.ts';
import { leftOutText } from '../../../../core/exchange/left-out-text.ts';
import type { Act } from '../program.ts';
import { MANY } from '../sites.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { contactOption, wholeNumber, wrongForm } from './choice.ts';
import { bulkCommands } from './contacts-bulk.ts';
import { save } from './files.ts';
import {
  ensureGroup,
  exitOf,
  idsOf,
  presentOf,
  problemLines,
  queryOf,
  queryOptions,
  type QueryOptions,
} from './contacts-scope.ts';
import { pathOf, signedOption, type SignedOptions } from './options.ts';

/** As many as one query for rows answers. */
const PAGE = 1000;

async function contactsOf(terminal: Terminal, query: ContactQuery): Promise<Contact[]> {
  const contacts: Contact[] = [];
  let after: string | undefined;
  do {
    const { ids, next } = await terminal.call('contacts.page', { ...query, limit: PAGE, after });
    contacts.push(...(await terminal.call('contacts.rows', { ids })).contacts);
    after = next ?? undefined;
  } while (after !== undefined);
  return contacts;
}

const PICTURE = '--output <file>';

/** What the name ends with says what is drawn. */
function pictureOf(typed: string): string {
  if (/\.(?:png|svg)$/i.test(typed)) return pathOf(typed);
  throw wrongForm(PICTURE, typed, 'contact.png, contact.svg');
}

type ListOptions = SignedOptions & QueryOptions;

export function contactCommands(program: Command, act: Act): void {
  const all = program.command('contacts').description('contacts: list, delete, put in groups');

  signedOption(queryOptions(all.command('list', { isDefault: true }).description('list contacts'))).action(
    (options: ListOptions) =>
      act(
        options,
        async (terminal) => {
          if (terminal.isOneOfMany) {
            const total = (await terminal.call('contacts.find', queryOf(options))).ids.length;
            terminal.result({ total }, () => [terminal.text('contacts-total', { total })]);
            return EXIT.done;
          }
          await ensureGroup(terminal, options);
          const contacts = await contactsOf(terminal, queryOf(options));
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
        },
        MANY,
      ),
  );

  signedOption(all.command('delete').description('delete contacts; “undo” brings them back'))
    .argument('<id...>', 'their ids, as contacts lists them', idsOf)
    .action((typed: number[], options: SignedOptions) =>
      act(options, async (terminal) => {
        const sought = await presentOf(terminal, typed);
        const { deleted } = await terminal.call('contacts.delete', { ids: sought.ids });
        terminal.result({ deleted, problems: sought.problems }, () => [
          terminal.text('contacts-deleted', { deleted }),
          ...problemLines(sought),
        ]);
        return exitOf(sought);
      }),
    );

  signedOption(
    all
      .command('delete-all')
      .description('delete all contacts but those of Google groups; “undo” brings them back'),
  )
    .addOption(
      wholeNumber('--confirm <number>', 'how many contacts that are', 0, 10_000_000).makeOptionMandatory(),
    )
    .action(({ confirm: confirmed, ...options }: SignedOptions & { confirm: number }) =>
      act(options, async (terminal) => {
        const { deleted, kept } = await terminal.call('contacts.deleteAll', { confirmed });
        terminal.result({ deleted, kept }, () => [
          terminal.text('contacts-deleted', { deleted }),
          ...(kept === 0 ? [] : [terminal.text('contacts-kept', { kept })]),
        ]);
        return EXIT.done;
      }),
    );

  const member = (name: string, description: string, isMember: boolean): void => {
    signedOption(all.command(name).description(description))
      .argument('<group>')
      .argument('<id...>', 'ids of the contacts, as contacts lists them', idsOf)
      .action((group: string, typed: number[], options: SignedOptions) =>
        act(options, async (terminal) => {
          const sought = await presentOf(terminal, typed);
          const { changed, companion } = await terminal.call('contacts.assign', {
            ids: sought.ids,
            group,
            member: isMember,
          });
          terminal.result({ changed, companion, problems: sought.problems }, () => [
            terminal.text(isMember ? 'contacts-assigned' : 'contacts-removed', { changed, group }),
            ...(companion === null ? [] : [terminal.text('contacts-companion', { ...companion })]),
            ...problemLines(sought),
          ]);
          return exitOf(sought);
        }),
      );
  };
  member('assign', 'put contacts in a group', true);
  member('remove', 'take contacts out of a group; they stay', false);
  bulkCommands(all, act);

  signedOption(program.command('qr').description('a contact as a QR code'))
    .addOption(contactOption())
    .requiredOption(PICTURE, 'a .png or .svg file', pictureOf)
    .action(({ contact: id, output, ...options }: SignedOptions & { contact: number; output: string }) =>
      act(options, async (terminal) => {
        const kind = output.toLowerCase().endsWith('.svg') ? 'svg' : 'png';
        const { file, leftOut } = await terminal.call('contacts.qrFile', { id, kind });
        save(terminal, file, output);
        terminal.result({ output, leftOut }, () => [
          output,
          ...(leftOut.length === 0 ? [] : [leftOutText(leftOut, terminal.language)]),
        ]);
        return EXIT.done;
      }),
    );
}
