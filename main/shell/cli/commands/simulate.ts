import type { Command } from 'commander';
import { GENERATIONS, LANGUAGES } from '../../../simulator/commander/device.ts';
import type { Generation, Language } from '../../../simulator/commander/device.ts';
import { faultsHelp, readFaults } from '../../../simulator/commander/faults.ts';
import type { Act } from '../program.ts';
import { untilStopped } from '../signals.ts';
import { EXIT } from '../terminal.ts';
import { choice, deviceOf, portOption, wrongForm } from './choice.ts';
import { pathOf } from './options.ts';
import { simulateConsoleCommand } from './simulate-console.ts';
import { simulateOvhCommand } from './simulate-ovh.ts';
import { simulatePhoneCommand } from './simulate-phone.ts';
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

interface CommanderWords extends SimulateWords {
  generation?: Generation;
  language?: Language;
  pages?: string;
}

/** A port of its own, so that a simulated PBX started again has the same address. */
const USUAL_PORT = 8443;

const PAGES = '--pages <prefix>';

function prefixOf(typed: string): string {
  if (/^[a-z][a-z0-9_]{0,19}$/.test(typed)) return typed;
  throw wrongForm(PAGES, typed, 'x9_');
}

export function simulateCommand(program: Command, act: Act): void {
  const simulate = program.command('simulate').description('start a simulated PBX');
  simulate
    .command('commander')
    .description('a COMmander-class PBX on the network; it remembers what it holds by its port')
    .addOption(portOption('--port <number>', 'where to listen; 0: any free port, and an empty memory'))
    .addOption(contactsOption('how many invented contacts it holds at first'))
    .addOption(seedOption())
    .option('--device <profile>', 'which model it is', deviceOf)
    .addOption(choice('--generation <name>', 'how it is spoken to', GENERATIONS))
    .addOption(choice('--language <code>', 'of its menu', LANGUAGES))
    .option(PAGES, 'put this before the names of its pages, which are then to be discovered', prefixOf)
    .option('--state <folder>', 'keep what it holds in this folder', pathOf)
    .option(FAULTS, 'misbehave on purpose, see below', faultsOf(readFaults, 'slow:200,drop-after:7'))
    .option('--json', 'print one JSON line as soon as it listens')
    .addHelpText('after', `\n${faultsHelp}`)
    .action((words: CommanderWords) =>
      act(words.json === true ? { json: true } : {}, async (terminal) => {
        const {
          port = USUAL_PORT,
          device: profile,
          contacts,
          seed,
          faults,
          generation,
          language,
          pages,
        } = words;
        ensureRoom(words);
        const place = await placeOf('commander', port, words, profile);
        // Only this command needs the simulator: the others start faster without it.
        const { startCommander } = await import('../../../simulator/commander/start.ts');
        const pbx = await onState(() =>
          startCommander({ ...place, profile, contacts, seed, faults, generation, language, pages }),
        );
        const { url, user, password, fingerprint, subscribers } = pbx;
        terminal.result({ url, user, password, fingerprint, subscribers, pid: process.pid }, () => [
          terminal.text('simulator-listens', { model: pbx.serial, url, user, password, fingerprint }),
          ...subscribers.map((each) => `${each.extension}  ${each.password}  ${each.role}`),
          terminal.text('opened-stop'),
        ]);
        await untilStopped();
        await pbx.stop();
        return EXIT.done;
      }),
    );
  simulateConsoleCommand(simulate, act);
  simulatePhoneCommand(simulate, act);
  simulateOvhCommand(simulate, act);
}
