/**
 * Work that the API goes on with by itself. A finished task is forgotten after a while: one that is not
 * there any more has ended, and does not say how (docs/protocols/ovh.md, section 7).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { OvhClient } from './client.ts';
import { isRefused } from './trouble.ts';

/** Milliseconds between two looks: an import of few contacts is quick, and every look is a request. */
const PAUSES = [500, 1000, 2000, 4000, 8000];
const LONGEST_PAUSE = 10_000;
/** An import of some thousand contacts takes minutes; beyond this it is looked at another time. */
const LONGEST = 15 * 60_000;

const task = z.object({ status: z.string(), message: z.string().nullish() });

export type TaskEnd = { ended: 'done' | 'unknown' } | { ended: 'error'; message: string };

/** Those that the API still lists. */
export const taskIds = (client: OvhClient, path: string, signal: AbortSignal): Promise<number[]> =>
  client.get(path, z.array(z.number().int()), signal);

/** Waits until a task has ended. Errors: `ovh-task-running` when it takes too long; `cancelled`. */
export async function taskEnd(
  client: OvhClient,
  path: string,
  id: number,
  signal: AbortSignal,
): Promise<TaskEnd> {
  const began = Date.now();
  for (let look = 0; ; look++) {
    await pause(PAUSES[look] ?? LONGEST_PAUSE, signal);
    try {
      const { status, message } = await client.get(`${path}/${id}`, task, signal);
      if (status === 'done') return { ended: 'done' };
      if (status === 'error') return { ended: 'error', message: message ?? '' };
    } catch (error) {
      if (isRefused(error, 404)) return { ended: 'unknown' };
      throw error;
    }
    if (Date.now() - began > LONGEST) throw new SwitchbookError('ovh-task-running', { value: String(id) });
  }
}

/** Errors: `cancelled`. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    throw new SwitchbookError('cancelled');
  });
};
