/** A simulated API for a test, and somebody who signs: written from docs/protocols/ovh.md, section 2. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startOvh, type OvhOptions, type SimulatedOvh } from '../../../../main/simulator/ovh/start.ts';
import { temporaryFolder } from '../client.ts';

export type Keys = Pick<SimulatedOvh, 'url' | 'applicationKey' | 'applicationSecret' | 'consumerKey'>;

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

interface Twist {
  headers?: Record<string, string>;
  /** Seconds to add to the clock. */
  shift?: number;
  /** What is signed instead of the address that is called. */
  signedUrl?: string;
}

export function signed(
  keys: Keys,
  method: string,
  url: string,
  body: string,
  shift = 0,
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + shift);
  const text = [keys.applicationSecret, keys.consumerKey, method, url, body, timestamp].join('+');
  return {
    'x-ovh-application': keys.applicationKey,
    'x-ovh-consumer': keys.consumerKey,
    'x-ovh-timestamp': timestamp,
    'x-ovh-signature': `$1$${createHash('sha1').update(text).digest('hex')}`,
  };
}

export const json = async (answer: Response): Promise<Answer> => ({
  status: answer.status,
  body: z.unknown().parse(await answer.json()),
  headers: answer.headers,
});

export class Client {
  readonly keys: Keys;

  constructor(keys: Keys) {
    this.keys = keys;
  }

  async ask(method: string, path: string, body?: unknown, twist: Twist = {}): Promise<Answer> {
    const url = `${this.keys.url}${path}`;
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = signed(this.keys, method, twist.signedUrl ?? url, sent, twist.shift ?? 0);
    return await json(
      await fetch(url, {
        method,
        headers: { ...headers, ...twist.headers },
        ...(body === undefined ? {} : { body: sent }),
      }),
    );
  }

  /** The answer, which has to be good. */
  async get<T>(shape: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask(method, path, body);
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return shape.parse(answer.body);
  }

  async batch(path: string): Promise<unknown[]> {
    const { body } = await this.ask('GET', path, undefined, { headers: { 'x-ovh-batch': ',' } });
    return z
      .array(z.object({ value: z.unknown() }))
      .parse(body)
      .map(({ value }) => value);
  }
}

/** An API that lives as long as the test: fast tasks and no limit of the rate, unless the faults say otherwise. */
export async function api(options: Partial<OvhOptions> = {}): Promise<SimulatedOvh> {
  const faults = `rate:0,step:20,${options.faults ?? ''}`;
  const simulated = await startOvh({
    port: 0,
    contacts: 3,
    seed: 7,
    ...options,
    folder: options.folder ?? temporaryFolder(),
    faults,
  });
  onTestFinished(() => simulated.stop().catch(() => {}));
  return simulated;
}

/** Asks again until the answer suits, for two seconds. */
export async function until<T>(ask: () => Promise<T>, suits: (answer: T) => boolean): Promise<T> {
  for (let left = 100; ; left--) {
    const answer = await ask();
    if (suits(answer)) return answer;
    if (left === 0) throw new Error(`It stayed ${JSON.stringify(answer)}`);
    await delay(20);
  }
}

const MAIL = z.object({
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  taskId: z.number().nullable(),
  side: z.enum(['from', 'to']).nullable(),
  token: z.string().nullable(),
});

export const origin = ({ url }: Keys): string => new URL(url).origin;

/** Newest first. */
export async function outbox(keys: Keys): Promise<z.infer<typeof MAIL>[]> {
  return z.array(MAIL).parse(await (await fetch(`${origin(keys)}/outbox`)).json());
}

const DOCUMENT = z.object({ id: z.string(), putUrl: z.string(), getUrl: z.string(), size: z.number() });

/** Uploads a file as a document; its id. */
export async function upload(
  client: Client,
  name: string,
  bytes: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { id, putUrl } = await client.get(DOCUMENT, 'POST', '/me/document', { name });
  const put = await fetch(putUrl, { method: 'PUT', body: bytes });
  if (!put.ok) throw new Error(`PUT: ${put.status}`);
  return id;
}

export const TASK = z.object({ taskId: z.number(), status: z.string(), message: z.string().nullable() });

/** Imports a file into the book at the path; the task as it was last seen and the report. */
export async function importFile(
  client: Client,
  book: string,
  name: string,
  bytes: string | Uint8Array<ArrayBuffer>,
): Promise<{ status: string; message: string | null; report: string }> {
  const documentId = await upload(client, name, bytes);
  const { taskId } = await client.get(TASK, 'POST', `${book}/import`, { documentId });
  const [, account] = book.split('/').slice(1);
  const task = await until(
    () => client.get(TASK, 'GET', `/telephony/${account ?? ''}/task/${taskId}`),
    ({ status }) => status === 'done' || status === 'error',
  );
  const [mail] = await outbox(client.keys);
  return { ...task, report: mail?.body ?? '' };
}

export const CONTACT = z.object({
  id: z.number(),
  surname: z.string(),
  name: z.string(),
  group: z.string(),
  homePhone: z.string().nullable(),
  homeMobile: z.string().nullable(),
  workPhone: z.string().nullable(),
  workMobile: z.string().nullable(),
});

/** Every contact of the book at the path, in batches. */
export async function contactsOf(client: Client, book: string): Promise<z.infer<typeof CONTACT>[]> {
  const ids = await client.get(z.array(z.number()), 'GET', `${book}/phonebookContact`);
  const found: z.infer<typeof CONTACT>[] = [];
  for (let start = 0; start < ids.length; start += 50) {
    const some = ids.slice(start, start + 50).join(',');
    found.push(...z.array(CONTACT).parse(await client.batch(`${book}/phonebookContact/${some}`)));
  }
  return found;
}
