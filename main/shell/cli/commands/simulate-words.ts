/** What the commands that start a simulated device share. */
import { InvalidArgumentError } from 'commander';
import { FaultsError } from '../../../simulator/commander/faults.ts';

export interface SimulateWords {
  port?: number;
  contacts?: number;
  seed?: number;
  faults?: string;
  state?: string;
  device?: string;
  json?: true;
}

/** A reader of `--faults`, in the language of one device. */
export const faultsOf =
  (read: (spec: string) => unknown) =>
  (spec: string): string => {
    try {
      read(spec);
      return spec;
    } catch (error) {
      if (error instanceof FaultsError) throw new InvalidArgumentError(`Unknown fault: ${error.word}.`);
      throw error;
    }
  };

export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
