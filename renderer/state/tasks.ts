/** The work of one screen, seen as one: what runs, and what went wrong. */
import { create } from 'zustand';
import type { Problem } from '../../core/problem/problem.ts';
import type { AnyTask } from './task.ts';

interface Tasks {
  /** What runs now, if anything, and why the last run failed. */
  use: () => { running: AnyTask | null; problem: Problem | null };
  /** Stops what runs and forgets all problems. */
  clear: () => void;
  /** The failure of one thing says nothing of the next. */
  forgetProblems: () => void;
}

export function tasksOf(...tasks: readonly AnyTask[]): Tasks {
  const now = () => ({
    running: tasks.find((task) => task.state().running) ?? null,
    problem: tasks.map((task) => task.state().problem).find((problem) => problem !== null) ?? null,
  });
  const useNow = create(now);
  for (const task of tasks) task.watch(() => useNow.setState(now()));
  const useTasks = () => ({
    running: useNow(({ running }) => running),
    problem: useNow(({ problem }) => problem),
  });
  return {
    use: useTasks,
    clear: () => tasks.forEach((task) => task.clear()),
    forgetProblems: () => tasks.filter((task) => !task.state().running).forEach((task) => task.clear()),
  };
}
