/** What the commands that start a simulated device share. */
import type { Option } from 'commander';
import { deviceProfile } from '../../../../core/device/profile.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { FaultsError } from '../../../simulator/commander/faults.ts';
import { StateError } from '../../../simulator/state-error.ts';
import { DEFAULT_PROFILE, stateFolder, type StateRequest } from '../../../simulator/state-folder.ts';
import { wholeNumber, wholeNumberOf, wrongForm } from './choice.ts';

export interface SimulateWords {
  port?: number;
  contacts?: number;
  seed?: number;
  faults?: string;
  state?: string;
  device?: string;
  json?: true;
}

export const FAULTS = '--faults <spec>';

const CONTACTS = '--contacts <number>';
/** More of them take minutes to invent. */
const MOST_CONTACTS = 100_000;
/** What the dice are thrown with. */
const MOST_SEED = 2 ** 32 - 1;

export const contactsOption = (description: string): Option =>
  wholeNumber(CONTACTS, description, 0, MOST_CONTACTS);
/** Before the folder of another is made anew. Wrong usage where the model cannot hold so many. */
export function ensureRoom({ contacts = 0, device = DEFAULT_PROFILE }: SimulateWords): void {
  wholeNumberOf(CONTACTS, 0, deviceProfile(device).limits.contacts.value ?? MOST_CONTACTS)(String(contacts));
}

export const seedOption = (): Option =>
  wholeNumber('--seed <number>', 'the same seed invents the same contacts', 0, MOST_SEED);

/** A reader of `--faults`, in the language of one device, which `example` shows. */
export const faultsOf =
  (read: (spec: string) => unknown, example: string) =>
  (spec: string): string => {
    try {
      read(spec);
      return spec;
    } catch (error) {
      if (error instanceof FaultsError) throw wrongForm(FAULTS, error.word, example);
      throw error;
    }
  };

/** What starts on a state that cannot be kept or is none, in words. */
export async function onState<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    throw new SwitchbookError(`simulator-state-${error.kind}`, { value: error.file }, { cause: error });
  }
}

/** Where it keeps what it holds, and its port: in the folder that was named, else by its port. */
export async function placeOf(
  device: StateRequest['device'],
  port: number,
  { state, contacts, seed }: SimulateWords,
  profile?: string,
): Promise<{ folder: string; port: number }> {
  if (state !== undefined) return { folder: state, port };
  return stateFolder({ device, port, portGiven: true, contacts, seed, profile });
}
