/** The browser shell: the page over HTTP and the contract over a WebSocket, on loopback only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import type { ApplicationHost } from '../../api/host.ts';
import { Page } from '../page.ts';
import { Gate } from './gate.ts';
import { converse } from './conversation.ts';

export interface BrowserShell {
  /** Holds the token: for the person at this machine only. */
  address: string;
  close(): Promise<void>;
}

/** A piece of a file is at most 1 MiB, a third more in base64. */
const MOST_BYTES = 4 * 1024 * 1024;

export async function startBrowserShell(
  host: ApplicationHost,
  pageFolder: string,
  port = 0,
): Promise<BrowserShell> {
  const page = new Page(pageFolder);
  const gate = new Gate();

  const refuse = (response: ServerResponse, status: number, text: string): void => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(`${text}\n`);
  };

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (!gate.knowsHost(request)) return refuse(response, 421, 'This address is not served here.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Only GET is served here.');
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (gate.admits(url.searchParams.get('token'))) {
      response.writeHead(303, { Location: '/', 'Set-Cookie': gate.cookie, 'Cache-Control': 'no-store' });
      response.end();
      return undefined;
    }
    if (!gate.hasSession(request)) {
      return refuse(response, 403, 'Open Switchbook with the address it printed when it started.');
    }
    const { status, headers, body } = page.answer(url.pathname);
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
    return undefined;
  };

  const server = createServer(serve);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  server.on('upgrade', (request, socket, head) => {
    const welcome =
      request.url === '/api' &&
      gate.knowsHost(request) &&
      gate.isOwnPage(request) &&
      gate.hasSession(request);
    if (!welcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => converse(webSocket, host));
  });

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  gate.listensOn(listening);

  return {
    address: gate.address(listening),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await host.close();
    },
  };
}
