/** Misbehaviour on request: a tiny language, one line for a whole training session. */
import { FaultsError } from '../commander/faults.ts';

export const ovhFaultsHelp = `Faults, separated by commas. N counts every request since the start, from 1 (files that are
uploaded or fetched included, the page not); wN counts only those that write (POST, PUT, DELETE).

At the Nth request:
  slow:MS@N        it is answered MS milliseconds later
  drop-before:N    the connection breaks, and there is no effect
  drop-after:N     the connection breaks, the effect is there but no answer
  STATUS:N         no effect, answered with this status, from 400 to 599; 5xx is 503, in HTML
  truncate:N       the effect is there, but the answer breaks off in the middle
  edit:N           another person changes a contact just before

From the start:
  slow:MS          every answer takes MS milliseconds longer
  clock:SECONDS    the clock of the server is ahead (or, with a minus, behind)
  rate:N           N requests a minute are allowed, 0: any number (60)
  step:MS          how long each state of a task lasts (300)
  address:SECONDS  how long the address of an export is good (300)
  request:SECONDS  how long a contact change waits for its answers (604800)

Example: clock:-90,drop-after:w2,429:5,step:2000`;

const MARKS = ['drop-before', 'drop-after', 'truncate', 'edit'] as const;
export type Mark = (typeof MARKS)[number];

/** What happens at one request. */
export interface Happening {
  /** The names of the faults, as typed. */
  readonly names: readonly string[];
  readonly marks: ReadonlySet<Mark>;
  /** Milliseconds. */
  readonly slow: number;
  readonly status: number | null;
}

const NOTHING: Happening = { names: [], marks: new Set(), slow: 0, status: null };

export interface OvhFaults {
  /** Milliseconds. */
  slow: number;
  /** Seconds. */
  clock: number;
  /** Requests a minute; 0: no limit. */
  rate: number;
  /** Milliseconds. */
  step: number;
  /** Seconds. */
  address: number;
  /** Seconds. */
  request: number;
  /** `write`: null where this request does not write. */
  at(count: number, write: number | null): Happening;
}

function change(before: Happening, name: string, amount: string | null): Happening | null {
  const names = [...before.names, name];
  if (amount !== null)
    return name === 'slow' && /^\d{1,6}$/.test(amount) ? { ...before, names, slow: Number(amount) } : null;
  const mark = MARKS.find((known) => known === name);
  if (mark !== undefined) return { ...before, names, marks: new Set([...before.marks, mark]) };
  if (name === '5xx') return { ...before, names, status: 503 };
  return /^[45]\d\d$/.test(name) ? { ...before, names, status: Number(name) } : null;
}

const both = (one: Happening, other: Happening): Happening => ({
  names: [...one.names, ...other.names],
  marks: new Set([...one.marks, ...other.marks]),
  slow: one.slow + other.slow,
  status: one.status ?? other.status,
});

/** Throws `FaultsError` for words that are not of the language. */
export function readOvhFaults(spec: string): OvhFaults {
  const always = { slow: 0, clock: 0, rate: 60, step: 300, address: 300, request: 604_800 };
  const names = ['slow', 'clock', 'rate', 'step', 'address', 'request'] as const;
  const moments = new Map<string, Happening>();
  for (const word of spec.split(',').map((part) => part.trim())) {
    if (word === '') continue;
    const [, name = '', value = ''] = /^([^:]*):?(.*)$/s.exec(word) ?? [];
    const setting = names.find((known) => known === name);
    const amount = setting === 'clock' ? /^-?\d{1,8}$/ : /^\d{1,8}$/;
    if (setting !== undefined && amount.test(value)) always[setting] = Number(value);
    else {
      const [, given = null, at = ''] = /^(?:(.*)@)?(w?[1-9]\d{0,8})$/.exec(value) ?? [];
      const after = at === '' ? null : change(moments.get(at) ?? NOTHING, name, given);
      if (after === null) throw new FaultsError(word, ovhFaultsHelp);
      moments.set(at, after);
    }
  }
  return {
    ...always,
    at: (count, write) =>
      both(
        moments.get(String(count)) ?? NOTHING,
        (write === null ? undefined : moments.get(`w${write}`)) ?? NOTHING,
      ),
  };
}
