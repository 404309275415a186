import type { Command } from 'commander';
import { faultsHelp } from '../../../simulator/commander/faults.ts';
import { startCommander } from '../../../simulator/commander/start.ts';
import { stateFolder } from '../../../simulator/state-folder.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { pathOf } from './options.ts';

interface SimulateWords {
  port?: number;
  contacts?: number;
  seed?: number;
  faults?: string;
  state?: string;
  device: string;
  json?: true;
}

/** A port of its own, so that a simulated PBX started again has the same address. */
const USUAL_PORT = 8443;

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

export function simulateCommand(program: Command, act: Act): void {
  const simulate = program.command('simulate').description('start a simulated PBX');
  simulate
    .command('commander')
    .description('a COMmander-class PBX on the network; it remembers what it holds by its port')
    .option('--port <number>', 'where to listen; 0: any free port, and an empty memory', Number)
    .option('--contacts <number>', 'how many invented contacts it holds at first', Number)
    .option('--seed <number>', 'the same seed invents the same contacts', Number)
    .option('--device <profile>', 'which model it is', 'commander-6000')
    .option('--state <folder>', 'keep what it holds in this folder', pathOf)
    .option('--faults <spec>', 'misbehave on purpose, see below')
    .option('--json', 'print one JSON line as soon as it listens')
    .addHelpText('after', `\n${faultsHelp}`)
    .action(({ port, contacts, seed, device, state, faults, json }: SimulateWords) =>
      act(json === true ? { json } : {}, async (terminal) => {
        const place =
          state === undefined
            ? stateFolder({ port: port ?? USUAL_PORT, contacts, seed })
            : { folder: () => state };
        const pbx = await startCommander({
          port: port ?? USUAL_PORT,
          folder: place.folder,
          profile: device,
          contacts,
          seed,
          faults,
        });
        const { url, user, password, fingerprint, subscribers } = pbx;
        terminal.result({ url, user, password, fingerprint, subscribers, pid: process.pid }, () => [
          terminal.text('simulator-listens', { model: device, url, user, password, fingerprint }),
          ...subscribers.map((each) => `${each.extension}  ${each.password}  ${each.role}`),
          terminal.text('opened-stop'),
        ]);
        await untilStopped();
        await pbx.stop();
        return EXIT.done;
      }),
    );
}
