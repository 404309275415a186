/** The ways in which a write goes wrong, and the end of the program at any moment. */
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Desk, Line } from './office.ts';

/**
 * `refused`: the PBX answers that it cannot just now; `timed out`: no answer comes, and every second write
 * has arrived all the same; `dropped`: it was done, and the line drops before the answer; `power cut`: the
 * machine of the person stops, and every second write was done by then.
 */
export const FAILURES = ['refused', 'timed out', 'dropped', 'power cut'] as const;
export type Failure = (typeof FAILURES)[number];

function strike(how: Failure, desk: Desk): never {
  if (how === 'power cut') return desk.die();
  if (how === 'refused') throw new SwitchbookError('pbx-status', { value: '/', params: { status: 503 } });
  throw new SwitchbookError(how === 'dropped' ? 'pbx-line-dropped' : 'pbx-timeout', { value: '/' });
}

/** A line on which the write of this number, from 0, goes wrong. */
export function failing(how: Failure, write: number, desk: Desk): Line {
  const arrives = how === 'dropped' || (how !== 'refused' && write % 2 === 1);
  const at = (now: number): void => {
    if (now === write) strike(how, desk);
  };
  return arrives ? { answered: at } : { sending: at };
}

/** A line on which everything is written, and the PBX cannot be read any more after that. */
export function unverified(how: Failure, desk: Desk): Line {
  let written = false;
  return {
    answered: () => {
      written = true;
    },
    reading: () => {
      if (written) strike(how, desk);
    },
  };
}

/** The program ends at this moment, counted in readings, writes, answers and uses of the site file. */
export function killedAt(moment: number, desk: Desk): Line {
  let left = moment;
  const tick = (): void => {
    if (left-- === 0) desk.die();
  };
  return { reading: tick, sending: tick, answered: tick, touching: tick };
}
