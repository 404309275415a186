/** The one way in which long work reports progress and is cancelled, in every shell. */
import { SwitchbookError } from '../../core/problem/problem.ts';

export type Phase =
  | 'read-file'
  | 'map'
  | 'match'
  | 'store'
  | 'write-file'
  | 'connect'
  | 'read-pbx'
  | 'compare'
  | 'upload'
  | 'verify';

export interface Progress {
  phase: Phase;
  done: number;
  /** Null while it is not known. */
  total: number | null;
}

export interface JobContext {
  progress(progress: Progress): void;
  signal: AbortSignal;
}

/** Call between steps: throws the error that shells show as *cancelled*. */
export function stopIfCancelled(context: JobContext): void {
  if (context.signal.aborted) throw new SwitchbookError('cancelled');
}
