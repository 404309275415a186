/**
 * Sessions: a cookie of 15 characters each, 100 at most, the oldest of subscribers are dropped (vendor's API
 * page); where no subscriber is logged in, the oldest of all (assumption).
 */
import { randomBytes } from 'node:crypto';
import type { Role } from '../../../core/directory/subscriber.ts';

const MOST = 100;
const IDLE = 30 * 60_000;

export interface Session {
  id: string;
  extension: string;
  role: Role;
  seen: number;
}

export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #cookie: string;

  /** `suffix`: digits behind the cookie's name. */
  constructor(suffix: string) {
    this.#cookie = `AUERSessionID${suffix}`;
  }

  /** The session that the cookie header names. */
  find(header: string | undefined, now: number): Session | null {
    for (const [, name, value = ''] of (header ?? '').matchAll(/([^\s;=]+)=([^;\s]*)/g)) {
      const session = name === this.#cookie ? this.#sessions.get(value) : undefined;
      if (session === undefined) continue;
      if (now - session.seen > IDLE) this.#sessions.delete(session.id);
      else {
        session.seen = now;
        return session;
      }
    }
    return null;
  }

  open(extension: string, role: Role, now: number): Session {
    for (const session of this.#sessions.values()) {
      if (now - session.seen > IDLE) this.#sessions.delete(session.id);
    }
    if (this.#sessions.size >= MOST) {
      const all = [...this.#sessions.values()];
      const oldest = all.find((session) => session.role === 'subscriber') ?? all[0];
      if (oldest !== undefined) this.#sessions.delete(oldest.id);
    }
    const session: Session = { id: randomBytes(12).toString('hex').slice(0, 15), extension, role, seen: now };
    this.#sessions.set(session.id, session);
    return session;
  }

  lives(id: string, now: number): boolean {
    const session = this.#sessions.get(id);
    return session !== undefined && now - session.seen <= IDLE;
  }

  close(id: string): void {
    this.#sessions.delete(id);
  }

  closeAll(): void {
    this.#sessions.clear();
  }

  setCookie(session: Session): string {
    return `${this.#cookie}=${session.id}; Path=/; Secure; HttpOnly`;
  }
}
