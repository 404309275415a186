/** Long work with progress and cancel, for buttons that start it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf, NamesOfKind, OutputOf } from '../../core/api/contract.ts';
import type { Progress } from '../../core/api/progress.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from './host.ts';
import { problemOf } from './problem.ts';

export interface Job<N extends NamesOfKind<'job'>> {
  /** The result, or null when it failed or was cancelled: see `problem`. */
  run: (input: InputOf<N>) => Promise<OutputOf<N> | null>;
  cancel: () => void;
  running: boolean;
  progress: Progress | null;
  problem: Problem | null;
}

/** A second run cancels the first; leaving the screen cancels what still runs. */
export function useJob<N extends NamesOfKind<'job'>>(name: N): Job<N> {
  const host = useHost();
  const stop = useRef<AbortController | null>(null);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const cancel = useCallback(() => stop.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const run = useCallback(
    async (input: InputOf<N>) => {
      stop.current?.abort();
      const mine = new AbortController();
      stop.current = mine;
      const current = () => stop.current === mine;
      setRunning(true);
      setProgress(null);
      setProblem(null);
      try {
        return await host.call(name, input, {
          signal: mine.signal,
          progress: (report) => current() && setProgress(report),
        });
      } catch (error) {
        if (current()) setProblem(problemOf(error));
        return null;
      } finally {
        if (current()) setRunning(false);
      }
    },
    [host, name],
  );
  return { run, cancel, running, progress, problem };
}
