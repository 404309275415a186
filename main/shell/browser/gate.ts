/**
 * Who may speak to the browser shell: only a page that this shell served, in a browser that opened the
 * printed address. A foreign page can make a browser send requests here; it cannot set Host (DNS
 * rebinding), Origin, nor read our cookie.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const COOKIE = 'switchbook';

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

export class Gate {
  readonly #token = randomBytes(32).toString('base64url');
  readonly #session = randomBytes(32).toString('base64url');
  #hosts: readonly string[] = [];

  listensOn(port: number): void {
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  }

  /** The address to open: the token is worth a session cookie, and only here. */
  address(port: number): string {
    return `http://127.0.0.1:${port}/?token=${this.#token}`;
  }

  /** Loopback has other tenants: a request for another host name was not meant for us. */
  knowsHost(request: IncomingMessage): boolean {
    return request.headers.host !== undefined && this.#hosts.includes(request.headers.host);
  }

  isOwnPage(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin !== undefined && this.#hosts.some((host) => origin === `http://${host}`);
  }

  admits(token: string | null): boolean {
    return token !== null && same(token, this.#token);
  }

  get cookie(): string {
    return `${COOKIE}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.some(
      (cookie) => cookie.startsWith(`${COOKIE}=`) && same(cookie.slice(COOKIE.length + 1), this.#session),
    );
  }
}
