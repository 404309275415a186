import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CONNECTORS, type Comparison } from '../../../../core/api/upload.ts';
import type { Decision, Direction, PlannedContact } from '../../../../core/merge/plan.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { choice } from './choice.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

const planned = (contacts: readonly PlannedContact[]) =>
  contacts.map(({ contactId, remoteId, name, changes }) => ({ contactId, remoteId, name, changes }));

const direction = ({ groups, create, update, delete: remove }: Direction) => ({
  groups,
  create: planned(create),
  update: planned(update),
  delete: planned(remove),
});

/** What `diff` prints. */
const differenceDocument = (terminal: Terminal, { upload, notes }: Comparison) => ({
  toPbx: direction(upload.toPbx),
  toSite: direction(upload.toSite),
  conflicts: upload.conflicts,
  unchanged: upload.unchanged,
  losses: upload.losses.map(({ contactId, name, problem }) => ({
    contactId,
    name,
    ...terminal.said(problem),
  })),
  massLoss: upload.massLoss,
  notes: notes.map((note) => terminal.said(note)),
});

const counts = ({ groups, create, update, delete: remove }: Direction) => ({
  groups: groups.length,
  create: create.length,
  update: update.length,
  delete: remove.length,
});

function differenceLines(terminal: Terminal, { upload, notes }: Comparison): string[] {
  const sign = (mark: string, contacts: readonly PlannedContact[]): string[] =>
    contacts.map(
      ({ name, changes }) =>
        `  ${mark} ${name}${changes.length === 0 ? '' : ` (${changes.map(({ field }) => field).join(', ')})`}`,
    );
  const side = ({ create, update, delete: remove }: Direction): string[] => [
    ...sign('+', create),
    ...sign('~', update),
    ...sign('-', remove),
  ];
  return [
    ...notes.map((note) => terminal.said(note).message),
    terminal.text('diff-to-pbx', counts(upload.toPbx)),
    ...side(upload.toPbx),
    terminal.text('diff-to-site', counts(upload.toSite)),
    ...side(upload.toSite),
    ...upload.conflicts.map(({ name, fields }) =>
      terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
    ),
    terminal.text('diff-unchanged', { count: upload.unchanged }),
  ];
}

const decideAll = (comparison: Comparison, decision: Decision | undefined): Record<string, Decision> =>
  decision === undefined
    ? {}
    : Object.fromEntries(comparison.upload.conflicts.map(({ key }) => [key, decision]));

interface ConnectWords extends SiteOptions {
  connector: (typeof CONNECTORS)[number];
  url: string;
  user: string;
  fingerprint?: string;
}

/** A self-signed certificate is pinned only after a person has seen it, here or elsewhere. */
async function acceptedFingerprint(
  terminal: Terminal,
  shown: string,
  trusted: boolean,
  given?: string,
): Promise<string | null> {
  if (given !== undefined) return given.toUpperCase();
  if (trusted) return null;
  terminal.note(terminal.text('connect-fingerprint', { fingerprint: shown }));
  if (terminal.canAsk) {
    const answer = await terminal.ask(terminal.text('connect-ask'));
    if (/^[yojd]/i.test(answer.trim())) return shown;
  }
  throw new SwitchbookError('certificate-not-accepted', { value: shown });
}

interface SendWords extends SiteOptions {
  dryRun?: true;
  resolve?: Decision;
  confirmDeletions?: number;
}

const sendOptions = (command: Command): Command =>
  siteOption(command)
    .addOption(choice('--resolve <side>', 'settle every conflict in favour of this side', ['local', 'pbx']))
    .option('--confirm-deletions <number>', 'go on although so many contacts would be deleted', Number);

const confirmed = ({ confirmDeletions }: SendWords): { confirmedDeletions?: number } =>
  confirmDeletions === undefined ? {} : { confirmedDeletions: confirmDeletions };

