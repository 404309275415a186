/** The one way in which long work reports progress and is cancelled, in every shell. */
import type { Progress } from '../../core/api/progress.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';

export type { Phase, Progress } from '../../core/api/progress.ts';

export interface JobContext {
  progress(progress: Progress): void;
  signal: AbortSignal;
}

/** Call between steps: throws the error that shells show as *cancelled*. */
export function stopIfCancelled(context: JobContext): void {
  if (context.signal.aborted) throw new SwitchbookError('cancelled');
}
