/** Misbehaviour on request: a tiny language, one line for a whole training session. */

export const faultsHelp = `Faults, separated by commas. N counts the writes (save and import requests) since the start, from 1;
rN counts the reads (every other request of a logged-in client) instead.

  slow:MS          every answer takes MS milliseconds longer
  drop-before:N    the connection breaks at the Nth write, which has no effect
  drop-after:N     the connection breaks at the Nth write, which has its effect but no answer
  5xx:N            the Nth write has no effect and is answered 503
  truncate:N       the Nth write has its effect, but its answer breaks off in the middle
  edit:N           another administrator changes a contact just before the Nth write
  firmware:TEXT    the device says that it runs this firmware
  lock[:SECONDS]   logging in is blocked for the first SECONDS (60)

Example: slow:200,drop-after:7,5xx:r3`;

const AT_COUNT = ['drop-before', 'drop-after', '5xx', 'truncate', 'edit'] as const;
export type CountedFault = (typeof AT_COUNT)[number];

/** The word of a fault description that nobody understands. */
export class FaultsError extends Error {
  override readonly name = 'FaultsError';
  readonly word: string;

  constructor(word: string) {
    super(`Unknown fault: ${word}\n\n${faultsHelp}`);
    this.word = word;
  }
}

export interface Faults {
  /** Milliseconds. */
  slow: number;
  firmware: string | null;
  /** Seconds. */
  lock: number;
  /** What happens at one request. */
  at(kind: 'write' | 'read', count: number): readonly CountedFault[];
}

/** Throws `FaultsError` for words that are not of the language. */
export function readFaults(spec: string): Faults {
  let slow = 0;
  let firmware: string | null = null;
  let lock = 0;
  const counted = new Map<string, CountedFault[]>();
  for (const word of spec.split(',').map((part) => part.trim())) {
    if (word === '') continue;
    const colon = word.indexOf(':');
    const name = colon < 0 ? word : word.slice(0, colon);
    const value = colon < 0 ? '' : word.slice(colon + 1);
    const fault = AT_COUNT.find((known) => known === name);
    if (
      fault !== undefined &&
      /^r?[1-9]\d{0,8}$/.test(value) &&
      !(fault === 'edit' && value.startsWith('r'))
    ) {
      counted.set(value, [...(counted.get(value) ?? []), fault]);
    } else if (name === 'slow' && /^\d{1,6}$/.test(value)) slow = Number(value);
    else if (name === 'firmware' && /^[\w.+-]{1,20}$/.test(value)) firmware = value;
    else if (word === 'lock') lock = 60;
    else if (name === 'lock' && /^\d{1,6}$/.test(value)) lock = Number(value);
    else throw new FaultsError(word);
  }
  return {
    slow,
    firmware,
    lock,
    at: (kind, count) => counted.get(kind === 'write' ? String(count) : `r${count}`) ?? [],
  };
}
