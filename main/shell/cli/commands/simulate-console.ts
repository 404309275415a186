/** `simulate console`: the simulated PBX behind a serial line, or TCP as a device server gives it. */
import type { Command } from 'commander';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { consoleFaultsHelp, readConsoleFaults } from '../../../simulator/console/faults.ts';
import type { ConsoleMode, SimulatedConsole } from '../../../simulator/console/start.ts';
import { lineStateFolder } from '../../../simulator/state-folder.ts';
import type { Act } from '../program.ts';
import { untilStopped } from '../signals.ts';
import { EXIT } from '../terminal.ts';
import { choice, deviceOf, portOption, wholeNumber } from './choice.ts';
import { pathOf } from './options.ts';
import {
  contactsOption,
  ensureRoom,
  FAULTS,
  faultsOf,
  onState,
  placeOf,
  seedOption,
  type SimulateWords,
} from './simulate-words.ts';

interface ConsoleWords extends SimulateWords {
  serial?: string;
  baud: number;
  mode: ConsoleMode;
}

/** A port of its own, so that a simulated console started again has the same address. */
const USUAL_PORT = 8423;
const USUAL_BAUD = 115_200;
const FASTEST_BAUD = 4_000_000;

/** Windows names its serial ports COM3; everywhere else they are paths. */
const lineOf = (typed: string): string => (/^COM\d+$/i.test(typed) ? typed : pathOf(typed));

async function start(words: ConsoleWords): Promise<SimulatedConsole> {
  const { serial, baud, port = USUAL_PORT, contacts, seed, device: profile, state, faults, mode } = words;
  // Only this command needs the simulator: the others start faster without it.
  const { startConsole, SerialLineError } = await import('../../../simulator/console/start.ts');
  const rest = { contacts, seed, profile, faults, mode };
  if (serial === undefined) {
    const place = await placeOf('console', port, words, profile);
    return await startConsole({ ...rest, folder: place.folder, place: { port: place.port } });
  }
  const folder = state ?? lineStateFolder(serial, { contacts, seed, profile });
  try {
    return await startConsole({ ...rest, folder, place: { path: serial, baud } });
  } catch (error) {
    if (!(error instanceof SerialLineError)) throw error;
    const details = { value: serial, params: { reason: error.message } };
    throw new SwitchbookError(
      error.kind === 'needs-socat' ? 'simulator-needs-socat' : 'simulator-line-not-opened',
      details,
      { cause: error },
    );
  }
}

export function simulateConsoleCommand(simulate: Command, act: Act): void {
  simulate
    .command('console')
    .description('a COMmander-class PBX on a serial line, or on TCP; it remembers what it holds by its place')
    .option(
      '--serial <path>',
      'a serial port; where nothing is at the path, a pseudo-terminal is made',
      lineOf,
    )
    .addOption(
      wholeNumber('--baud <number>', 'speed of the serial port', 50, FASTEST_BAUD).default(USUAL_BAUD),
    )
    .addOption(
      portOption('--port <number>', 'without --serial: where to listen; 0: any free port, an empty memory'),
    )
    .addOption(
      choice('--mode <mode>', 'what it speaks: the dialogue, or only the pull of call records', [
        'dialogue',
        'call-records',
      ]).default('dialogue'),
    )
    .addOption(contactsOption('how many invented contacts it holds at first'))
    .addOption(seedOption())
    .option('--device <profile>', 'which model it is', deviceOf)
    .option('--state <folder>', 'keep what it holds in this folder', pathOf)
    .option(FAULTS, 'misbehave on purpose, see below', faultsOf(readConsoleFaults, 'flip:1/500,silence:4'))
    .option('--json', 'print one JSON line as soon as it listens')
    .addHelpText('after', `\n${consoleFaultsHelp}`)
    .action((words: ConsoleWords) =>
      act(words.json === true ? { json: true } : {}, async (terminal) => {
        ensureRoom(words);
        const simulated = await onState(() => start(words));
        const { place, user, password, profile } = simulated;
        terminal.result({ ...place, user, password, profile, pid: process.pid }, () => {
          const where = 'url' in place ? place.url : place.path;
          return [
            terminal.text(words.mode === 'dialogue' ? 'console-listens' : 'console-records', {
              place: where,
              user,
              password,
            }),
            terminal.text('opened-stop'),
          ];
        });
        const gone = simulated.gone.then(() => 'gone' as const);
        const end = await Promise.race([untilStopped(), gone]);
        await simulated.stop();
        if (end === 'gone' && 'path' in place)
          throw new SwitchbookError('simulator-line-gone', { value: place.path });
        return EXIT.done;
      }),
    );
}
