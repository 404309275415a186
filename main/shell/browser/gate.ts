/**
 * What every request has to be, before anything of it is looked at: meant for this address, and not made by another
 * site's page. A foreign page can make a browser send requests here; it cannot choose Host (DNS rebinding), Origin or
 * the Sec-Fetch headers, see the Fetch standard, “forbidden request-header”.
 */
import type { IncomingMessage } from 'node:http';

export class Gate {
  readonly #hosts: readonly string[];

  constructor(port: number) {
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  }

  /** Loopback has other tenants: a request for another host name was not meant for us. */
  knowsHost({ headers }: IncomingMessage): boolean {
    return headers.host !== undefined && this.#hosts.includes(headers.host);
  }

  /**
   * Typed or opened by the system (`none`), or by our own page. Other ports of this machine are “same site”, and no
   * friends of ours. Absent from what is no browser.
   */
  isOwnRequest({ headers }: IncomingMessage): boolean {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'none' || site === 'same-origin';
  }

  /** Of a WebSocket, which browsers open to any site: its Origin is the page's, whole and as Host has it. */
  isOwnPage({ headers }: IncomingMessage): boolean {
    return headers.origin !== undefined && headers.origin === `http://${headers.host}`;
  }
}
