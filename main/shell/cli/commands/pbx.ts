import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CONNECTORS } from '../../../../core/api/upload.ts';
import type { Decision } from '../../../../core/merge/plan.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { choice } from './choice.ts';
import { counts, showDifference } from './difference.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
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

interface SendWords extends SiteOptions, ReportWords {
  dryRun?: true;
  resolve?: Decision;
}

const sendOptions = (command: Command): Command =>
  siteOption(command)
    .addOption(choice('--resolve <side>', 'settle every conflict in favour of this side', ['local', 'pbx']))
    .addOption(confirmOption());

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
          ...(await confirmed(terminal, comparison, options.confirmDeletions, true)),
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
    .addOption(reportOption())
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
        return carryOut(terminal, comparison, {
          ...options,
          decisions: decideAll(comparison, options.resolve),
          // Settling for the PBX means that the site takes its values.
          takeOver: options.resolve === 'pbx',
        });
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
