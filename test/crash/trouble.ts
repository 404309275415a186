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

/** A line on which the write of this number, from 0, goes wrong. */
export function failing(how: Failure, write: number, desk: Desk): Line {
  const fail = (): never => {
    if (how === 'power cut') return desk.die();
    if (how === 'refused') throw new SwitchbookError('pbx-status', { value: '/', params: { status: 503 } });
    throw new SwitchbookError(how === 'dropped' ? 'pbx-line-dropped' : 'pbx-timeout', { value: '/' });
  };
  const arrives = how === 'dropped' || (how !== 'refused' && write % 2 === 1);
  const strike = (at: number): void => {
    if (at === write) fail();
  };
  return arrives ? { answered: strike } : { sending: strike };
}

/** The program ends at this moment, counted in readings, writes, answers and uses of the site file. */
export function killedAt(moment: number, desk: Desk): Line {
  let left = moment;
  const tick = (): void => {
    if (left-- === 0) desk.die();
  };
  return { reading: tick, sending: tick, answered: tick, touching: tick };
}
