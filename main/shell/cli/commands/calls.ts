/** `calls`: the PBX's call records, and their numbers put to contacts. */
import type { Command } from 'commander';
import { shownName } from '../../../../core/directory/contact.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { missing } from '../usage.ts';
import { contactOption } from './choice.ts';
import { signedOption, type SignedOptions } from './options.ts';

const RECORDS_PROFILE = 'commander-call-records';

interface PullWords extends SignedOptions {
  url?: string;
  profile: string;
}

const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);

export function callRecordCommands(program: Command, act: Act): void {
  const calls = program.command('calls').description('the call records of the PBX');

  signedOption(
    calls.command('list', { isDefault: true }).description('fetch the call records and say who is known'),
  )
    .option('--url <address>', 'the line, such as serial:/dev/ttyUSB0; else the site’s own connection')
    .option('--profile <name>', 'how the records are fetched over it', RECORDS_PROFILE)
    .action(({ url, profile, ...options }: PullWords) =>
      act(options, async (terminal) => {
        const line = url === undefined ? null : { url, profile };
        const { calls: records, problems } = await terminal.call('calls.pull', { line });
        const { callers } = await terminal.call('calls.known', {
          numbers: records.map(({ number }) => number),
        });
        const known = new Map(callers.map(({ number, contacts }) => [number, contacts]));
        const listed = records.map((call) => ({ ...call, contacts: known.get(call.number) ?? [] }));
        const said = problems.map((problem) => terminal.said(problem));
        terminal.result({ calls: listed, problems: said }, () => [
          ...listed.map(({ at, direction, number, extension, seconds, contacts }) =>
            terminal
              .text('call-record', {
                at: at.replace('T', ' '),
                direction,
                number: number === '' ? 'none' : number,
                extension,
                duration: clock(seconds),
                known: contacts.map(({ name }) => name).join(', '),
              })
              .trimEnd(),
          ),
          ...said.map(({ message, remedy }) => `${message} ${remedy}`),
          terminal.text('calls-done', {
            calls: listed.length,
            unknown: listed.filter(({ contacts }) => contacts.length === 0).length,
            problems: said.length,
          }),
        ]);
        return said.length > 0 ? EXIT.rejected : EXIT.done;
      }),
    );

  signedOption(calls.command('adopt').description('put the number of a call to a contact’s numbers'))
    .argument('<number>', 'as the call records say it')
    .addOption(contactOption())
    .action(
      (number: string, { contact: id, ...options }: SignedOptions & { contact: number }, command: Command) =>
        act(options, async (terminal) => {
          if (number.trim() === '') throw missing(command, '<number>');
          const contact = await terminal.call('calls.adopt', { number, id });
          terminal.result(contact, () => [
            terminal.text('call-adopted', { number, name: shownName(contact) }),
          ]);
          return EXIT.done;
        }),
    );
}
