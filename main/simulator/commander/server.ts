/** The device's web server: who may call what, and the faults that were asked for. */
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Role } from '../../../core/directory/subscriber.ts';
import type { Certificate } from './certificate.ts';
import { json } from './device.ts';
import type { Device, Reply } from './device.ts';
import { editByAnother } from './edit.ts';
import type { CountedFault, Faults } from './faults.ts';
import { Gate } from './gate.ts';
import { about, API_VERSION, categories, phoneBook } from './ict.ts';
import { readUpload } from './imports.ts';
import { contactsExport, contactsSave, contactsState, groupsSave, groupsState, tree } from './manager.ts';
import { overviewPage } from './page.ts';
import type { StoredSubscriber } from './store.ts';

const MOST_BODY = 32 * 1024 * 1024;
const REMEMBERED = 200;

/** What happened, for whoever watches. */
export interface SimulatorEvent {
  time: string;
  method: string;
  /** With the query. */
  path: string;
  /** The extension of the login, empty where there is none. */
  user: string;
  /** 0 when the connection was broken on purpose. */
  status: number;
  /** Faults and what another administrator did, else empty. */
  note: string;
}

interface Call {
  request: IncomingMessage;
  query: URLSearchParams;
  subscriber: StoredSubscriber;
  session: string;
  body: Buffer;
}

interface Route {
  kind: 'read' | 'write';
  roles: readonly Role[];
  /** Understands the call; the function that it returns carries it out. */
  prepare(call: Call): Promise<() => Reply> | (() => Reply);
}

const EVERYBODY: readonly Role[] = ['administrator', 'sub-administrator', 'subscriber'];
const MANAGERS: readonly Role[] = ['administrator', 'sub-administrator'];

function routesOf(device: Device, gate: Gate): ReadonlyMap<string, Route> {
  const { contacts, contactGroups, contactsImport, vcardImport } = device.profile.pages;
  const read = (roles: readonly Role[], run: (call: Call) => Reply): Route => ({
    kind: 'read',
    roles,
    prepare: (call) => () => run(call),
  });
  const write = (run: (call: Call) => Reply): Route => ({
    kind: 'write',
    roles: MANAGERS,
    prepare: (call) => () => run(call),
  });
  const upload = (page: 'csv' | 'vcard'): Route => ({
    kind: 'write',
    roles: MANAGERS,
    async prepare({ request, query, body }) {
      const upload = await readUpload(device, page, query, body, request.headers['content-type'] ?? '');
      return () => upload.store();
    },
  });
  return new Map([
    ['GET /app_address_categories', read(EVERYBODY, ({ subscriber }) => categories(device, subscriber))],
    [
      'GET /app_telefonbuch',
      read(EVERYBODY, ({ subscriber, query }) => phoneBook(device, subscriber, query.get('catId'))),
    ],
    [
      'GET /appclose',
      read(EVERYBODY, ({ session }) => {
        gate.leave(session);
        return json({ successful: true });
      }),
    ],
    ['GET /tree', read(MANAGERS, () => tree(device))],
    [`GET /${contacts.path}_state`, read(MANAGERS, () => contactsState(device))],
    [`GET /${contacts.path}_export`, read(MANAGERS, () => contactsExport(device))],
    [`GET /${contactsImport.path}_export`, read(MANAGERS, () => contactsExport(device))],
    [`GET /${contactGroups.path}_state`, read(MANAGERS, () => groupsState(device))],
    [`POST /${contacts.path}_save`, write(({ body }) => contactsSave(device, body))],
    [`POST /${contactGroups.path}_save`, write(({ body }) => groupsSave(device, body))],
    [`POST /${contactsImport.path}_import`, upload('csv')],
    [`POST /${vcardImport.path}_import`, upload('vcard')],
  ]);
}

/** The whole body, or null when it is larger than the device takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  // Said before anything is read: giving up later breaks the connection, and the answer with it.
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY) return null;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    if (!(piece instanceof Buffer)) continue;
    length += piece.length;
    if (length > MOST_BODY) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Only this machine sees the overview, and no page of a foreign name that resolves to it. */
