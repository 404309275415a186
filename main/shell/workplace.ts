/** What a window opens on: the named site file, or the demonstration. */
import type { ApplicationHost } from '../api/host.ts';
import { openDemonstration } from './demo/demonstration.ts';

export interface Workplace {
  /** Where the demonstration's simulated PBX shows what it holds; null for a real site. */
  simulatedPbx: string | null;
  close(): Promise<void>;
}

export async function openWorkplace(host: ApplicationHost, file: string | undefined): Promise<Workplace> {
  if (file === undefined) return openDemonstration(host);
  await host.call('site.open', { path: file });
  return { simulatedPbx: null, close: () => Promise.resolve() };
}
