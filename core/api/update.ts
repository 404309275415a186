/** How it stands with a newer version, in the one shell that can bring itself up to date: Electron's. */
import { z } from 'zod';

/** Each a button of its own: nothing is looked for, fetched or installed unasked. */
export const UPDATE_STEPS = ['look', 'check', 'download', 'install', 'install-file'] as const;
export type UpdateStep = (typeof UPDATE_STEPS)[number];

export const updateState = z.object({
  /** Ours, and whether its publisher said where newer ones are to be found. */
  version: z.string(),
  hasSource: z.boolean(),
  phase: z.enum(['idle', 'checking', 'current', 'available', 'downloading', 'ready']),
  /** The version that is available or ready. */
  next: z.string().nullable(),
  /** Of the download, 0 to 100. */
  percent: z.number().nullable(),
});
export type UpdateState = z.infer<typeof updateState>;