function fromThisMachine(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return /^(::ffff:)?127\.|^::1$/.test(address) && ['localhost', '127.0.0.1', '[::1]'].includes(host);
}

const problem = (status: number, text: string): Reply => ({ status, type: 'text/plain', body: text });

/** `onEvent` hears of each answer just before it is sent. */
export function makeServer(
  device: Device,
  certificate: Certificate,
  faults: Faults,
  onEvent: (event: SimulatorEvent) => void,
): Server {
  const gate = new Gate(device.store, device.serial, faults.lock);
  const routes = routesOf(device, gate);
  const counts = { read: 0, write: 0 };
  const log: SimulatorEvent[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const target = request.url ?? '/';
    const [path = '/', search = ''] = target.split('?', 2);
    const query = new URLSearchParams(search);
    const event = (user: string, status: number, note = ''): void => {
      const happened = {
        time: new Date().toISOString(),
        method,
        path: target.slice(0, 200),
        user,
        status,
        note,
      };
      log.push(happened);
      if (log.length > REMEMBERED) log.shift();
      onEvent(happened);
    };
    const send = (
      { status, type, body }: Reply,
      user = '',
      headers: Record<string, string> = {},
      note = '',
    ): void => {
      const bytes = Buffer.from(body);
      event(user, status, note);
      response.writeHead(status, {
        server: 'GoAhead-Webs',
        'x-appversion': API_VERSION,
        'cache-control': 'no-store',
        'content-type': type,
        'content-length': bytes.length,
        ...headers,
      });
      if (note.includes('truncate')) {
        response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.socket.destroy());
      } else response.end(method === 'HEAD' ? undefined : bytes);
    };

    if (faults.slow > 0) await delay(faults.slow);
    if (method === 'GET' && path === '/') {
      if (!fromThisMachine(request)) return send(problem(403, 'Only from the machine itself'));
      const { reply, headers } = overviewPage(device, log, query);
      response.writeHead(reply.status, { server: 'GoAhead-Webs', 'content-type': reply.type, ...headers });
      response.end(reply.body);
      return;
    }
    if (method === 'GET' && path === '/app_about') return send(about(device));

    const admission = gate.admit(request, Date.now());
    if ('refused' in admission) {
      request.resume();
      return send(admission.refused, '', admission.headers);
    }
    const { subscriber, session, headers } = admission;
    const user = subscriber.extension;
    const route = routes.get(`${method} ${path}`);
    if (route === undefined) {
      request.resume();
      return send(problem(404, 'Access Error: Not Found'), user, headers);
    }
    if (!route.roles.includes(subscriber.role)) {
      request.resume();
      return send(problem(403, 'Access Error: Forbidden'), user, headers);
    }
    const body = await readBody(request);
    if (body === null)
      return send(problem(413, 'Access Error: Too large'), user, { ...headers, connection: 'close' });
    const carryOut = await route.prepare({ request, query, subscriber, session, body });

    counts[route.kind]++;
    const happening: readonly CountedFault[] = faults.at(route.kind, counts[route.kind]);
    const notes: string[] = [...happening];
    if (happening.includes('edit')) notes.push(editByAnother(device.store, body));
    const note = notes.join(', ');
    if (happening.includes('drop-before')) {
      event(user, 0, note);
      request.socket.destroy();
      return;
    }
    if (happening.includes('5xx')) {
      return send(problem(503, 'Access Error: Service Unavailable'), user, headers, note);
    }
    const reply = carryOut();
    if (happening.includes('drop-after')) {
      event(user, 0, note);
      request.socket.destroy();
      return;
    }
    send(reply, user, headers, note);
  }

  return createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onEvent({
        time: new Date().toISOString(),
        method: request.method ?? '',
        path: request.url ?? '',
        user: '',
        status: 500,
        note: error instanceof Error ? error.message : String(error),
      });
      if (response.headersSent) request.socket.destroy();
      else response.writeHead(500).end();
    });
  });
}
