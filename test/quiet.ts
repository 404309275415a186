import type { JobContext } from '../main/jobs/job.ts';

/** Of work that nobody watches and nobody stops. */
export const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };
