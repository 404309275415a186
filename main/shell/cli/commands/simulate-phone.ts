/** `simulate phone`: a telephone that dials what it is told. */
import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { untilStopped } from '../signals.ts';
import { EXIT } from '../terminal.ts';
import { portOption } from './choice.ts';
import { pathOf } from './options.ts';
import { onState, placeOf, type SimulateWords } from './simulate-words.ts';

/** A port of its own, so that a simulated telephone started again has the same address. */
const USUAL_PORT = 8444;

export function simulatePhoneCommand(simulate: Command, act: Act): void {
  simulate
    .command('phone')
    .description('a telephone of the D series that dials what it is told')
    .addOption(portOption('--port <number>', 'where to listen; 0: any free port').default(USUAL_PORT))
    .option('--state <folder>', 'keep certificate and token in this folder', pathOf)
    .option('--json', 'print one JSON line as soon as it listens')
    .action((words: SimulateWords) =>
      act(words.json === true ? { json: true } : {}, async (terminal) => {
        const place = await placeOf('phone', words.port ?? USUAL_PORT, words);
        // Only this command needs the simulator: the others start faster without it.
        const { startPhone } = await import('../../../simulator/phone/start.ts');
        const phone = await onState(() =>
          startPhone({
            ...place,
            onCall: (number) => terminal.note(terminal.text('phone-rings', { number })),
          }),
        );
        const { url, token, fingerprint } = phone;
        terminal.result({ url, token, fingerprint, pid: process.pid }, () => [
          terminal.text('phone-listens', { url, token, fingerprint }),
          terminal.text('opened-stop'),
        ]);
        await untilStopped();
        await phone.stop();
        return EXIT.done;
      }),
    );
}
