/** Any failure as a complaint that can be shown. */
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';

export const problemOf = (error: unknown): Problem =>
  error instanceof SwitchbookError
    ? error.problem
    : { code: 'internal', severity: 'error', params: { detail: String(error) } };
