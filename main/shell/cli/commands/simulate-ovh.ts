/** `simulate ovh`: the simulated API of OVHcloud telephony. */
import type { Command } from 'commander';
import { ovhFaultsHelp, readOvhFaults } from '../../../simulator/ovh/faults.ts';
import type { Act } from '../program.ts';
import { untilStopped } from '../signals.ts';
import { EXIT } from '../terminal.ts';
import { countryOf, portOption, wholeNumber } from './choice.ts';
import { pathOf } from './options.ts';
import {
  contactsOption,
  FAULTS,
  faultsOf,
  onState,
  placeOf,
  seedOption,
  type SimulateWords,
} from './simulate-words.ts';

interface OvhWords extends SimulateWords {
  country?: string;
  services?: number;
}

/** A port of its own, so that a simulated API started again has the same address. */
const USUAL_PORT = 8480;
const MOST_SERVICES = 9000;

/** What the state was made for, in one word; undefined where nothing in particular is asked for. */
const shapeOf = ({ country, services }: OvhWords): string | undefined =>
  country === undefined && services === undefined
    ? undefined
    : `ovh-${country ?? 'FR'}-${services ?? 'usual'}`;

export function simulateOvhCommand(simulate: Command, act: Act): void {
  simulate
    .command('ovh')
    .description('the API of OVHcloud telephony; it remembers what it holds by its port')
    .addOption(portOption('--port <number>', 'where to listen; 0: any free port, and an empty memory'))
    .option('--country <code>', 'of the customer: FR, BE, …', countryOf)
    .addOption(
      wholeNumber(
        '--services <number>',
        'so many lines in the group and nothing else; otherwise a few of each kind',
        1,
        MOST_SERVICES,
      ),
    )
    .addOption(contactsOption('how many invented contacts the phone book of the group holds'))
    .addOption(seedOption())
    .option('--state <folder>', 'keep what it holds in this folder', pathOf)
    .option(FAULTS, 'misbehave on purpose, see below', faultsOf(readOvhFaults, 'clock:-90,429:5'))
    .option('--json', 'print one JSON line as soon as it listens')
    .addHelpText('after', `\n${ovhFaultsHelp}`)
    .action((words: OvhWords) =>
      act(words.json === true ? { json: true } : {}, async (terminal) => {
        const { port = USUAL_PORT, contacts, seed, faults, country, services } = words;
        const place = await placeOf('ovh', port, words, shapeOf(words));
        // Only this command needs the simulator: the others start faster without it.
        const { startOvh } = await import('../../../simulator/ovh/start.ts');
        const { stop, ...simulated } = await onState(() =>
          startOvh({ ...place, country, services, contacts, seed, faults }),
        );
        terminal.result({ ...simulated, pid: process.pid }, () => [
          terminal.text('ovh-listens', { ...simulated, lines: '', page: new URL('/', simulated.url).href }),
          ...simulated.lines,
          terminal.text('opened-stop'),
        ]);
        await untilStopped();
        await stop();
        return EXIT.done;
      }),
    );
}
