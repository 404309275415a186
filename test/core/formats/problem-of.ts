import { SwitchbookError, type Problem } from '../../../core/problem/problem.ts';

/** The problem that `work` fails with; fails itself when `work` does not. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof SwitchbookError) return error.problem;
    throw error;
  }
  throw new Error('No error was thrown');
}
