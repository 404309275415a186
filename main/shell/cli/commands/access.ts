import type { Command } from 'commander';
import type { AccessImport } from '../../../../core/api/access.ts';
import { GRANTS, type Grant } from '../../../../core/directory/subscriber.ts';
import { problemLine } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { chosen } from './choice.ts';
import { save, take } from './files.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

interface SetOptions extends SiteOptions {
  /** Absent: as it is. */
  standard?: boolean;
}

export function accessCommands(program: Command, act: Act): void {
  const access = program.command('access').description('who may read and write which groups');

  siteOption(access.command('show', { isDefault: true }).description('the matrix, or what one may do'))
    .option('--as <extension>', 'what this subscriber may do')
    .action(({ as: extension, ...options }: SiteOptions & { as?: string }) =>
      act(options, async (terminal) => {
        await (extension === undefined ? showMatrix(terminal) : showRights(terminal, extension));
        return EXIT.done;
      }),
    );

  siteOption(access.command('set').description('a subscriber’s right to a group'))
    .argument('<extension>')
    .argument('<group>')
    .addArgument(chosen('<grant>', '', GRANTS))
    .option('--standard', 'new contacts of the subscriber land in this group')
    .option('--no-standard', 'they do not')
    .action((extension: string, group: string, grant: Grant, { standard, ...options }: SetOptions) =>
      act(options, async (terminal) => {
        const changes = [{ extension, group, grant, ...(standard === undefined ? {} : { standard }) }];
        const { problems } = await terminal.call('access.review', { changes });
        const { changed } = await terminal.call('access.setMany', { changes });
        for (const problem of problems) terminal.note(problemLine(problem, terminal.language));
        const warnings = problems.map((problem) => terminal.said(problem));
        terminal.result({ changed, warnings }, () => [`${extension}  ${group}: ${grant}`]);
        return EXIT.done;
      }),
    );

  siteOption(access.command('copy').description('give others exactly the rights of one'))
    .argument('<from>', 'the extension whose rights are copied')
    .argument('<to...>', 'the extensions that get them')
    .action((from: string, to: string[], options: SiteOptions) =>
      act(options, async (terminal) => {
        const { changed } = await terminal.call('access.copy', { from, to });
        terminal.result({ changed }, () => [terminal.text('access-changed', { changed })]);
        return EXIT.done;
      }),
    );

  siteOption(access.command('export').description('write the matrix as a CSV file'))
    .requiredOption('--output <file>', 'where to write', pathOf)
    .action(({ output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        const { language } = terminal;
        const { file, subscribers } = await terminal.call('access.export', { language });
        save(terminal, file, output);
        terminal.result({ subscribers, output }, () => [
          terminal.text('access-exported', { subscribers, output }),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(access.command('import').description('take subscribers and rights from such a file'))
    .argument('<file>', 'the CSV file', pathOf)
    .option('--dry-run', 'only say what would change')
    .action((path: string, { dryRun, ...options }: SiteOptions & { dryRun?: true }) =>
      act(options, async (terminal) => {
        const file = await take(terminal, path);
        const plan = await terminal.call(dryRun === true ? 'access.preview' : 'access.import', { file });
        report(terminal, plan, dryRun === true);
        const lost = plan.problems.some(({ severity }) => severity === 'error');
        return lost || plan.rejected > 0 ? EXIT.rejected : EXIT.done;
      }),
    );
}

const mark = (grant: Grant, standard: boolean): string => `${grant}${standard ? ' *' : ''}`;

async function showMatrix(terminal: Terminal): Promise<void> {
  const matrix = await terminal.call('access.matrix', {});
  terminal.result(matrix, () =>
    matrix.subscribers.map(({ extension, name, role, grants, standardGroups }) =>
      [
        extension,
        name,
        role,
        ...Object.entries(grants).map(
          ([group, grant]) => `${group}: ${mark(grant, standardGroups.includes(group))}`,
        ),
      ].join('  '),
    ),
  );
}

async function showRights(terminal: Terminal, extension: string): Promise<void> {
  const rights = await terminal.call('access.of', { extension });
  const { readable, writable, deletable } = rights;
  terminal.result(rights, () => [
    ...rights.groups.map(({ name, grant, standard }) => `${name}: ${mark(grant, standard)}`),
    terminal.text('access-counts', { readable, writable, deletable }),
  ]);
}

function report(terminal: Terminal, plan: AccessImport, dryRun: boolean): void {
  const problems = plan.problems.map((problem) => terminal.said(problem));
  const rows = plan.rows.map((row) => ({
    ...row,
    problems: row.problems.map((problem) => terminal.said(problem)),
  }));
  terminal.result({ ...plan, problems, rows }, () => [
    ...plan.problems.map((problem) => problemLine(problem, terminal.language)),
    ...plan.rows.flatMap(({ row, problems: of }) =>
      of.map((problem) => `${terminal.text('row', { row })}: ${problemLine(problem, terminal.language)}`),
    ),
    terminal.text(dryRun ? 'access-import-would' : 'access-import-done', {
      read: plan.read,
      created: plan.created,
      changed: plan.changed,
      unchanged: plan.unchanged,
      rejected: plan.rejected,
    }),
  ]);
}
