import type { Command } from 'commander';
import { shownName, type Contact } from '../../../../core/directory/contact.ts';
import { LEAST_SCORE, type DuplicateSet } from '../../../../core/duplicates/find.ts';
import { CHOSEN_FIELDS, type ChosenField, type ChosenTexts } from '../../../../core/duplicates/merge.ts';
import { speaker } from '../../../../core/language/text.ts';
import words from '../../../../resources/translations/duplicate-reasons.json' with { type: 'json' };
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { missing } from '../usage.ts';
import { idOption, wholeNumber, wrongForm } from './choice.ts';
import { idsOf } from './contacts-scope.ts';
import { signedOption, type SignedOptions } from './options.ts';

const PAGE = 300;

/** Each once; of one alone there is nothing to say. */
function severalOf(ids: readonly number[], command: Command): number[] {
  const all = [...new Set(ids)];
  if (all.length < 2) throw missing(command, '<id> <id>');
  return all;
}

/** Every set with its contacts, page by page. */
async function eachSet(terminal: Terminal, least: number) {
  const found: (DuplicateSet & { contacts: Contact[] })[] = [];
  let after: string | undefined;
  do {
    const page = await terminal.call('duplicates.find', { least, limit: PAGE, after });
    // As many ids as one query for rows answers.
    for (const sets of [page.sets.slice(0, PAGE / 2), page.sets.slice(PAGE / 2)]) {
      const ids = [...new Set(sets.flatMap((set) => set.ids))];
      const { contacts } = await terminal.call('contacts.rows', { ids });
      const byId = new Map(contacts.map((contact) => [contact.id, contact]));
      found.push(
        ...sets.map(({ names: _names, ...set }) => ({
          ...set,
          contacts: set.ids.flatMap((id) => byId.get(id) ?? []),
        })),
      );
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}

const contactLine = (contact: Contact): string =>
  [
    `${String(contact.id).padStart(12)}  ${shownName(contact)}`,
    contact.company,
    contact.numbers.map(({ value }) => value).join(', '),
    contact.emails.map(({ value }) => value).join(', '),
  ]
    .filter((part) => part !== '')
    .join('  ');

const isField = (name: string): name is ChosenField => CHOSEN_FIELDS.some((field) => field === name);

const SET = '--set <field=text>';

function textsOf(typed: string, before: ChosenTexts = {}): ChosenTexts {
  const [, name = '', value = ''] = /^(\w+)=([\s\S]*)$/.exec(typed) ?? [];
  if (!isField(name)) throw wrongForm(SET, typed, `company=Acme (${CHOSEN_FIELDS.join(', ')})`);
  return { ...before, [name]: value };
}

export function duplicateCommands(program: Command, act: Act): void {
  const all = program.command('duplicates').description('contacts that may be one: list, merge, tell apart');

  signedOption(all.command('list', { isDefault: true }).description('the likeliest first, with the reasons'))
    .addOption(wholeNumber('--least <percent>', 'nothing less likely', LEAST_SCORE, 99).default(LEAST_SCORE))
    .action(({ least, ...options }: SignedOptions & { least: number }) =>
      act(options, async (terminal) => {
        const sets = await eachSet(terminal, least);
        const say = speaker(words, terminal.language);
        terminal.result({ total: sets.length, sets }, () => [
          ...sets.flatMap(({ score, reasons, contacts }) => [
            `${score} %  ${reasons.map(({ kind, value }) => say(`reason.${kind}`, { value }).trim()).join('; ')}`,
            ...contacts.map(contactLine),
          ]),
          terminal.text('duplicates-total', { total: sets.length }),
        ]);
        return EXIT.done;
      }),
    );

  signedOption(all.command('merge').description('make one contact of several, which keeps every value'))
    .argument('<id...>', 'the one that is kept first, then the others', idsOf)
    .option(
      SET,
      'this text where they differ, else the first one’s; the others go to the note; may be repeated',
      textsOf,
    )
    .addOption(idOption('--photo <id>', 'whose picture is kept'))
    .action(
      (
        typed: number[],
        { set: texts = {}, photo, ...options }: SignedOptions & { set?: ChosenTexts; photo?: number },
        command: Command,
      ) =>
        act(options, async (terminal) => {
          const ids = severalOf(typed, command);
          const { language } = terminal;
          const asked = { ids, texts, language, ...(photo !== undefined && { photo }) };
          const contact = await terminal.call('duplicates.merge', asked);
          terminal.result({ contact }, () => [
            terminal.text('duplicates-merged', { name: shownName(contact), id: contact.id }),
          ]);
          return EXIT.done;
        }),
    );

  signedOption(all.command('distinct').description('remember that these are not the same'))
    .argument('<id...>', 'their ids', idsOf)
    .action((typed: number[], options: SignedOptions, command: Command) =>
      act(options, async (terminal) => {
        const ids = severalOf(typed, command);
        const { added } = await terminal.call('duplicates.distinct', { ids });
        terminal.result({ added }, () => [terminal.text('duplicates-distinct', { added })]);
        return EXIT.done;
      }),
    );
}
