/** A book as the file that the API writes: asked for until it is there, then fetched from the storage. */
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ReadProgress } from '../connector.ts';
import { bookPath, type Owner } from './books.ts';
import type { OvhClient } from './client.ts';
import { fetchFile } from './document.ts';
import { pause } from './task.ts';

/** The control panel asks every second. */
const PAUSE = 1000;
const MOST_LOOKS = 300;

const file = z.object({ status: z.string(), url: z.string().nullish() });

/** Errors: `ovh-task-failed`, `ovh-task-running`. */
export async function exportBook(
  client: OvhClient,
  owner: Owner,
  key: string,
  progress: ReadProgress,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const { status, url } = await client.get(`${bookPath(owner, key)}/export?format=csv`, file, signal);
    if (status === 'done' && url !== null && url !== undefined) return fetchFile(url, signal);
    if (status === 'error') {
      throw new SwitchbookError('ovh-task-failed', { value: 'export', params: { detail: '' } });
    }
    progress(look, null);
    await pause(PAUSE, signal);
  }
  throw new SwitchbookError('ovh-task-running', { value: 'export' });
}
