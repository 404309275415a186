/** Misbehaviour on request: a tiny language, one line for a whole training session. */

export const faultsHelp = `Faults, separated by commas. N counts the writes (save and import requests) since the start, from 1;
rN counts the reads (every other request of a logged-in client) instead.

At the Nth request:
  slow:MS@N        it is answered MS milliseconds later
  drop-before:N    the connection breaks, and there is no effect
  drop-after:N     the connection breaks, the effect is there but no answer
  STATUS:N         no effect, answered with this status, from 400 to 599; 5xx is 503
  lock:SECONDS@N   no effect; all sessions end, and for SECONDS everything is answered 423
  truncate:N       the effect is there, but the answer breaks off in the middle
  corrupt:N        the effect is there, but all bits of the byte in the middle of the answer are inverted
  empty:N          the effect is there, but the answer is an empty list
  edit:N           another administrator changes a contact just before (writes only)
  edit-access:N    another administrator changes an authorisation just before (writes only)

From the start:
  slow:MS          every answer takes MS milliseconds longer
  lock[:SECONDS]   logging in is blocked for the first SECONDS (60)
  firmware:TEXT    the device says that it runs this firmware
  serial:TEXT      the device says that it has this serial number

Example: slow:200,drop-after:7,5xx:r3,lock:30@9`;

const MARKS = ['drop-before', 'drop-after', 'truncate', 'corrupt', 'empty', 'edit', 'edit-access'] as const;
export type Mark = (typeof MARKS)[number];

/** The word of a fault description that nobody understands. */
export class FaultsError extends Error {
  override readonly name = 'FaultsError';
  readonly word: string;

  /** `help`: the language that the word is not of. */
  constructor(word: string, help: string) {
    super(`Unknown fault: ${word}\n\n${help}`);
    this.word = word;
  }
}

/** What happens at one request. */
export interface Happening {
  /** The names of the faults, as typed. */
  readonly names: readonly string[];
  readonly marks: ReadonlySet<Mark>;
  /** Milliseconds. */
  readonly slow: number;
  readonly status: number | null;
  /** Seconds. */
  readonly lock: number | null;
}

export interface Faults {
  /** Milliseconds. */
  slow: number;
  firmware: string | null;
  serial: string | null;
  /** Seconds. */
  lock: number;
  at(kind: 'write' | 'read', count: number): Happening;
}

const NOTHING: Happening = { names: [], marks: new Set(), slow: 0, status: null, lock: null };

/** What one word adds to what happens at a request; null for what is no such fault. */
function change(before: Happening, name: string, amount: string | null, reads: boolean): Happening | null {
  const names = [...before.names, name];
  const mark = MARKS.find((known) => known === name);
  if (amount !== null) {
    if (!/^\d{1,6}$/.test(amount)) return null;
    if (name === 'slow') return { ...before, names, slow: Number(amount) };
    return name === 'lock' ? { ...before, names, lock: Number(amount) } : null;
  }
  if (mark !== undefined) {
    const ofWrites = mark === 'edit' || mark === 'edit-access';
    return reads && ofWrites ? null : { ...before, names, marks: new Set([...before.marks, mark]) };
  }
  if (name === '5xx') return { ...before, names, status: 503 };
  return /^[45]\d\d$/.test(name) ? { ...before, names, status: Number(name) } : null;
}

/** Throws `FaultsError` for words that are not of the language. */
export function readFaults(spec: string): Faults {
  const always: Omit<Faults, 'at'> = { slow: 0, firmware: null, serial: null, lock: 0 };
  const moments = new Map<string, Happening>();
  for (const word of spec.split(',').map((part) => part.trim())) {
    if (word === '') continue;
    const [, name = '', value = ''] = /^([^:]*):?(.*)$/s.exec(word) ?? [];
    if (name === 'slow' && /^\d{1,6}$/.test(value)) always.slow = Number(value);
    else if (word === 'lock') always.lock = 60;
    else if (name === 'lock' && /^\d{1,6}$/.test(value)) always.lock = Number(value);
    else if (name === 'firmware' && /^[\w.+-]{1,20}$/.test(value)) always.firmware = value;
    else if (name === 'serial' && /^\w{1,20}$/.test(value)) always.serial = value;
    else {
      const [, amount = null, at = ''] = /^(?:(.*)@)?(r?[1-9]\d{0,8})$/.exec(value) ?? [];
      const before = moments.get(at) ?? NOTHING;
      const after = at === '' ? null : change(before, name, amount, at.startsWith('r'));
      if (after === null) throw new FaultsError(word, faultsHelp);
      moments.set(at, after);
    }
  }
  return {
    ...always,
    at: (kind, count) => moments.get(kind === 'write' ? String(count) : `r${count}`) ?? NOTHING,
  };
}
