/** `simulate ovh`: the simulated API of OVHcloud telephony. */
import { InvalidArgumentError, type Command } from 'commander';
import { getCountries } from 'libphonenumber-js/min';
import { ovhFaultsHelp, readOvhFaults } from '../../../simulator/ovh/faults.ts';
import { stateFolder } from '../../../simulator/state-folder.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { pathOf } from './options.ts';
import { faultsOf, untilStopped, type SimulateWords } from './simulate-words.ts';

interface OvhWords extends SimulateWords {
  country?: string;
  services?: number;
}

/** A port of its own, so that a simulated API started again has the same address. */
const USUAL_PORT = 8480;
const MOST_SERVICES = 9000;

function countryOf(typed: string): string {
  const country = getCountries().find((each) => each === typed.toUpperCase());
  if (country !== undefined) return country;
  throw new InvalidArgumentError('A country of two letters, such as BE.');
}

function servicesOf(typed: string): number {
  const count = Number(typed);
  if (/^\d+$/.test(typed) && count >= 1 && count <= MOST_SERVICES) return count;
  throw new InvalidArgumentError(`A number from 1 to ${MOST_SERVICES}.`);
}

/** What the state was made for, in one word; undefined where nothing in particular is asked for. */
const shapeOf = ({ country, services }: OvhWords): string | undefined =>
  country === undefined && services === undefined
    ? undefined
    : `ovh-${country ?? 'FR'}-${services ?? 'usual'}`;

export function simulateOvhCommand(simulate: Command, act: Act): void {
  simulate
    .command('ovh')
    .description('the API of OVHcloud telephony; it remembers what it holds by its port')
    .option('--port <number>', 'where to listen; 0: any free port, and an empty memory', Number)
    .option('--country <code>', 'of the customer: FR, BE, …', countryOf)
    .option(
      '--services <number>',
      'so many lines in the group and nothing else; otherwise a few of each kind',
      servicesOf,
    )
    .option('--contacts <number>', 'how many invented contacts the phone book of the group holds', Number)
    .option('--seed <number>', 'the same seed invents the same contacts', Number)
    .option('--state <folder>', 'keep what it holds in this folder', pathOf)
    .option('--faults <spec>', 'misbehave on purpose, see below', faultsOf(readOvhFaults))
    .option('--json', 'print one JSON line as soon as it listens')
    .addHelpText('after', `\n${ovhFaultsHelp}`)
    .action((words: OvhWords) =>
      act(words.json === true ? { json: true } : {}, async (terminal) => {
        const { port = USUAL_PORT, state, contacts, seed, faults, country, services } = words;
        const place =
          state === undefined
            ? await stateFolder({
                device: 'ovh',
                port,
                portGiven: true,
                contacts,
                seed,
                profile: shapeOf(words),
              })
            : { folder: state, port };
        // Only this command needs the simulator: the others start faster without it.
        const { startOvh } = await import('../../../simulator/ovh/start.ts');
        const { folder, port: listening } = place;
        const { stop, ...simulated } = await startOvh({
          folder,
          port: listening,
          country,
          services,
          contacts,
          seed,
          faults,
        });
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
