/** Who is asking? Session cookie or digest login, with the lock-out: docs/protocols/commander.md, section 1. */
import type { IncomingMessage } from 'node:http';
import { Digest, readAnswer } from './digest.ts';
import { json } from './device.ts';
import type { Reply } from './device.ts';
import { Lockout } from './lockout.ts';
import { Sessions } from './sessions.ts';
import type { Store, StoredSubscriber } from './store.ts';

export type Admission =
  | { subscriber: StoredSubscriber; session: string; headers: Record<string, string> }
  | { refused: Reply; headers: Record<string, string> };

export class Gate {
  readonly #store: Store;
  readonly #sessions: Sessions;
  readonly #digest = new Digest();
  readonly #lockout = new Lockout();

  /** `lock`: seconds for which nobody gets in, from now. */
  constructor(store: Store, cookieSuffix: string, lock: number) {
    this.#store = store;
    this.#sessions = new Sessions(cookieSuffix);
    this.#lockout.blockEverybody(lock, Date.now());
  }

  admit(request: IncomingMessage, now: number): Admission {
    const answer = readAnswer(request.headers.authorization);
    const session = this.#sessions.find(request.headers.cookie, now);
    if (session !== null && (answer === null || answer.username === session.extension)) {
      const subscriber = this.#store.subscriber(session.extension);
      if (subscriber !== null) return { subscriber, session: session.id, headers: {} };
    }
    const address = request.socket.remoteAddress ?? '';
    const place = `address ${address}`;
    const account = answer === null ? null : `account ${answer.username}`;
    if (answer !== null && this.#digest.answers(answer, address)) this.#lockout.forgive(place);
    const blocked = Math.max(
      this.#lockout.blocked(place, now),
      account === null ? 0 : this.#lockout.blocked(account, now),
    );
    if (blocked > 0) return { refused: json({ blocked }, 423), headers: {} };
    if (answer === null || account === null) {
      this.#lockout.fail(place, now);
      return this.#challenge(address, false, now);
    }
    const subscriber = this.#store.subscriber(answer.username);
    const asked = { method: request.method ?? '', target: request.url ?? '' };
    const verdict = this.#digest.check(answer, asked, subscriber?.password ?? null, now);
    if (verdict === 'stale') return this.#challenge(address, true, now);
    if (verdict === 'wrong' || subscriber === null) {
      this.#lockout.fail(account, now);
      return this.#challenge(address, false, now);
    }
    this.#lockout.succeed(place);
    this.#lockout.succeed(account);
    const opened = this.#sessions.open(subscriber.extension, subscriber.role, now);
    return {
      subscriber,
      session: opened.id,
      headers: { 'set-cookie': this.#sessions.setCookie(opened) },
    };
  }

  leave(session: string): void {
    this.#sessions.close(session);
  }

  #challenge(address: string, stale: boolean, now: number): Admission {
    return {
      refused: { status: 401, type: 'text/html', body: 'Access Error: Unauthorized' },
      headers: { 'www-authenticate': this.#digest.challenge(address, stale, now) },
    };
  }
}
