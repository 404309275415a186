import { z } from 'zod';
import { SwitchbookError, type Problem } from '../../core/problem/problem.ts';

const portTaken = z.object({ code: z.literal('EADDRINUSE'), port: z.number() });

const folderUnmade = z.object({ syscall: z.literal('mkdir'), path: z.string() });

/** Any error as something that can be shown; what is not for people is named an internal one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof SwitchbookError) return error.problem;
  const taken = portTaken.safeParse(error);
  if (taken.success) return { code: 'port-taken', severity: 'error', value: String(taken.data.port) };
  const unmade = folderUnmade.safeParse(error);
  if (unmade.success) return { code: 'folder-unmade', severity: 'error', value: unmade.data.path };
  return {
    code: 'internal',
    severity: 'error',
    params: { detail: error instanceof Error ? error.message : String(error) },
  };
}
