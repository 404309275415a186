import { join } from 'node:path';
import type { Command } from 'commander';
import { CONNECTORS } from '../../../../core/api/upload.ts';
import { conflictKeys } from '../../../../core/merge/decide.ts';
import type { Decision } from '../../../../core/merge/plan.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { makeFolder } from '../../../folder.ts';
import type { Act } from '../program.ts';
import { MANY, placed } from '../sites.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { missing } from '../usage.ts';
import { choice } from './choice.ts';
import { counts, showDifference } from './difference.ts';
import type { PageWords } from './page-names.ts';
import { save } from './files.ts';
import { findPages, pageLines } from './page-names.ts';
import { accessConflictLines, accessDocument } from './rights.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
import { ovhOptions, rememberOvh, type OvhWords } from './ovh-connect.ts';
import {
  carryOut,
  compare,
  confirmed,
  confirmOption,
  decideAll,
  reportOption,
  unlock,
  type ReportWords,
} from './sending.ts';

interface ConnectWords extends SiteOptions, PageWords, OvhWords {
  connector?: (typeof CONNECTORS)[number];
  url?: string;
  user: string;
  fingerprint?: string;
  profile?: string;
  protocol?: string;
}

/** A self-signed certificate is pinned only after a person has seen it, here or elsewhere. */
export async function acceptedFingerprint(
  terminal: Terminal,
  shown: string | null,
  trusted: boolean,
  given?: string,
): Promise<string | null> {
  if (given !== undefined) return given.toUpperCase();
  if (trusted || shown === null) return null;
  terminal.note(terminal.text('connect-fingerprint', { fingerprint: shown }));
  if (terminal.canAsk) {
    const answer = await terminal.ask(terminal.text('connect-ask'));
    if (/^[yojd]/i.test(answer.trim())) return shown;
  }
  throw new SwitchbookError('certificate-not-accepted', { value: shown });
}

/** The connection is tried before it is remembered. */
async function remember(terminal: Terminal, words: ConnectWords, command: Command) {
  const { connector, url, user, fingerprint: given, profile, protocol } = words;
  if (connector === 'ovh') return rememberOvh(terminal, words, command);
  if (connector === undefined) throw missing(command, '--connector <name>');
  if (url === undefined) throw missing(command, '--url <address>');
  if (connector === 'console' && profile === undefined) throw missing(command, '--profile <name>');
  const console = [profile ?? '', protocol].filter((part) => part !== undefined).join('#');
  const input = { connector, url, user, console };
  const probe = await terminal.call('connection.probe', input);
  const fingerprint = await acceptedFingerprint(terminal, probe.fingerprint, probe.trusted, given);
  const password = user === '' ? '' : await terminal.password(user);
  const { identity, ...connection } = await terminal.call('connection.save', {
    ...input,
    fingerprint,
    password,
  });
  const { model, serial, firmware } = identity ?? probe;
  return {
    document: { ...connection, model, serial, firmware },
    lines: [
      ...probe.warnings.map((warning) => terminal.said(warning).message),
      terminal.text('connected', { model, serial, firmware }),
    ],
  };
}

interface SendWords extends SiteOptions, ReportWords {
  dryRun?: true;
  resolve?: Decision;
}

const sendOptions = (command: Command): Command =>
  siteOption(command)
    .addOption(choice('--resolve <side>', 'settle every conflict in favour of this side', ['local', 'pbx']))
    .addOption(confirmOption());

