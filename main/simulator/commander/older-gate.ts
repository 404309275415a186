/** The log-in page and the cookies of the older generation: docs/protocols/commander.md, section 5c. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Role } from '../../../core/directory/subscriber.ts';
import { formOf } from './charset.ts';
import { accessError, json } from './device.ts';
import { openingPassword } from './gate.ts';
import type { Admission, Answered, Gate } from './gate.ts';
import { Lockout } from './lockout.ts';
import { Sessions } from './sessions.ts';
import type { Store } from './store.ts';

/** What the log-in page answers, and what logging out names. */
export const RIGHTS: Record<Role, number> = { administrator: 3, 'sub-administrator': 2, subscriber: 1 };

const IN_USE = 'Das Passwort wird bereits benutzt (the password is in use)';

const answered = (body: unknown, cookies: string[] = []): Answered => ({
  reply: json(body),
  headers: cookies.length === 0 ? {} : { 'set-cookie': cookies },
});

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export class OlderGate implements Gate {
  readonly loginPage = {
    path: '/login_json',
    enter: (body: Buffer, now: number): Answered => this.#enter(body, now),
  };
  readonly #store: Store;
  readonly #sessions = new Sessions('');
  readonly #lockout = new Lockout();
  /** The session that the administrator's password is in use by. */
  #holder: string | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  admit(request: IncomingMessage, now: number): Admission {
    const session = this.#sessions.find(request.headers.cookie, now);
    const subscriber = session === null ? null : this.#store.subscriber(session.extension);
    if (session !== null && subscriber !== null) return { subscriber, session: session.id, headers: {} };
    const blocked = this.#lockout.blocked('', now);
    const refused = blocked > 0 ? json({ blocked }, 423) : accessError(200, 'Forbidden');
    return { refused, headers: {} };
  }

  leave(session: string): void {
    this.#sessions.close(session);
    this.release(session);
  }

  release(session: string): void {
    if (this.#holder === session) this.#holder = null;
  }

  lock(seconds: number, now: number): void {
    this.#sessions.closeAll();
    this.#lockout.blockEverybody(seconds, now);
  }

  #enter(body: Buffer, now: number): Answered {
    const form = formOf(body, 'iso-8859-1');
    const user = form.get('LOGIN_NAME') ?? '';
    const subscriber = form.has('LOGIN_NOW') ? this.#store.subscriber(user) : null;
    const account = `account ${user}`;
    const blocked = this.#lockout.blocked(account, now);
    if (blocked > 0) return { reply: json({ blocked }, 423), headers: {} };
    if (subscriber === null || !same(form.get('LOGIN_PASS') ?? '', openingPassword(subscriber))) {
      this.#lockout.fail(account, now);
      return answered({ login: 0 });
    }
    this.#lockout.succeed(account);
    const alone = subscriber.role === 'administrator';
    if (alone && this.#holder !== null && this.#sessions.lives(this.#holder, now)) {
      return answered({ login: 0, errors: [{ err_str: IN_USE }] });
    }
    const session = this.#sessions.open(subscriber.extension, subscriber.role, now);
    if (alone) this.#holder = session.id;
    return answered({ login: RIGHTS[subscriber.role] }, [
      this.#sessions.setCookie(session),
      `AUERWEB_COOKIE=${randomBytes(8).toString('hex')}; Path=/; Secure`,
    ]);
  }
}
