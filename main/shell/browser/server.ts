/** The browser shell: the page over HTTP and the contract over a WebSocket, on loopback only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ApplicationHost } from '../../api/host.ts';
import { listenOn } from '../../listen.ts';
import { Page } from '../page.ts';
import { isTaken } from '../ports.ts';
import { closedDoor, DOOR_STYLE, type Door } from './closed-door.ts';
import { Conversation } from './conversation.ts';
import { Gate } from './gate.ts';
import { isOwnUser } from './neighbours.ts';
import { Pace } from './pace.ts';
import { Sessions, type Session } from './sessions.ts';
import { Tabs } from './tabs.ts';

export interface BrowserShell {
  /** The address to open, with a token that is worth a session once: for the person at this machine only. */
  address: string;
  /** Another one, in the place of the one that was not used yet. */
  newAddress(): string;
  close(): Promise<void>;
}

export interface BrowserShellOptions {
  /** The usual one when absent, or any free one where that is taken. */
  port?: number | undefined;
  /** Milliseconds after which a page that nobody uses is locked; Infinity: never. */
  idleLimit?: number;
}

/** A piece of a file is at most 1 MiB, a third more in base64. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 128;
const MOST_TABS = 32;
const IDLE_LIMIT = 15 * 60_000;
/** Browsers remember what a person prefers by address, its port included. */
const USUAL_PORT = 8446;

/** What is asked for is a path. */
const BASE = 'http://localhost';

/** Beside those of the page: nothing of ours is part of anybody else's page, nor anybody's of ours. */
const HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src ${DOOR_STYLE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), serial=(), usb=(), hid=()',
  'Cache-Control': 'no-store',
} as const;

/** Where whoever speaks too slowly, too long or too often is cut off. */
function boundedServer(): Server {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function listenUsually(server: Server): Promise<number> {
  try {
    return await listenOn(server, USUAL_PORT);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return listenOn(server, 0);
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;

export async function startBrowserShell(
  host: ApplicationHost,
  pageFolder: string,
  { port: wanted, idleLimit = IDLE_LIMIT }: BrowserShellOptions = {},
): Promise<BrowserShell> {
  const page = new Page(pageFolder);
  const server = boundedServer();
  const port = wanted === undefined ? await listenUsually(server) : await listenOn(server, wanted);
  const gate = new Gate(port);
  const sessions = new Sessions(port, idleLimit);
  const tabs = new Tabs();
  const pace = new Pace(1000, 200);

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { method, headers, url = '/' } = request;
    const say = (status: number, type: string, body: string): void => {
      // What is refused is not listened to any longer.
      response.writeHead(status, { ...HEADERS, 'Content-Type': type, Connection: 'close' });
      response.end(method === 'HEAD' ? undefined : body);
    };
    const refuse = (status: number, text: string): void =>
      say(status, 'text/plain; charset=utf-8', `${text}\n`);
    const close = (door: Door): void => {
      const { type, body } = closedDoor(door, headers['accept-language']);
      say(403, type, body);
    };
    if (pace.take() > 0) return refuse(429, 'Too many requests.');
    if (!gate.knowsHost(request)) return refuse(421, 'This address is not served here.');
    if (!gate.isOwnRequest(request)) return close('foreign');
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'Only GET is served here.');
    if (hasBody(request)) return refuse(413, 'Nothing is taken here.');
    // What is asked for need not be an address: `//` names a host that has no name.
    if (!URL.canParse(url, BASE)) return refuse(400, 'This is no address.');
    const { pathname, searchParams } = new URL(url, BASE);
    const token = searchParams.get('token');
    const session = sessions.of(request);
    if (token !== null) {
      // Programs that look at an address before a person opens it ask for the head only.
      const cookie = method === 'GET' ? sessions.exchange(token) : null;
      if (cookie === null && session === undefined) return close('used');
      response.writeHead(303, {
        ...HEADERS,
        Location: '/',
        ...(cookie !== null && { 'Set-Cookie': cookie }),
      });
      response.end();
      return undefined;
    }
    if (session === undefined) return close('closed');
    if (pathname === '/') session.used();
    const { status, headers: own, body } = page.answer(pathname);
    response.writeHead(status, { ...HEADERS, ...own });
    response.end(method === 'HEAD' ? undefined : body);
    return undefined;
  };

  const welcome = (request: IncomingMessage): Session | undefined =>
    request.url === '/api' && gate.knowsHost(request) && gate.isOwnPage(request) && tabs.count < MOST_TABS
      ? sessions.of(request)
      : undefined;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const session = welcome(request);
    if (session === undefined || pace.take() > 0) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (line) => new Conversation(line, host, session, tabs));
  };

  // Known before the first word of the connection is read.
  const strangers = new WeakMap<Duplex, Promise<boolean>>();
  server.on('connection', (socket) =>
    strangers.set(
      socket,
      isOwnUser(socket).then((own) => !own),
    ),
  );
  const unlessStranger = (socket: Duplex, go: () => void): void => {
    void (strangers.get(socket) ?? Promise.resolve(false)).then((stranger) =>
      stranger ? socket.destroy() : go(),
    );
  };
  server.on('request', (request, response) =>
    unlessStranger(request.socket, () => answer(request, response)),
  );
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    unlessStranger(socket, () => upgrade(request, socket, head));
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  const clock = setInterval(() => sessions.lockIdle(), Math.min(10_000, idleLimit / 4));
  clock.unref();
  const newAddress = (): string => `http://127.0.0.1:${port}/?token=${sessions.invite()}`;

  return {
    address: newAddress(),
    newAddress,
    async close() {
      clearInterval(clock);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await host.close();
    },
  };
}
