/** The one way in which long work reports progress and is cancelled, in every shell. */
import type { Phase, Progress } from '../../core/api/progress.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ReadProgress } from '../pbx/connector.ts';

export type { Phase, Progress } from '../../core/api/progress.ts';

export interface JobContext {
  progress(progress: Progress): void;
  signal: AbortSignal;
}

/** What a connector tells of a phase, as the job tells it. */
export const during =
  (context: JobContext, phase: Phase): ReadProgress =>
  (done, total, bytes) =>
    context.progress({ phase, done, total, ...(bytes && { bytes }) });

/** Call between steps: throws the error that shells show as *cancelled*. */
export function stopIfCancelled(context: JobContext): void {
  if (context.signal.aborted) throw new SwitchbookError('cancelled');
}
