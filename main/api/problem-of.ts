import { SwitchbookError, type Problem } from '../../core/problem/problem.ts';

/** Any error as something that can be shown; what is not for people is named an internal one. */
export const problemOf = (error: unknown): Problem =>
  error instanceof SwitchbookError
    ? error.problem
    : {
        code: 'internal',
        severity: 'error',
        params: { detail: error instanceof Error ? error.message : String(error) },
      };
