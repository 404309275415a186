/**
 * A login at the PBX: one digest handshake, then the session cookie. The PBX counts failed logins and
 * blocks the account after the third, so a password is tried once and never again by itself.
 *
 * Errors: `SwitchbookError` with codes of `resources/problems/pbx.json`; `Refusal` for a 4xx answer to a
 * request that was understood, which the caller words.
 */
import type { Agent } from 'undici';
import { z } from 'zod';
import { decodeUtf8Strictly } from '../../../core/formats/charset.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { lineProblem } from '../line.ts';
import type { Challenge } from './digest.ts';
import { authorization, readChallenge } from './digest.ts';

/** Far above 2000 contacts of any size: beyond it, somebody else is answering. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** However slowly an answer drips in, it ends here. */
const WHOLE_ANSWER_MS = 120_000;

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

const blocked = z.object({ blocked: z.coerce.number().int().nonnegative() });
const rejection = z.object({ successful: z.union([z.literal(false), z.literal('false')]) });

export interface Login {
  user: string;
  password: string;
}

interface RawAnswer {
  status: number;
  challenge: string;
  body: Uint8Array;
}

export class Session {
  readonly #origin: string;
  readonly #login: Login | null;
  readonly #agent: Agent;
  #challenge: Challenge | null = null;
  #count = 0;
  #cookie: string | null = null;
  #refused = false;

  /** Without a login no challenge is ever answered. */
  constructor(origin: string, login: Login | null, agent: Agent) {
    this.#origin = origin;
    this.#login = login;
    this.#agent = agent;
  }

  /** The JSON behind a path, logging in where the PBX asks for it. */
  get(path: string, signal?: AbortSignal): Promise<unknown> {
    return this.#ask('GET', path, null, signal);
  }

  /** Posts a URL-encoded form whose encoding is the caller's. */
  post(path: string, form: string): Promise<unknown> {
    return this.#ask('POST', path, form);
  }

  /** Gives the session back, so that it does not count against the PBX's limit. Never throws. */
  async close(): Promise<void> {
    if (this.#cookie !== null) {
      await this.#send('GET', '/appclose', null, AbortSignal.timeout(2000)).catch(() => null);
      this.#cookie = null;
    }
    await this.#agent.destroy().catch(() => null);
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    form: string | null,
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (this.#refused) throw this.#wrongPassword();
    let answer = await this.#send(method, path, form, signal);
    if (answer.status === 401 && this.#login !== null) {
      // Either the first contact, or the PBX has forgotten the session: a challenge is answered once.
      this.#challenge = readChallenge(answer.challenge);
      this.#count = 0;
      this.#cookie = null;
      if (this.#challenge === null)
        throw new SwitchbookError('pbx-login-unsupported', { value: this.#origin });
      answer = await this.#send(method, path, form, signal);
      if (answer.status === 401) {
        this.#refused = true;
        throw this.#wrongPassword();
      }
    }
    return this.#read(path, answer);
  }

  #wrongPassword() {
    return new SwitchbookError('pbx-password-wrong', { value: this.#login?.user ?? '' });
  }

  #proof(method: string, uri: string): Record<string, string> {
    if (this.#cookie !== null) return { cookie: this.#cookie };
    if (this.#challenge === null || this.#login === null) return {};
    const proof = { ...this.#login, method, uri, count: ++this.#count };
    return { authorization: authorization(this.#challenge, proof) };
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    form: string | null,
    signal?: AbortSignal,
  ): Promise<RawAnswer> {
    const whole = AbortSignal.timeout(WHOLE_ANSWER_MS);
    try {
      const { statusCode, headers, body } = await this.#agent.request({
        origin: this.#origin,
        method,
        path,
        body: form,
        headers: {
          accept: 'application/json',
          version: '7',
          ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
          ...this.#proof(method, path),
        },
        signal: signal === undefined ? whole : AbortSignal.any([signal, whole]),
      });
      this.#keepCookie(headers['set-cookie']);
      return {
        status: statusCode,
        challenge: [headers['www-authenticate'] ?? []].flat().join(', '),
        body: await bounded(body, path),
      };
    } catch (error) {
      if (signal?.aborted === true) throw new SwitchbookError('cancelled', {}, { cause: error });
      throw lineProblem(error, this.#origin);
    }
  }

  /** Newer firmware appends digits to the cookie's name. */
  #keepCookie(header: string | string[] | undefined): void {
    for (const cookie of [header ?? []].flat()) {
      const match = /^\s*(AUERSessionID\d*=[^;\s]+)/.exec(cookie);
      if (match?.[1] !== undefined) this.#cookie = match[1];
    }
  }

  #read(path: string, answer: RawAnswer): unknown {
    if (answer.status === 423) {
      const seconds = blocked.safeParse(readJson(answer.body)).data?.blocked ?? 60;
      throw new SwitchbookError('pbx-locked', { params: { seconds } });
    }
    if (answer.status >= 400 && answer.status < 500) throw new Refusal(answer.status);
    if (answer.status !== 200) {
      throw new SwitchbookError('pbx-status', { value: path, params: { status: answer.status } });
    }
    const json = readJson(answer.body);
    if (json === undefined) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
    if (rejection.safeParse(json).success) throw new Refusal(answer.status);
    return json;
  }
}

async function bounded(body: AsyncIterable<Uint8Array>, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LARGEST_ANSWER) throw new SwitchbookError('pbx-answer-too-large', { value: path });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

/** Undefined when the bytes are no JSON. */
function readJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8Strictly(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
