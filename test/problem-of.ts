/** The problem that work fails with, said in every language. Any other error is thrown on, and fails the test. */
import { LANGUAGES } from '../core/language/text.ts';
import type { Problem, ProblemCode } from '../core/problem/problem.ts';
import { problemLine, SwitchbookError } from '../core/problem/problem.ts';

function problemIn(error: unknown): Problem {
  if (!(error instanceof SwitchbookError)) throw error;
  for (const language of LANGUAGES) problemLine(error.problem, language);
  return error.problem;
}

function nothingThrown(): never {
  throw new Error('Nothing was thrown');
}

/** Throws when `work` does not. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    return problemIn(error);
  }
  return nothingThrown();
}

/** The same of work under way. */
export const problemAfter = (work: Promise<unknown>): Promise<Problem> => work.then(nothingThrown, problemIn);

/** Null where it is done. */
export function codeOf(work: () => unknown): ProblemCode | null {
  try {
    work();
    return null;
  } catch (error) {
    return problemIn(error).code;
  }
}

/** The same of work under way. */
export const codeAfter = (work: Promise<unknown>): Promise<ProblemCode | null> =>
  work.then(
    () => null,
    (error: unknown) => problemIn(error).code,
  );

/** Of an error that need not be a problem: the code, else what it says. */
export const codeOrText = (error: unknown): string =>
  error instanceof SwitchbookError ? error.problem.code : String(error);
