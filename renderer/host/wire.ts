/** What arrives from a carrier, before it is believed. */
import { z } from 'zod';
import type { EventName, Events, OperationName, OutputOf } from '../../core/api/contract.ts';
import type { Progress } from '../../core/api/progress.ts';
import { PHASES } from '../../core/api/progress.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';

const progressShape = z.object({
  phase: z.enum(PHASES),
  done: z.number(),
  total: z.number().nullable(),
  bytes: z.object({ secondsLeft: z.number().nullable() }).optional(),
}) satisfies z.ZodType<Progress>;

export const incoming = z.union([
  z.object({ call: z.number(), result: z.unknown() }),
  z.object({ call: z.number(), error: z.unknown() }),
  z.object({ call: z.number(), progress: progressShape }),
  z.object({ event: z.string(), data: z.unknown() }),
]);

export const progressEvent = z.object({ call: z.number(), progress: progressShape });

const problemShape = z.object({ code: z.string(), severity: z.enum(['error', 'warning']) });

const isProblem = (value: unknown): value is Problem => problemShape.safeParse(value).success;

/** The error of a reply, as callers catch it. */
export function errorOf(error: unknown): SwitchbookError {
  if (isProblem(error)) return new SwitchbookError(error.code, error);
  return new SwitchbookError('internal', { params: { detail: JSON.stringify(error) ?? '' } });
}

/**
 * Answers and events are taken at their word: both ends are built from the same contract, and the
 * services check everything that goes the other way.
 */
export const isAnswer = <N extends OperationName>(_name: N, value: unknown): value is OutputOf<N> =>
  value !== undefined;

export const isEvent = <E extends EventName>(_event: E, data: unknown): data is Events[E] =>
  typeof data === 'object' && data !== null;