export function pbxCommands(program: Command, act: Act): void {
  siteOption(program.command('connect').description('remember how to reach the PBX'))
    .addOption(choice('--connector <name>', 'how the PBX is spoken to', CONNECTORS).makeOptionMandatory())
    .requiredOption('--url <address>', 'such as https://192.168.0.240')
    .requiredOption('--user <name>', 'the login; its password is asked for or taken from SWITCHBOOK_PASSWORD')
    .option('--fingerprint <sha256>', 'the certificate’s fingerprint, to accept it without being asked')
    .action(({ connector, url, user, fingerprint: given, ...options }: ConnectWords) =>
      act(options, async (terminal) => {
        const probe = await terminal.call('connection.probe', { connector, url, user });
        const fingerprint = await acceptedFingerprint(terminal, probe.fingerprint, probe.trusted, given);
        const password = await terminal.password(user);
        const connection = await terminal.call('connection.save', {
          connector,
          url,
          user,
          fingerprint,
          password,
        });
        terminal.result(
          { ...connection, model: probe.model, serial: probe.serial, firmware: probe.firmware },
          () => [
            ...probe.warnings.map((warning) => terminal.said(warning).message),
            terminal.text('connected', {
              model: probe.model,
              serial: probe.serial,
              firmware: probe.firmware,
            }),
          ],
        );
        return EXIT.done;
      }),
    );

  const compare = async (terminal: Terminal): Promise<Comparison> => {
    const connection = await terminal.call('connection.get', {});
    if (connection === null) throw new SwitchbookError('no-connection');
    if (!connection.passwordKnown || process.env['SWITCHBOOK_PASSWORD'] !== undefined) {
      const password = await terminal.password(connection.user);
      if (password !== '') await terminal.call('connection.password', { password });
    }
    return terminal.call('pbx.compare', {});
  };

  const showDifference = (terminal: Terminal, comparison: Comparison): ExitCode => {
    terminal.result(differenceDocument(terminal, comparison), () => differenceLines(terminal, comparison));
    return comparison.upload.conflicts.length > 0 ? EXIT.conflicts : EXIT.done;
  };

  siteOption(program.command('diff').description('what differs between the site and the PBX')).action(
    (options: SiteOptions) =>
      act(options, async (terminal) => showDifference(terminal, await compare(terminal))),
  );

  sendOptions(program.command('pull').description('take over what has changed on the PBX')).action(
    (options: SendWords) =>
      act(options, async (terminal) => {
        const comparison = await compare(terminal);
        const { conflicts, toSite } = comparison.upload;
        const decisions = decideAll(comparison, options.resolve);
        const { takenOver } = await terminal.call('pbx.takeOver', {
          plan: comparison.plan,
          decisions,
          ...confirmed(options),
        });
        const open = options.resolve === undefined ? conflicts : [];
        terminal.result({ takenOver, ...counts(toSite), conflicts: open }, () => [
          terminal.text('pull-done', { takenOver }),
          ...open.map(({ name, fields }) =>
            terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
          ),
        ]);
        return open.length > 0 ? EXIT.conflicts : EXIT.done;
      }),
  );

  sendOptions(program.command('push').description('upload what has changed in the site, then read it back'))
    .option('--dry-run', 'show what would be sent, send nothing')
    .action((options: SendWords) =>
      act(options, async (terminal) => {
        const comparison = await compare(terminal);
        const { conflicts } = comparison.upload;
        if (options.dryRun === true) return showDifference(terminal, comparison);
        if (conflicts.length > 0 && options.resolve === undefined) {
          terminal.result({ operations: [], verified: false, differences: [], conflicts }, () => [
            ...conflicts.map(({ name, fields }) =>
              terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
            ),
            terminal.text('push-conflicts', { count: conflicts.length }),
          ]);
          return EXIT.conflicts;
        }
        const report = await terminal.call('pbx.upload', {
          plan: comparison.plan,
          decisions: decideAll(comparison, options.resolve),
          // Settling for the PBX means that the site takes its values.
          takeOver: options.resolve === 'pbx',
          ...confirmed(options),
        });
        const operations = report.operations.map(({ problem, ...operation }) => ({
          ...operation,
          problem: problem === null ? null : terminal.said(problem),
        }));
        terminal.result({ ...report, operations, conflicts: [] }, () => [
          ...operations.map(({ kind, target, outcome, problem }) =>
            [`${kind} ${target}: ${outcome}`, problem?.message ?? '']
              .filter((part) => part !== '')
              .join(' — '),
          ),
          ...report.differences.map(({ target, field, expected, found }) =>
            terminal.text('push-difference', { target, field, expected, found }),
          ),
          terminal.text(report.verified ? 'push-verified' : 'push-not-verified', {
            operations: operations.length,
          }),
        ]);
        const refused = operations.some(({ outcome }) => outcome === 'refused');
        return refused ? EXIT.rejected : report.verified ? EXIT.done : EXIT.failed;
      }),
    );

  siteOption(program.command('hand-off').description('files and instructions to import by hand on the PBX'))
    .requiredOption('--output <folder>', 'where to put them', pathOf)
    .action(({ output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        const { files, steps } = await terminal.call('pbx.handOff', { language: terminal.language });
        mkdirSync(output, { recursive: true });
        for (const { file, fileName } of files) {
          writeFileSync(join(output, fileName), terminal.services.desk.files.bytes(file));
        }
        terminal.result(
          { output, files: files.map(({ fileName, bytes }) => ({ fileName, bytes })), steps },
          () => steps.map((step, index) => `${index + 1}. ${step}`),
        );
        return EXIT.done;
      }),
    );
}
