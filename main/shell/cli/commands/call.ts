/** `call`: a soft call of a contact; `calling`: through what a subscriber calls. */
import type { Command } from 'commander';
import { CALL_WAYS, type CallSettings, type CallThrough } from '../../../../core/api/calls.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { choice, contactOption } from './choice.ts';
import { signedOption, type SignedOptions } from './options.ts';
import { acceptedFingerprint } from './pbx.ts';

interface CallWords extends SignedOptions {
  contact: number;
  number?: string;
}

interface CallingWords extends SignedOptions {
  through?: CallThrough;
  phone?: string;
  fingerprint?: string;
}

/** The place among the contact's numbers; a number as it is written there goes before a place. */
async function placeOf(terminal: Terminal, id: number, typed: string | undefined): Promise<number | string> {
  if (typed === undefined) return 0;
  const { contacts } = await terminal.call('contacts.rows', { ids: [id] });
  const written = contacts[0]?.numbers.some(({ value }) => value.trim() === typed.trim()) === true;
  return !written && /^[1-9]\d?$/.test(typed) ? Number(typed) - 1 : typed;
}

const needsSecret = (error: unknown): error is SwitchbookError =>
  error instanceof SwitchbookError &&
  (error.problem.code === 'password-needed' || error.problem.code === 'phone-token-needed');

/** The password of the subscriber or the token of the telephone is asked for once, where it is not known. */
async function dial(terminal: Terminal, contactId: number, number: number | string) {
  try {
    return await terminal.call('call.dial', { contactId, number });
  } catch (error) {
    const secret = needsSecret(error) ? await terminal.password(error.problem.value ?? '') : '';
    if (secret === '') throw error;
    return terminal.call('call.dial', { contactId, number, secret });
  }
}

/** The way that is asked for, with a telephone whose certificate was looked at. */
async function configure(
  terminal: Terminal,
  { through, phone: url, fingerprint: given }: CallingWords,
): Promise<CallSettings> {
  const before = await terminal.call('call.settings', {});
  if (through === undefined && url === undefined) return before;
  let { phone } = before;
  if (url !== undefined) {
    const shown = await terminal.call('call.probePhone', { url });
    const fingerprint = await acceptedFingerprint(terminal, shown.fingerprint, shown.trusted, given);
    phone = { url, fingerprint };
  }
  return terminal.call('call.configure', { through: through ?? 'phone', phone });
}

export function callCommands(program: Command, act: Act): void {
  signedOption(program.command('call').description('have a contact’s number dialled, as a subscriber'))
    .addOption(contactOption())
    .option(
      '--number <number>',
      'which of its numbers: as it is written there, or its place from 1; else the first',
    )
    .action(({ contact, number, ...options }: CallWords) =>
      act(options, async (terminal) => {
        const made = await dial(terminal, contact, await placeOf(terminal, contact, number));
        terminal.result(made, () => [
          terminal.text('call-made', { through: made.through, number: made.number, tel: made.tel ?? '' }),
          ...(made.after === '' ? [] : [terminal.text('call-after', { after: made.after })]),
        ]);
        return EXIT.done;
      }),
    );

  signedOption(program.command('calling').description('through what a subscriber calls'))
    .addOption(choice('--through <way>', 'the PBX, a telephone, or what this system has for tel:', CALL_WAYS))
    .option('--phone <address>', 'a telephone of the D series, such as https://192.168.0.51')
    .option('--fingerprint <sha256>', 'its certificate’s fingerprint, to accept it without being asked')
    .action((words: CallingWords) =>
      act(words, async (terminal) => {
        const settings = await configure(terminal, words);
        const { extension, name, through, phone } = settings;
        terminal.result(settings, () => [
          terminal.text('calling', { who: `${extension} ${name}`, through, phone: phone?.url ?? '' }),
        ]);
        return EXIT.done;
      }),
    );
}
