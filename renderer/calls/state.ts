/** The call records that were fetched last: they stay while the person looks at another screen. */
import { create } from 'zustand';
import type { Call, Caller } from '../../core/api/calls.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Host } from '../host/host.ts';
import { useSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';

const RECORDS_PROFILE = 'commander-call-records';

interface Calls {
  /** Of whom and for whom they were fetched: another session begins without. */
  of: string;
  /** Null before the first time; the latest first. */
  calls: Call[] | null;
  problems: Problem[];
  /** The address that was typed. */
  url: string;
  onlyUnknown: boolean;
}

export const useCalls = create<Calls>()(() => ({
  of: '',
  calls: null,
  problems: [],
  url: '',
  onlyUnknown: false,
}));

export const pulling = taskOf('calls.pull');

/** Names the site and who works with it. */
export function useSeeing(): string {
  return useSite(({ site, session }) => `${site?.path ?? ''} ${session.extension ?? session.role}`);
}

/** `url` null: over the site's own line. */
export async function pull(host: Host, url: string | null, of: string): Promise<void> {
  const line = url === null ? null : { url, profile: RECORDS_PROFILE };
  const pulled = await pulling.run(host, { line });
  if (pulled === null) return;
  useCalls.setState({ of, calls: pulled.calls.toReversed(), problems: pulled.problems });
}

export type Known = ReadonlyMap<string, Caller[]>;
