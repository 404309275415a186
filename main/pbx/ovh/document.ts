/** Files on their way to and from the API: they lie in a storage of their own, which asks for no signature. */
import { Agent, request } from 'undici';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { lineProblem } from '../line.ts';
import { bounded } from '../bounded.ts';
import type { OvhClient } from './client.ts';
import { route } from './sign.ts';
import { isRefused } from './trouble.ts';

const PATIENCE = 180_000;

const created = z.object({ id: z.string().min(1), putUrl: z.url() });
const named = z.object({ id: z.string(), name: z.string() });

/** A place for a file of this name. */
export const createDocument = (
  client: OvhClient,
  name: string,
  signal: AbortSignal,
): Promise<z.infer<typeof created>> => client.post('/me/document', { name }, created, signal);

export async function fillDocument(putUrl: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  await atStorage('PUT', putUrl, bytes, signal);
}

export const fetchFile = (url: string, signal: AbortSignal): Promise<Uint8Array> =>
  atStorage('GET', url, null, signal);

/** A document that is gone is none. */
export async function deleteDocument(client: OvhClient, id: string, signal: AbortSignal): Promise<void> {
  await client.delete(route`/me/document/${id}`, signal).catch((error: unknown) => {
    if (!isRefused(error, 404)) throw error;
  });
}

/** Documents of this name, should the answer to making one have been lost. */
export async function findDocuments(client: OvhClient, name: string, signal: AbortSignal): Promise<string[]> {
  const ids = await client.get('/me/document', z.array(z.string()), signal);
  const found: string[] = [];
  for await (const part of client.batches('/me/document', ids, named, signal)) {
    found.push(...part.filter((document) => document.name === name).map(({ id }) => id));
  }
  return found;
}

async function atStorage(
  method: 'GET' | 'PUT',
  url: string,
  bytes: Uint8Array | null,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { protocol, origin } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new SwitchbookError('ovh-answer-unreadable', { value: origin });
  }
  const agent = new Agent({ headersTimeout: PATIENCE, bodyTimeout: PATIENCE, connect: { timeout: 30_000 } });
  try {
    const answer = await request(url, {
      method,
      body: bytes,
      ...(bytes === null ? {} : { headers: { 'content-type': 'application/octet-stream' } }),
      dispatcher: agent,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    const body = await bounded(answer.body, origin);
    if (answer.statusCode >= 200 && answer.statusCode < 300) return body;
    // The address itself is a key to the file: only the host is told.
    throw new SwitchbookError('ovh-storage', { value: origin, params: { status: answer.statusCode } });
  } catch (error) {
    if (signal.aborted) throw new SwitchbookError('cancelled', {}, { cause: error });
    throw lineProblem(error, origin);
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}
