/** The first contact with a console: the line, then the log-in. */
import type { ConnectionInput, ConnectionProbe } from '../../../core/api/upload.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Connector } from '../connector.ts';
import type { Line } from '../../../core/device/line.ts';
import { bytesPerSecond, readLineAddress } from '../../../core/device/line.ts';
import { ConsoleConnector } from './connector.ts';
import { Dialogue, isSilence } from './dialogue.ts';
import { openLine } from './open.ts';
import { consoleProfile, isBookConsole, recordsOnly } from './profile.ts';
import type { BookConsole, BookProtocol } from './profile.ts';

export interface ConsoleAddress extends Pick<ConnectionInput, 'url' | 'user'> {
  console?: string;
  password: string;
}

/** `profile`, or `profile#protocol` where it is not the profile’s first. Errors: `console-protocol-unknown`. */
function bookConsole(text = ''): { profile: BookConsole; protocol: BookProtocol } {
  const [name = '', asked] = text.split('#');
  const profile = consoleProfile(name);
  if (!isBookConsole(profile)) throw new SwitchbookError('console-no-book', { value: profile.name });
  const { protocols } = profile;
  const protocol = asked === undefined ? protocols[0] : protocols.find((each) => each === asked);
  if (protocol !== undefined) return { profile, protocol };
  throw new SwitchbookError('console-protocol-unknown', {
    value: asked ?? '',
    params: { known: protocols.join(', ') },
  });
}

/** A device server that keeps its settings does not say how fast it is. */
function speedOf(line: Line): number | null {
  return line.kind === 'tcp' || line.settings === null ? null : bytesPerSecond(line.settings);
}

/** Whether the line is there: it is opened and let go. Nothing is sent. */
export async function probeConsole(address: ConnectionInput): Promise<ConnectionProbe> {
  const profile = recordsOnly(address)
    ? consoleProfile(address.console)
    : bookConsole(address.console).profile;
  const line = await openLine(readLineAddress(address.url), AbortSignal.timeout(30_000));
  await line.close();
  return { fingerprint: null, trusted: true, model: profile.name, serial: '', firmware: '', warnings: [] };
}

/**
 * Logs in. Errors: those of the line; `console-unknown`, `console-invalid`, `console-no-book`;
 * `console-silent` when nobody answers; `pbx-password-wrong` after a single attempt, `pbx-locked`.
 */
export async function connectConsole(address: ConsoleAddress, stop?: AbortSignal): Promise<Connector> {
  const { profile, protocol } = bookConsole(address.console);
  const signal = AbortSignal.any([AbortSignal.timeout(120_000), ...(stop ? [stop] : [])]);
  const at = readLineAddress(address.url);
  const line = await openLine(at, signal);
  try {
    const words = { user: address.user.trim(), password: address.password };
    const dialogue = new Dialogue(line, profile, words);
    // What somebody left half typed is none of our words.
    line.discard();
    await logIn(dialogue, profile, signal);
    return new ConsoleConnector({ line, profile, protocol, dialogue, perSecond: speedOf(at) });
  } catch (error) {
    await line.close();
    throw stop?.aborted === true ? new SwitchbookError('cancelled', {}, { cause: error }) : error;
  }
}

/** In the middle of a block of a transfer that was left, the first word that would end it is taken for a part of that. */
const TRIES = 3;

/** A program that was ended leaves its session at the console: that is ended first. Errors: as `connectConsole`. */
async function logIn(dialogue: Dialogue, profile: BookConsole, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dialogue.run(profile.logIn, signal);
      return;
    } catch (error) {
      if (!isSilence(error) || attempt === TRIES) throw error;
      // Where nobody has answered even that, nobody is there.
      if (attempt > 1 && error.problem.params?.['said'] === 'no') throw error;
      await dialogue.interrupt(signal);
    }
  }
}
