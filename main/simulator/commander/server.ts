/** The device's web server, and the faults that were asked for. */
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from './certificate.ts';
import { bytesOf } from './charset.ts';
import { accessError, charsetOf, json } from './device.ts';
import type { Device, Reply } from './device.ts';
import { editAccessByAnother, editByAnother } from './edit.ts';
import type { Faults, Mark } from './faults.ts';
import type { Answered } from './gate.ts';
import { about, API_VERSION } from './ict.ts';
import { NewerGate } from './newer-gate.ts';
import { OlderGate } from './older-gate.ts';
import { overviewPage } from './page.ts';
import { routesOf } from './routes.ts';
import { fromThisMachine, readBody } from './wire.ts';

const REMEMBERED = 200;
/** Seconds that a refused login of the fault `423` is said to last. */
const SOME_BLOCK = 60;

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

/** Where an answer goes, and who gets to know. */
interface Sending {
  user?: string;
  headers?: Answered['headers'];
  note?: string;
  marks?: ReadonlySet<Mark>;
}

/** The fault `empty`: nothing there, in the form that the call has. */
const emptied = (reply: Reply): Reply =>
  reply.type === 'application/json'
    ? { ...reply, body: typeof reply.body === 'string' && reply.body.startsWith('[') ? '[]' : '{"rows":[]}' }
    : { ...reply, body: '' };

/** The fault `corrupt`. An inverted byte is never UTF-8, so that whoever looks can tell. */
function corrupted(bytes: Buffer): Buffer {
  const middle = Math.floor(bytes.length / 2);
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}

const failed = (status: number): Reply =>
  status === 423 ? json({ blocked: SOME_BLOCK }, status) : accessError(status, `Status ${status}`);

/** Newer firmware puts digits behind the cookie's name; that it began with version 8 is an assumption. */
const cookieSuffix = ({ firmware, serial }: Device): string =>
  Number.parseFloat(firmware) < 8 ? '' : serial.replace(/\D/g, '');

/** `onEvent` hears of each answer just before it is sent. */
export function makeServer(
  device: Device,
  certificate: Certificate,
  faults: Faults,
  onEvent: (event: SimulatorEvent) => void,
): Server {
  const gate =
    device.generation === 'older'
      ? new OlderGate(device.store)
      : new NewerGate(device.store, cookieSuffix(device));
  gate.lock(faults.lock, Date.now());
  const routes = routesOf(device, gate);
  const charset = charsetOf(device);
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
    const send = ({ status, type, body }: Reply, sending: Sending = {}): void => {
      const { user = '', headers = {}, note, marks } = sending;
      const sent = typeof body === 'string' ? bytesOf(body, charset) : body;
      const bytes = marks?.has('corrupt') === true ? corrupted(sent) : sent;
      event(user, status, note);
      response.writeHead(status, {
        server: 'GoAhead-Webs',
        'x-appversion': API_VERSION,
        'cache-control': 'no-store',
        'content-type': typeof body === 'string' ? `${type}; charset=${charset}` : type,
        'content-length': bytes.length,
        ...headers,
      });
      if (marks?.has('truncate') === true) {
        response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.socket.destroy());
      } else response.end(method === 'HEAD' ? undefined : bytes);
    };

    if (faults.slow > 0) await delay(faults.slow);
    if (method === 'GET' && path === '/') {
      if (!fromThisMachine(request)) return send(accessError(403, 'Only from the machine itself'));
      const { reply, headers } = overviewPage(device, log, query);
      response.writeHead(reply.status, { server: 'GoAhead-Webs', 'content-type': reply.type, ...headers });
      response.end(reply.body);
      return;
    }
    if (method === 'GET' && path === '/app_about') return send(about(device));
    if (method === 'POST' && path === gate.loginPage?.path) {
      const form = await readBody(request);
      if (form === null) return send(accessError(413, 'Too large'), { headers: { connection: 'close' } });
      const { reply, headers } = gate.loginPage.enter(form, Date.now());
      return send(reply, { headers });
    }

    const admission = gate.admit(request, Date.now());
    if ('refused' in admission) {
      request.resume();
      return send(admission.refused, { headers: admission.headers });
    }
    const { subscriber, session, headers } = admission;
    const user = subscriber.extension;
    const route = routes.get(`${method} ${path}`);
    if (route === undefined || !route.roles.includes(subscriber.role)) {
      request.resume();
      const refused = route === undefined ? accessError(404, 'Not Found') : accessError(403, 'Forbidden');
      return send(refused, { user, headers });
    }
    const body = await readBody(request);
    if (body === null) {
      return send(accessError(413, 'Too large'), { user, headers: { ...headers, connection: 'close' } });
    }
    const carryOut = await route.prepare({ request, query, subscriber, session, body });

    const { names, marks, slow, status, lock } = faults.at(route.kind, ++counts[route.kind]);
    if (slow > 0) await delay(slow);
    const notes = [...names];
    if (marks.has('edit')) notes.push(editByAnother(device.store, body));
    if (marks.has('edit-access')) notes.push(editAccessByAnother(device.store, body));
    const note = notes.join(', ');
    const sending = { user, headers, note, marks };
    const drop = (): void => {
      event(user, 0, note);
      request.socket.destroy();
    };
    if (marks.has('drop-before')) return drop();
    if (lock !== null) {
      gate.lock(lock, Date.now());
      return send(json({ blocked: lock }, 423), { user, note });
    }
    if (status !== null) return send(failed(status), sending);
    const reply = carryOut();
    if (marks.has('drop-after')) return drop();
    send(marks.has('empty') ? emptied(reply) : reply, sending);
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
