/**
 * Who is let in: an address that works once is exchanged for a session, which ends when nobody has used it for a
 * while. What a session is worth lies in a cookie that no script can read and no other site can send.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Browsers of one person: more of them end the one that was idle the longest. */
const MOST_SESSIONS = 8;

const secret = (): string => randomBytes(32).toString('base64url');

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** A page's line to the services, as far as its session is concerned. */
export interface Line {
  /** Work that must not be cut off. */
  readonly busy: boolean;
  lock(): void;
}

export class Session {
  readonly key = secret();
  readonly lines = new Set<Line>();
  #usedAt = Date.now();

  /** A person did something. By the clock on the wall: a computer that sleeps is a computer left alone. */
  used(): void {
    this.#usedAt = Date.now();
  }

  /** Milliseconds since somebody used it; none while work is under way that somebody has started. */
  idle(): number {
    if ([...this.lines].some(({ busy }) => busy)) this.used();
    return Date.now() - this.#usedAt;
  }
}

export class Sessions {
  readonly #cookie: string;
  readonly #idleLimit: number;
  #token: string | null = null;
  #sessions: Session[] = [];

  /** `idleLimit`: milliseconds, or Infinity. */
  constructor(port: number, idleLimit: number) {
    // Cookies know no ports: two of us on one machine must not overwrite each other's.
    this.#cookie = `switchbook-${port}`;
    this.#idleLimit = idleLimit;
  }

  /** The one token that is worth a session from now on: what was given out before is worth nothing. */
  invite(): string {
    this.#token = secret();
    return this.#token;
  }

  /** The Set-Cookie of a new session; null for a token that is wrong, or was used. */
  exchange(token: string): string | null {
    if (this.#token === null || !same(token, this.#token)) return null;
    this.#token = null;
    const session = new Session();
    this.#sessions.push(session);
    if (this.#sessions.length > MOST_SESSIONS) {
      const [idlest] = this.#sessions.toSorted((a, b) => b.idle() - a.idle());
      if (idlest !== undefined) this.#end(idlest);
    }
    return `${this.#cookie}=${session.key}; Path=/; HttpOnly; SameSite=Strict`;
  }

  of({ headers }: IncomingMessage): Session | undefined {
    this.lockIdle();
    const values = (headers.cookie ?? '')
      .split(/;\s*/)
      .filter((cookie) => cookie.startsWith(`${this.#cookie}=`))
      .map((cookie) => cookie.slice(this.#cookie.length + 1));
    return this.#sessions.find(({ key }) => values.some((value) => same(value, key)));
  }

  /** Ends what nobody has used for too long. */
  lockIdle(): void {
    for (const session of this.#sessions) if (session.idle() > this.#idleLimit) this.#end(session);
  }

  #end(session: Session): void {
    this.#sessions = this.#sessions.filter((one) => one !== session);
    for (const line of session.lines) line.lock();
  }
}
