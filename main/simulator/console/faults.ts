/** Misbehaviour on request, in the style of the simulated COMmander's: a tiny language for a training session. */
import { FaultsError } from '../commander/faults.ts';

export const consoleFaultsHelp = `Faults, separated by commas. Commands, exports, imports and blocks are counted since the start, from 1.

On the line, in both directions, while a file or a call record travels (chance for each byte):
  lose:1/N         one byte in N is lost
  double:1/N       one byte in N comes twice
  flip:1/N         one bit of one byte in N is turned over
The line drops (a serial line is dead for 10 s), once:
  cut:BYTES        after so many bytes in both directions together
  cut:bN           at the Nth block of XMODEM or YMODEM
The console itself:
  noise            random bytes before and after each prompt
  delay:MS         every command is answered MS milliseconds later
  silence:N        no answer to the Nth command, and none to anything for the 60 s after it
  truncate:N       the Nth export breaks off in the middle of the file
  corrupt:N        the Nth export has 64 random bytes in the middle
  edit:N           another administrator changes a contact just before the Nth import

Example: flip:1/500,silence:4`;

const RATES = ['lose', 'double', 'flip'] as const;
const COUNTED = ['silence', 'truncate', 'corrupt', 'edit'] as const;

export interface ConsoleFaults {
  /** Chances for each byte, 0 to 1. */
  rates: Record<(typeof RATES)[number], number>;
  /** The counts at which something happens. */
  at: Record<(typeof COUNTED)[number], ReadonlySet<number>>;
  /** Bytes, or blocks; null: never. */
  cut: { unit: 'byte' | 'block'; count: number } | null;
  noise: boolean;
  /** Milliseconds. */
  delay: number;
}

/** Throws `FaultsError` for words that are not of the language. */
export function readConsoleFaults(spec: string): ConsoleFaults {
  const rates = { lose: 0, double: 0, flip: 0 };
  const at = {
    silence: new Set<number>(),
    truncate: new Set<number>(),
    corrupt: new Set<number>(),
    edit: new Set<number>(),
  };
  let cut: ConsoleFaults['cut'] = null;
  let noise = false;
  let delay = 0;
  for (const word of spec.split(',').map((part) => part.trim())) {
    if (word === '') continue;
    const [name = '', value = '', ...more] = word.split(':');
    const rate = RATES.find((known) => known === name);
    const counted = COUNTED.find((known) => known === name);
    if (more.length > 0) throw new FaultsError(word, consoleFaultsHelp);
    if (rate !== undefined && /^1\/[1-9]\d{0,8}$/.test(value)) rates[rate] = 1 / Number(value.slice(2));
    else if (counted !== undefined && /^[1-9]\d{0,8}$/.test(value)) at[counted].add(Number(value));
    else if (name === 'cut' && /^b?[1-9]\d{0,8}$/.test(value)) {
      cut = { unit: value.startsWith('b') ? 'block' : 'byte', count: Number(value.replace('b', '')) };
    } else if (word === 'noise') noise = true;
    else if (name === 'delay' && /^\d{1,6}$/.test(value)) delay = Number(value);
    else throw new FaultsError(word, consoleFaultsHelp);
  }
  return { rates, at, cut, noise, delay };
}
