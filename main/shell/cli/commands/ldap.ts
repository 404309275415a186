/** The LDAP server of the PBX: shown, switched, and which groups it exports. */
import type { Command } from 'commander';
import type { LdapLogin, LdapSettings } from '../../../../core/device/ldap.ts';
import type { Problem } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { choice } from './choice.ts';
import { siteOption, type SiteOptions } from './options.ts';
import { unlock } from './sending.ts';

interface SwitchWords extends SiteOptions {
  user?: string;
  switch?: 'on' | 'off';
  newPassword?: true;
}

const line = (terminal: Terminal, name: string, { user, on, hasPassword }: LdapLogin): string =>
  terminal.text('ldap-login', { name, user, on: String(on), hasPassword: String(hasPassword) });

const lines = (terminal: Terminal, { server, groups }: LdapSettings): string[] => [
  line(terminal, terminal.text('ldap-server'), server),
  ...groups.map((group) => line(terminal, group.name, group)),
];

function shown(
  terminal: Terminal,
  { settings, problems }: { settings: LdapSettings; problems: Problem[] },
): ExitCode {
  const said = problems.map((problem) => terminal.said(problem));
  terminal.result({ ...settings, problems: said }, () => [
    ...said.map(({ message, remedy }) => `${message} ${remedy}`),
    ...lines(terminal, settings),
  ]);
  return problems.length > 0 ? EXIT.failed : EXIT.done;
}

/** From `SWITCHBOOK_LDAP_PASSWORD`, else typed unseen. */
async function newPassword(terminal: Terminal, user: string): Promise<string> {
  return process.env['SWITCHBOOK_LDAP_PASSWORD'] ?? terminal.password(user);
}

const switching = (command: Command): Command =>
  siteOption(command)
    .addOption(choice('--switch <state>', 'on or off', ['on', 'off']))
    .option('--new-password', 'ask for a password, or take it from SWITCHBOOK_LDAP_PASSWORD');

async function wish(terminal: Terminal, name: string, words: SwitchWords) {
  return {
    ...(words.switch === undefined ? {} : { on: words.switch === 'on' }),
    ...(words.newPassword === true ? { password: await newPassword(terminal, name) } : {}),
  };
}

export function ldapCommands(program: Command, act: Act): void {
  const ldap = program.command('ldap').description('the LDAP server of the PBX');

  siteOption(ldap.command('show', { isDefault: true }).description('what it exports and to whom')).action(
    (options: SiteOptions) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const settings = await terminal.call('ldap.get', {});
        terminal.result(settings, () => lines(terminal, settings));
        return EXIT.done;
      }),
  );

  switching(ldap.command('server').description('the server itself'))
    .option('--user <name>', 'the simplified user name, which sees everything')
    .action((words: SwitchWords) =>
      act(words, async (terminal) => {
        await unlock(terminal);
        const server = {
          ...(words.user === undefined ? {} : { user: words.user }),
          ...(await wish(terminal, words.user ?? 'LDAP', words)),
        };
        return shown(terminal, await terminal.call('ldap.save', { server, groups: [] }));
      }),
    );

  switching(ldap.command('export').description('whether a contact group is exported'))
    .argument('<group>')
    .action((name: string, words: SwitchWords) =>
      act(words, async (terminal) => {
        await unlock(terminal);
        const group = { name, ...(await wish(terminal, name, words)) };
        return shown(terminal, await terminal.call('ldap.save', { groups: [group] }));
      }),
    );
}
