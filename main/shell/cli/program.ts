/** The command line: every command is thin, the services do the work. */
import { CommanderError } from 'commander';
import type { SignIn } from '../../../core/api/session.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { problemOf } from '../../api/problem-of.ts';
import { VERSION } from '../../api/version.ts';
import { accessCommands } from './commands/access.ts';
import { groupCommands } from './commands/groups.ts';
import { callCommands } from './commands/call.ts';
import { callRecordCommands } from './commands/calls.ts';
import { backupCommands } from './commands/backup.ts';
import { bookCommands } from './commands/books.ts';
import { contactCommands } from './commands/contacts.ts';
import { duplicateCommands } from './commands/duplicates.ts';
import { discardCommand } from './commands/discard.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommands } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { ldapCommands } from './commands/ldap.ts';
import { openCommand } from './commands/open.ts';
import { outlineCommands } from './commands/outline.ts';
import { pbxCommands } from './commands/pbx.ts';
import { photoCommand } from './commands/photo.ts';
import { privacyCommands } from './commands/privacy.ts';
import { serviceContactCommands } from './commands/service-contacts.ts';
import { simulateCommand } from './commands/simulate.ts';
import { siteCommands } from './commands/site.ts';
import { subscriberCommands } from './commands/subscribers.ts';
import { supportCommand } from './commands/support.ts';
import { templateCommands } from './commands/templates.ts';
import { updateCommands } from './commands/update.ts';
import { overSites, sitesOf, type Reach } from './sites.ts';
import { EXIT, Terminal, type ExitCode } from './terminal.ts';
import { SpeakingCommand, UsageError, withoutHelpWord } from './usage.ts';

/** `site`: the file that is open, empty without one. */
export type Work = (terminal: Terminal, site: string) => Promise<ExitCode>;

/**
 * Runs a command's work with a terminal of its own and turns its outcome into the exit code. `reach`: where it
 * can be done to many sites in one go.
 */
export type Act = (
  options: { json?: boolean; site?: string; as?: string },
  work: Work,
  reach?: Reach,
) => Promise<void>;

const signInOf = (who: string): SignIn =>
  who === 'administrator' || who === 'sub-administrator' ? { role: who } : { extension: who };

function complain(terminal: Terminal, error: unknown): void {
  const problem = terminal.said(problemOf(error));
  if (terminal.json) terminal.result({ error: problem }, () => []);
  terminal.note([problem.message, problem.remedy].filter((part) => part !== '').join(' '));
  if (!(error instanceof SwitchbookError) && process.env['SWITCHBOOK_TRACE'] !== undefined)
    console.error(error);
}

export async function run(words: readonly string[]): Promise<number> {
  let exit: number = EXIT.done;

  const act: Act = async ({ json = false, site, as }, work, reach) => {
    const terminal = new Terminal(json);
    const enter = async (at: Terminal): Promise<void> => {
      if (as !== undefined) await at.call('session.signIn', signInOf(as));
    };
    try {
      const sites = site === undefined ? null : sitesOf(site);
      if (sites !== null) {
        exit = await overSites(terminal, sites, enter, work, reach);
        return;
      }
      if (site !== undefined) await terminal.call('site.open', { path: site });
      await enter(terminal);
      exit = await work(terminal, site ?? '');
    } catch (error) {
      complain(terminal, error);
      exit = error instanceof UsageError ? EXIT.usage : EXIT.failed;
    } finally {
      terminal.close();
    }
  };

  const program = new SpeakingCommand('switchbook')
    .description('The contacts of a PBX: import, check, compare, upload.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const add of [
    openCommand,
    siteCommands,
    importCommand,
    exportCommand,
    templateCommands,
    contactCommands,
    photoCommand,
    duplicateCommands,
    callCommands,
    callRecordCommands,
    groupCommands,
    subscriberCommands,
    accessCommands,
    pbxCommands,
    bookCommands,
    ldapCommands,
    backupCommands,
    discardCommand,
    historyCommands,
    privacyCommands,
    serviceContactCommands,
    simulateCommand,
    supportCommand,
    updateCommands,
    outlineCommands,
  ]) {
    add(program, act);
  }

  try {
    await program.parseAsync(withoutHelpWord(words), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    // What a command meets is told there: this one was met while its words were read.
    const terminal = new Terminal(words.includes('--json'));
    complain(terminal, error);
    terminal.close();
    return error instanceof SwitchbookError ? EXIT.usage : EXIT.failed;
  }
  return exit;
}
