/** Long work that goes on while the person looks at another screen. One of each kind at a time. */
import { create } from 'zustand';
import type { InputOf, NamesOfKind, OutputOf } from '../../core/api/contract.ts';
import type { Progress } from '../../core/api/progress.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Host } from '../host/host.ts';
import { problemOf } from './problem.ts';

interface TaskState {
  running: boolean;
  /** Null before the first report. */
  progress: Progress | null;
  /** Why the last run ended without a result; null for one that was cancelled. */
  problem: Problem | null;
}

const RESTING: TaskState = { running: false, progress: null, problem: null };

/** What is the same of every task, whatever it does. */
export interface AnyTask {
  use: <T>(select: (state: TaskState) => T) => T;
  state: () => TaskState;
  /** Hears of every change of the state. */
  watch: (heard: () => void) => void;
  cancel: () => void;
  /** Stops what runs and forgets its problem. */
  clear: () => void;
}

export interface Task<N extends NamesOfKind<'job'>> extends AnyTask {
  /** The result, or null when it failed, was cancelled or was overtaken by another run. */
  run: (host: Host, input: InputOf<N>) => Promise<OutputOf<N> | null>;
}

export function taskOf<N extends NamesOfKind<'job'>>(name: N): Task<N> {
  const useTask = create<TaskState>()(() => RESTING);
  let current: AbortController | null = null;
  return {
    use: useTask,
    state: useTask.getState,
    watch: (heard) => void useTask.subscribe(heard),
    cancel: () => current?.abort(),
    clear: () => {
      current?.abort();
      current = null;
      useTask.setState(RESTING);
    },
    run: async (host, input) => {
      current?.abort();
      const mine = new AbortController();
      current = mine;
      useTask.setState({ ...RESTING, running: true });
      try {
        const output = await host.call(name, input, {
          signal: mine.signal,
          progress: (progress) => current === mine && useTask.setState({ progress }),
        });
        if (current !== mine) return null;
        useTask.setState(RESTING);
        return output;
      } catch (error) {
        if (current === mine) {
          const problem = problemOf(error);
          useTask.setState({ ...RESTING, problem: problem.code === 'cancelled' ? null : problem });
        }
        return null;
      }
    },
  };
}
