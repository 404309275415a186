/**
 * A login at the PBX: one handshake, then the session cookie. The newer generation asks for a digest, the
 * older one for a form; which of them answers is seen from how it turns a request without login away. The
 * PBX counts failed logins and blocks the account after the third, so a password is tried once and never
 * again by itself.
 *
 * Errors: `SwitchbookError` with codes of `resources/problems/pbx.json`; `Refusal` for a 4xx answer to a
 * request that was understood, which the caller words.
 */
import type { Agent } from 'undici';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { lineProblem } from '../line.ts';
import { bounded } from '../bounded.ts';
import { wrongPassword } from '../wrong-password.ts';
import type { Answer } from './answer.ts';
import { isForbiddenPage, readJson } from './answer.ts';
import { Cookies } from './cookies.ts';
import type { Challenge } from './digest.ts';
import { authorization, readChallenge } from './digest.ts';
import type { Charset, Form } from './form.ts';
import { encodeForm, unsendable } from './form.ts';

/** However slowly an answer drips in, it ends here. */
const WHOLE_ANSWER_MS = 120_000;

/** What the PBX needs to let somebody out; a line that is dead does not hold anybody up. */
const GOODBYE_MS = 2000;

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
/** `login`: 0, or the rights of who has logged in. See section 5c of the protocol. */
const entry = z.object({
  login: z.coerce.number().int(),
  errors: z.array(z.object({ err_str: z.string() })).default([]),
});

export interface Login {
  user: string;
  password: string;
}

export class Session {
  readonly #origin: string;
  readonly #login: Login | null;
  readonly #agent: Agent;
  readonly #cookies = new Cookies();
  #challenge: Challenge | null = null;
  #count = 0;
  #refused = false;
  /** Rights of the login on a PBX of the older generation; null on the newer one, and before it is known. */
  #rights: number | null = null;
  #charset: Charset = 'utf-8';

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

  post(path: string, form: Form): Promise<unknown> {
    return this.#ask('POST', path, form);
  }

  /** The first character that this PBX cannot be sent, or null. */
  unsendable(text: string): string | null {
    return unsendable(text, this.#charset);
  }

  /** Logs out, so that the session does not count against the PBX's limit. Never throws. */
  async close(): Promise<void> {
    if (this.#cookies.header !== null) {
      const goodbye = AbortSignal.timeout(GOODBYE_MS);
      if (this.#rights !== null) {
        const path = `/unlogAdmin?loginRechte=${this.#rights}&loginName=&tnId=0`;
        await this.#send('GET', path, null, goodbye).catch(() => null);
      }
      await this.#send('GET', '/appclose', null, goodbye).catch(() => null);
      this.#cookies.clear();
    }
    await this.#agent.destroy().catch(() => null);
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    form: Form | null,
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (this.#refused) throw wrongPassword(this.#login?.user ?? '', 'web');
    let answer = await this.#send(method, path, form, signal);
    if (this.#login !== null && (answer.status === 401 || isForbiddenPage(answer))) {
      // Either the first contact, or the PBX has forgotten the session.
      this.#cookies.clear();
      if (answer.status === 401) this.#meetChallenge(answer);
      else await this.#enter(this.#login, signal);
      answer = await this.#send(method, path, form, signal);
      if (answer.status === 401) {
        this.#refused = true;
        throw wrongPassword(this.#login.user, 'web');
      }
    }
    return this.#read(path, answer);
  }

  /** A challenge is answered once, with the request that it was given for. */
  #meetChallenge(answer: Answer): void {
    this.#challenge = readChallenge(answer.challenge);
    this.#count = 0;
    if (this.#challenge === null) throw new SwitchbookError('pbx-login-unsupported', { value: this.#origin });
  }

  /** The older generation's form. Errors: `pbx-password-wrong`, `pbx-in-use`, `pbx-locked`. */
  async #enter(login: Login, signal?: AbortSignal): Promise<void> {
    this.#charset = 'iso-8859-1';
    const path = '/login_json';
    const form: Form = [
      ['LOGIN_NOW', ''],
      ['LOGIN_NAME', login.user],
      ['LOGIN_PASS', login.password],
    ];
    const answer = entry.safeParse(this.#read(path, await this.#send('POST', path, form, signal)));
    if (!answer.success) throw new SwitchbookError('pbx-login-unsupported', { value: this.#origin });
    const { login: rights, errors } = answer.data;
    if (rights > 0) {
      this.#rights = rights;
      return;
    }
    const [said] = errors;
    if (said !== undefined) {
      const params = { detail: said.err_str.slice(0, 200) };
      throw new SwitchbookError('pbx-in-use', { value: login.user, params });
    }
    this.#refused = true;
    throw wrongPassword(login.user, 'web');
  }

  #proof(method: string, uri: string): Record<string, string> {
    const cookie = this.#cookies.header;
    if (cookie !== null) return { cookie };
    if (this.#challenge === null || this.#login === null) return {};
    const proof = { ...this.#login, method, uri, count: ++this.#count };
    return { authorization: authorization(this.#challenge, proof) };
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    form: Form | null,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const whole = AbortSignal.timeout(WHOLE_ANSWER_MS);
    const type = `application/x-www-form-urlencoded; charset=${this.#charset}`;
    try {
      const { statusCode, headers, body } = await this.#agent.request({
        origin: this.#origin,
        method,
        path,
        body: form && encodeForm(form, this.#charset),
        headers: {
          accept: 'application/json',
          version: '7',
          ...(form === null ? {} : { 'content-type': type }),
          ...this.#proof(method, path),
        },
        signal: signal === undefined ? whole : AbortSignal.any([signal, whole]),
      });
      this.#cookies.keep(headers['set-cookie']);
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

  #read(path: string, answer: Answer): unknown {
    if (answer.status === 423) {
      const seconds = blocked.safeParse(readJson(answer.body, this.#charset)).data?.blocked ?? 60;
      throw new SwitchbookError('pbx-locked', { params: { seconds } });
    }
    if (answer.status >= 400 && answer.status < 500) throw new Refusal(answer.status);
    if (answer.status !== 200) {
      throw new SwitchbookError('pbx-status', { value: path, params: { status: answer.status } });
    }
    // To who is logged in: this is not for you.
    if (isForbiddenPage(answer)) throw new Refusal(403);
    // What says which PBX it is needs no login, so it is asked before it is known which generation answers.
    const json = readJson(answer.body, path === '/app_about' ? null : this.#charset);
    if (json === undefined) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
    if (rejection.safeParse(json).success) throw new Refusal(answer.status);
    return json;
  }
}
