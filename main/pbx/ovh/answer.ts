/** An answer of the API, read as what it claims to be. */
import type { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';

export interface Answer {
  status: number;
  /** Undefined where it is no JSON. */
  body: unknown;
  /** Milliseconds. */
  retryAfter: number | null;
  signal: AbortSignal;
}

/** Undefined where it is no JSON. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    // What returns nothing answers `null` or with no body at all.
    return bytes.length === 0 ? null : JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

export const unreadable = (path: string): SwitchbookError =>
  new SwitchbookError('ovh-answer-unreadable', { value: path.slice(0, 200) });

/** Errors: `ovh-answer-unreadable`. */
export function checked<T>(shape: z.ZodType<T>, body: unknown, path: string): T {
  const { data, success } = shape.safeParse(body);
  if (!success) throw unreadable(path);
  return data;
}
