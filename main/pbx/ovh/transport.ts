/** One request to the OVHcloud API and its answer, in a fair pace, on a line that is kept open for a moment. */
import { Agent } from 'undici';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { bounded } from '../bounded.ts';
import { lineProblem } from '../line.ts';
import type { Endpoint } from './address.ts';
import { type Answer, readJson } from './answer.ts';
import type { Pace } from './pace.ts';
import { signable } from './sign.ts';

/** The official wrappers wait as long for an answer. */
const PATIENCE = 180_000;
/** Servers close a quiet line after some seconds, five is usual. */
const LONGEST_QUIET = 2000;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export class Transport {
  readonly #endpoint: Endpoint;
  readonly #applicationKey: string;
  readonly #pace: Pace;
  #agent = newAgent();
  #lastUsed = 0;

  constructor(endpoint: Endpoint, applicationKey: string, pace: Pace) {
    this.#endpoint = endpoint;
    this.#applicationKey = applicationKey;
    this.#pace = pace;
  }

  /** Whatever the status of the answer. Errors: `cancelled` and those of the line. */
  async send(
    method: Method,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { origin, prefix } = this.#endpoint;
    const text = body === undefined ? null : signable(body);
    const whole = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    try {
      await this.#pace.turn(signal);
      const answer = await this.#line().request({
        origin,
        path: prefix + path,
        method,
        body: text,
        headers: {
          accept: 'application/json',
          'x-ovh-application': this.#applicationKey,
          ...(text === null ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        signal: whole,
      });
      const seconds = Number(answer.headers['retry-after']);
      const bytes = await bounded(answer.body, path);
      this.#lastUsed = performance.now();
      return {
        status: answer.statusCode,
        body: readJson(bytes),
        retryAfter: seconds > 0 ? Math.min(seconds, 120) * 1000 : null,
        signal,
      };
    } catch (error) {
      if (signal.aborted) throw new SwitchbookError('cancelled', {}, { cause: error });
      throw lineProblem(error, origin);
    }
  }

  /** A line that was quiet for a while may have been closed at the other end: nothing is risked on it. */
  #line(): Agent {
    const quiet = performance.now() - this.#lastUsed;
    this.#lastUsed = performance.now();
    if (quiet > LONGEST_QUIET) {
      void this.#agent.close().catch(() => undefined);
      this.#agent = newAgent();
    }
    return this.#agent;
  }

  async close(): Promise<void> {
    await this.#agent.destroy().catch(() => undefined);
  }
}

const newAgent = (): Agent =>
  new Agent({ headersTimeout: PATIENCE, bodyTimeout: PATIENCE, connect: { timeout: 30_000 } });
