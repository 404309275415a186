import type { Command } from 'commander';
import { bulkOperation, REPLACE_FIELDS, TIDY_RULES, type BulkOperation } from '../../../../core/api/bulk.ts';
import { TEXT_FIELDS } from '../../../../core/directory/contact.ts';
import { problemLine } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import type { UsageError } from '../usage.ts';
import { choices, chosen, countryOf, word, wrongForm } from './choice.ts';
import {
  ensureGroup,
  exitOf,
  presentOf,
  problemLines,
  scopeOf,
  scopeOptions,
  type ScopeOptions,
} from './contacts-scope.ts';
import { signedOption, type SignedOptions } from './options.ts';

type BulkOptions = SignedOptions & ScopeOptions & { dryRun?: true };

async function bulk(terminal: Terminal, options: ScopeOptions, operation: BulkOperation, dryRun: boolean) {
  const asked = scopeOf(options);
  await ensureGroup(terminal, options);
  const sought = await presentOf(terminal, 'ids' in asked ? asked.ids : []);
  const scope = 'ids' in asked ? { ids: sought.ids } : asked;
  const shown = await terminal.call('bulk.preview', { scope, operation });
  const { contacts, changed, refused, companion, samples, revision } = shown;
  if (!dryRun && changed > 0) await terminal.call('bulk.apply', { scope, operation, revision });
  const said = refused && { contacts: refused.contacts, problem: terminal.said(refused.problem) };
  const { problems } = sought;
  terminal.result(
    { contacts, changed, refused: said, companion, samples, applied: !dryRun, problems },
    () => [
      ...(dryRun ? samples.flatMap((sample) => sampleLines(sample)) : []),
      terminal.text(dryRun ? 'bulk-plan' : 'bulk-done', { changed, contacts }),
      ...(refused === null
        ? []
        : [
            terminal.text('bulk-refused', {
              refused: refused.contacts,
              reason: problemLine(refused.problem, terminal.language),
            }),
          ]),
      ...(companion === null ? [] : [terminal.text('contacts-companion', { ...companion })]),
      ...problemLines(sought),
    ],
  );
  return refused === null ? exitOf(sought) : EXIT.rejected;
}

const sampleLines = ({
  id,
  name,
  differences,
}: {
  id: number;
  name: string;
  differences: { before: string; after: string }[];
}): string[] => [
  `${String(id).padStart(6)}  ${name}`,
  ...differences.map(({ before, after }) => `        ${before} → ${after}`),
];

export function bulkCommands(contacts: Command, act: Act): void {
  const all: Command = contacts.command('bulk').description('one change to many contacts, as one step');
  const command = (name: string, description: string): Command =>
    signedOption(scopeOptions(all.command(name).description(description))).option(
      '--dry-run',
      'show counts and examples, change nothing',
    );
  /** The contract says what is a good operation; what is `wrong` with another one, is wrong usage. */
  const run = ({ dryRun, ...options }: BulkOptions, typed: unknown, wrong?: UsageError): Promise<void> => {
    const operation = bulkOperation.safeParse(typed);
    if (!operation.success) throw wrong ?? operation.error;
    return act(options, (terminal) => bulk(terminal, options, operation.data, dryRun === true));
  };

  for (const kind of ['join', 'leave'] as const) {
    command(kind, kind === 'join' ? 'put them in a group' : 'take them out of a group')
      .argument('<to>', 'the group')
      .action((group: string, options: BulkOptions) =>
        run(options, { kind, group }, wrongForm('<to>', group, 'Acme')),
      );
  }
  command('set', 'give a field of all the same value; an empty one empties it')
    .addArgument(chosen('<field>', `one of ${TEXT_FIELDS.join(', ')}`, TEXT_FIELDS))
    .argument('<value>')
    .action((name: string, value: string, options: BulkOptions) =>
      run(options, { kind: 'set', field: name, value }, wrongForm('<value>', value, '1980-05-17, --05-17')),
    );
  command('replace', 'find a text and put another in its place')
    .argument('<find>')
    .argument('<replacement>')
    .addOption(word('--field <name>', `one of ${REPLACE_FIELDS.join(', ')}`, REPLACE_FIELDS).default('all'))
    .option('--match-case', 'tell capitals from small letters')
    .action((find: string, replacement: string, options: BulkOptions & { field: string; matchCase?: true }) =>
      run(
        options,
        {
          kind: 'replace',
          field: options.field,
          find,
          replacement,
          matchCase: options.matchCase === true,
        },
        wrongForm('<find>', find, 'Acme'),
      ),
    );
  command('tidy', 'repair blanks, and names in capitals or small letters only')
    .addOption(choices('--rule <name>', 'only this', TIDY_RULES).default([...TIDY_RULES]))
    .action((options: BulkOptions & { rule: readonly string[] }) =>
      run(options, { kind: 'tidy', rules: options.rule }),
    );
  command('numbers', 'write national numbers of a country internationally')
    .argument('<country>', 'two letters, such as FR', countryOf)
    .action((country: string, options: BulkOptions) => run(options, { kind: 'numbers', country }));
  command('delete', 'delete them; “undo” brings them back').action((options: BulkOptions) =>
    run(options, { kind: 'delete' }),
  );
}
