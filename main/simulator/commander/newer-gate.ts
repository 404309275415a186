/** Session cookie or digest login, with the lock-out: docs/protocols/commander.md, section 1. */
import type { IncomingMessage } from 'node:http';
import { accessError, json } from './device.ts';
import { Digest, readAnswer } from './digest.ts';
import { openingPassword } from './gate.ts';
import type { Admission, Gate } from './gate.ts';
import { Lockout } from './lockout.ts';
import { Sessions } from './sessions.ts';
import type { Store } from './store.ts';

export class NewerGate implements Gate {
  readonly loginPage = null;
  readonly #store: Store;
  readonly #sessions: Sessions;
  readonly #digest = new Digest();
  readonly #lockout = new Lockout();

  /** `suffix`: the digits that newer firmware puts behind the cookie's name. */
  constructor(store: Store, suffix: string) {
    this.#store = store;
    this.#sessions = new Sessions(suffix);
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
    const password = subscriber === null ? null : openingPassword(subscriber);
    const verdict = this.#digest.check(answer, asked, password, now);
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

  /** Any number of sessions share a password here. */
  release(): void {}

  lock(seconds: number, now: number): void {
    this.#sessions.closeAll();
    this.#lockout.blockEverybody(seconds, now);
  }

  #challenge(address: string, stale: boolean, now: number): Admission {
    return {
      refused: accessError(401, 'Unauthorized'),
      headers: { 'www-authenticate': this.#digest.challenge(address, stale, now) },
    };
  }
}