export function pbxCommands(program: Command, act: Act): void {
  ovhOptions(siteOption(program.command('connect').description('remember how to reach the PBX')))
    .addOption(choice('--connector <name>', 'how the PBX is spoken to', CONNECTORS))
    .option('--url <address>', 'such as https://192.168.0.240')
    .option('--user <name>', 'the login; its password is asked for or taken from SWITCHBOOK_PASSWORD', '')
    .option('--fingerprint <sha256>', 'the certificate’s fingerprint, to accept it without being asked')
    .option('--profile <name>', 'how a console is talked to: a shipped profile, or the path of your own')
    .option('--protocol <name>', 'how a console sends files: ymodem, xmodem-1k, xmodem or text')
    .option('--discover', 'look for the names of the pages in the PBX’s menu')
    .option('--har <file>', 'find them in an exchange that a browser has recorded')
    .option('--accept', 'confirm the names that are found')
    .action((words: ConnectWords, command: Command) =>
      act(words, async (terminal) => {
        const looks = words.discover === true || words.har !== undefined;
        const saved = looks && words.url === undefined ? null : await remember(terminal, words, command);
        const found = looks ? await findPages(terminal, words) : null;
        terminal.result({ ...saved?.document, ...found }, () => [
          ...(saved?.lines ?? []),
          ...(found === null ? [] : pageLines(terminal, found)),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(
    program
      .command('replace-pbx')
      .description('accept another PBX in the place of the one that was read, and match everything anew'),
  )
    .argument('<serial>', 'its serial number, as it stands on the PBX')
    .action((serial: string, options: SiteOptions) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        await terminal.call('connection.replace', { serial });
        terminal.result({ serial }, () => [terminal.text('replaced', { serial })]);
        return EXIT.done;
      }),
    );

  siteOption(program.command('diff').description('what differs between the site and the PBX')).action(
    (options: SiteOptions) =>
      act(options, async (terminal) => showDifference(terminal, await compare(terminal)), MANY),
  );

  sendOptions(program.command('pull').description('take over what has changed on the PBX')).action(
    (options: SendWords) =>
      act(
        options,
        async (terminal) => {
          const comparison = await compare(terminal);
          const { conflicts, toSite, access } = comparison.upload;
          const decisions = decideAll(comparison, options.resolve);
          const { takenOver, takenOverRights } = await terminal.call('pbx.takeOver', {
            plan: comparison.plan,
            decisions,
            ...(await confirmed(terminal, comparison, options.confirmDeletions, true)),
          });
          const undecided = options.resolve === undefined;
          const open = undecided ? conflicts : [];
          const openRights = undecided ? access : { ...access, conflicts: [] };
          const document = {
            takenOver,
            takenOverRights,
            ...counts(toSite),
            conflicts: open,
            access: accessDocument(terminal, openRights),
          };
          terminal.result(document, () => [
            terminal.text('pull-done', { takenOver }),
            ...(takenOverRights === 0 ? [] : [terminal.text('pull-rights', { takenOverRights })]),
            ...accessConflictLines(terminal, openRights),
            ...open.map(({ name, fields }) =>
              terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
            ),
          ]);
          return open.length + openRights.conflicts.length > 0 ? EXIT.conflicts : EXIT.done;
        },
        MANY,
      ),
  );

  sendOptions(program.command('push').description('upload what has changed in the site, then read it back'))
    .option('--dry-run', 'show what would be sent, send nothing')
    .addOption(reportOption())
    .action((options: SendWords) =>
      act(
        options,
        async (terminal, site) => {
          const comparison = await compare(terminal);
          const { conflicts, access } = comparison.upload;
          const open = conflictKeys(comparison.upload).length;
          if (options.dryRun === true) return showDifference(terminal, comparison);
          if (open > 0 && options.resolve === undefined) {
            const document = {
              operations: [],
              verified: false,
              differences: [],
              conflicts,
              access: accessDocument(terminal, access),
            };
            terminal.result(document, () => [
              ...accessConflictLines(terminal, access),
              ...conflicts.map(({ name, fields }) =>
                terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
              ),
              terminal.text('push-conflicts', { count: open }),
            ]);
            return EXIT.conflicts;
          }
          return carryOut(terminal, comparison, {
            ...options,
            ...(options.report !== undefined && { report: placed(options.report, site) }),
            decisions: decideAll(comparison, options.resolve),
            // Settling for the PBX means that the site takes its values.
            takeOver: options.resolve === 'pbx',
          });
        },
        { outputs: options.report === undefined ? [] : [options.report] },
      ),
    );

  siteOption(program.command('hand-off').description('files and instructions to import by hand on the PBX'))
    .requiredOption('--output <folder>', 'where to put them', pathOf)
    .action(({ output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        const { files, steps } = await terminal.call('pbx.handOff', { language: terminal.language });
        makeFolder(output);
        for (const { file, fileName } of files) {
          save(terminal, file, join(output, fileName));
        }
        terminal.result(
          { output, files: files.map(({ fileName, bytes }) => ({ fileName, bytes })), steps },
          () => steps.map((step, index) => `${index + 1}. ${step}`),
        );
        return EXIT.done;
      }),
    );
}
