/**
 * Requests to the OVHcloud API: signed by its clock, each tried again only where it certainly was not
 * carried out. Nothing of the keys is ever in an error.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Endpoint, OvhAddress } from './address.ts';
import { readEndpoint } from './address.ts';
import { type Answer, checked, unreadable } from './answer.ts';
import { type Pace, paceOf } from './pace.ts';
import { route, signable, signature } from './sign.ts';
import { type Method, Transport } from './transport.ts';
import { isRefused, OvhRefusal, refusalOf } from './trouble.ts';

/** Answers for every key, whatever became of it. */
const OWN_STATE = '/auth/currentCredential';

/** The control panel reads so many at once. */
export const BATCH = 50;
/** How often a request that came too fast is sent again, and the first wait in milliseconds. */
const AGAIN = 5;
const FIRST_WAIT = 2000;

const anything = z.unknown();
const batched = z.array(z.object({ key: z.unknown(), value: z.unknown(), error: z.unknown() }).partial());

/** Seconds by which the clock of an API is ahead of this machine's, by origin. */
const clocks = new Map<string, number>();

export class OvhClient {
  readonly #address: OvhAddress;
  readonly #endpoint: Endpoint;
  readonly #transport: Transport;

  /** Errors: `ovh-address-invalid`. */
  constructor(address: OvhAddress, pace?: Pace) {
    this.#address = address;
    this.#endpoint = readEndpoint(address.url);
    const shared = paceOf(`${address.consumerKey}@${this.#endpoint.origin}`);
    this.#transport = new Transport(this.#endpoint, address.applicationKey, pace ?? shared);
  }

  get<T>(path: string, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return this.#ask('GET', path, undefined, answer, signal);
  }

  post<T>(path: string, body: unknown, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return this.#ask('POST', path, body, answer, signal);
  }

  async put(path: string, body: unknown, signal: AbortSignal): Promise<void> {
    await this.#ask('PUT', path, body, anything, signal);
  }

  async delete(path: string, signal: AbortSignal): Promise<void> {
    await this.#ask('DELETE', path, undefined, anything, signal);
  }

  /**
   * Many objects of one collection, fifty a request, in the order asked for. An object that is gone
   * meanwhile is left out.
   *
   * @param path Of the collection, without a slash at its end.
   */
  async *batches<T>(
    path: string,
    ids: readonly (string | number)[],
    one: z.ZodType<T>,
    signal: AbortSignal,
  ): AsyncGenerator<T[]> {
    for (let from = 0; from < ids.length; from += BATCH) {
      const part = await this.below(path, ids.slice(from, from + BATCH), '', one, signal);
      yield part.filter((value) => value !== null);
    }
  }

  /**
   * One object below each of a collection's, such as its `/serviceInfos`, at most fifty; null where there is
   * none.
   */
  async below<T>(
    path: string,
    ids: readonly (string | number)[],
    end: string,
    one: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<(T | null)[]> {
    const url = `${path}/${ids.map((id) => route`${id}`).join(',')}${end}`;
    const answer = await this.#ask('GET', url, undefined, batched, signal, { 'x-ovh-batch': ',' });
    if (answer.length !== ids.length) throw unreadable(url);
    return answer.map(({ value, error }) => {
      if (value !== undefined && value !== null) return checked(one, value, url);
      if (error !== undefined && error !== null) return null;
      throw unreadable(url);
    });
  }

  /** Without key and signature, as the clock and the request for a consumer key are. */
  open<T>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    return this.#understood(method, path, answer, () => this.#transport.send(method, path, body, {}, signal));
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** Seconds by which this machine's clock is behind the API's. */
  async clockDelta(signal: AbortSignal): Promise<number> {
    const { origin } = this.#endpoint;
    const known = clocks.get(origin);
    if (known !== undefined) return known;
    const theirs = await this.open('GET', '/auth/time', undefined, z.number().int(), signal);
    const delta = theirs - Math.floor(Date.now() / 1000);
    clocks.set(origin, delta);
    return delta;
  }

  async #ask<T>(
    method: Method,
    path: string,
    body: unknown,
    answer: z.ZodType<T>,
    signal: AbortSignal,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const once = () =>
      this.#understood(method, path, answer, async () => {
        const signed = await this.#signed(method, path, body, signal);
        return this.#transport.send(method, path, body, { ...signed, ...headers }, signal);
      });
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof OvhRefusal)) throw error;
      if (error.problem.code === 'ovh-signature' && path !== OWN_STATE) await this.#notPending(signal);
      if (error.problem.code !== 'ovh-clock') throw error;
      // The clock was set, or the computer slept: asked anew, once.
      clocks.delete(this.#endpoint.origin);
      return once();
    }
  }

  /** A key that nobody has validated yet is refused as if its signature were wrong. Errors: `ovh-key-pending`. */
  async #notPending(signal: AbortSignal): Promise<void> {
    const own = await this.get(OWN_STATE, z.object({ status: z.string() }), signal).catch(() => null);
    if (own?.status === 'pendingValidation') throw new SwitchbookError('ovh-key-pending');
  }

  /** A request that came too fast was not carried out: it waits, longer each time. */
  async #understood<T>(
    method: Method,
    path: string,
    shape: z.ZodType<T>,
    send: () => Promise<Answer>,
  ): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const { status, body, retryAfter, signal } = await send();
      if (status >= 200 && status < 300) return checked(shape, body, path);
      const refusal = refusalOf(status, this.#withoutSecrets(body), `${method} ${path}`);
      if (!isRefused(refusal, 429) || attempt === AGAIN) throw refusal;
      await sleep(retryAfter ?? FIRST_WAIT * 2 ** attempt, undefined, { signal }).catch(() => {
        throw new SwitchbookError('cancelled');
      });
    }
  }

  async #signed(
    method: Method,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const { applicationSecret, consumerKey } = this.#address;
    const { origin, prefix } = this.#endpoint;
    const timestamp = Math.floor(Date.now() / 1000) + (await this.clockDelta(signal));
    const text = body === undefined ? '' : signable(body);
    const url = origin + prefix + path;
    return {
      'x-ovh-consumer': consumerKey,
      'x-ovh-timestamp': String(timestamp),
      'x-ovh-signature': signature({ applicationSecret, consumerKey, method, url, body: text, timestamp }),
    };
  }

  /** What is said back could hold what was sent. */
  #withoutSecrets(body: unknown): unknown {
    const { applicationSecret, consumerKey } = this.#address;
    let text = JSON.stringify(body ?? null);
    for (const secret of [applicationSecret, consumerKey]) {
      if (secret !== '') text = text.replaceAll(secret, '…');
    }
    return JSON.parse(text);
  }
}
