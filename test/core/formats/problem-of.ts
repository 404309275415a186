import { LANGUAGES } from '../../../core/language/text.ts';
import { problemLine, SwitchbookError, type Problem } from '../../../core/problem/problem.ts';

/** The problem that `work` fails with, said in every language; fails itself when `work` does not. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    for (const language of LANGUAGES) problemLine(error.problem, language);
    return error.problem;
  }
  throw new Error('No error was thrown');
}
