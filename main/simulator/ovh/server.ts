/** The web server of the simulated API, and the faults that were asked for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fromThisMachine, readBody } from '../commander/wire.ts';
import { header, type Incoming } from './admit.ts';
import { htmlFailure, json, refusal, Refusal, type Reply } from './answer.ts';
import { callApi } from './api.ts';
import { Buckets } from './bucket.ts';
import { answer as answerChange } from './changes.ts';
import { advanceChanges, changeOf } from './changes-store.ts';
import { credentialOf } from './credentials.ts';
import { storage } from './documents.ts';
import { editByAnother } from './edit.ts';
import type { OvhFaults } from './faults.ts';
import { redirect } from './html.ts';
import { mailOfToken, outboxView } from './outbox.ts';
import { overviewPage } from './page.ts';
import { advanceTasks } from './tasks.ts';
import { validate, validationPage } from './validation-page.ts';
import type { World } from './world.ts';

const REMEMBERED = 200;

/** What happened, for whoever watches. */
export interface SimulatorEvent {
  time: string;
  method: string;
  /** With the query; addresses of the storage without what makes them work. */
  path: string;
  /** Whose key it was, empty where there was none. */
  nic: string;
  /** 0 when the connection was broken on purpose. */
  status: number;
  /** Faults and what another person did, else empty. */
  note: string;
}

/** The status of a fault, in one of the shapes that are seen in the wild. */
function failure(status: number): Reply {
  if (status === 408 || status >= 500) return htmlFailure(status);
  const { body } = refusal(status, `Status ${status}`);
  return json(body, status, status === 429 ? { 'retry-after': '1' } : {});
}

/** What a person does with the button under a mail. */
function answerMail(world: World, form: URLSearchParams): Reply {
  const token = form.get('token') ?? '';
  try {
    world.store.transaction(() => {
      const id = mailOfToken(world, token)?.change ?? null;
      const change = id === null ? null : changeOf(world, id);
      if (change === null) throw refusal(400, '[token] is not valid');
      answerChange(world, change, token, form.get('answer') === 'accept');
    });
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
  return redirect('/');
}

/** A page of another site may not press the buttons. */
const isOwnForm = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers;
  return origin === undefined || origin === 'null' || origin === `http://${host ?? ''}`;
};

/** `onEvent` hears of each answer just before it is sent. */
export function makeServer(
  world: World,
  faults: OvhFaults,
  onEvent: (event: SimulatorEvent) => void,
): Server {
  const buckets = new Buckets(faults.rate);
  const counts = { all: 0, writes: 0 };
  const log: SimulatorEvent[] = [];

  /** The pages; null for what belongs to the API. */
  async function pages(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
  ): Promise<Reply | null> {
    const asked = `${request.method ?? ''} ${path}`;
    if (
      !['GET /', 'GET /outbox', 'GET /auth/validate', 'POST /auth/validate', 'POST /outbox/answer'].includes(
        asked,
      )
    )
      return null;
    if (!fromThisMachine(request)) return refusal(403, 'Only from the machine itself').reply();
    if (asked === 'GET /') return overviewPage(world, log, query);
    if (asked === 'GET /outbox') return json(outboxView(world));
    if (asked === 'GET /auth/validate') return validationPage(world, query.get('credentialToken') ?? '');
    const body = await readBody(request);
    if (body === null || !isOwnForm(request)) return refusal(403, 'Only from its own page').reply();
    const form = new URLSearchParams(body.toString('utf8'));
    return asked === 'POST /auth/validate' ? validate(world, form) : answerMail(world, form);
  }

  function send(response: ServerResponse, { status, type, body, headers = {} }: Reply, cut = false): void {
    const bytes = Buffer.from(body);
    response.writeHead(status, {
      'cache-control': 'no-store',
      'content-type': type,
      'content-length': bytes.length,
      ...headers,
    });
    if (cut) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    else response.end(bytes);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const target = request.url ?? '/';
    const [path = '/', search = ''] = target.split('?', 2);
    advanceTasks(world);
    advanceChanges(world);
    const own = await pages(request, path, new URLSearchParams(search));
    if (own !== null) return send(response, own);

    const writes = method !== 'GET' && method !== 'HEAD';
    const happening = faults.at(++counts.all, writes ? ++counts.writes : null);
    const notes = [...happening.names];
    const { headers } = request;
    const nic = credentialOf(world.store, header({ headers }, 'x-ovh-consumer'), world.now())?.nic ?? '';
    const event = (status: number): void => {
      const happened = {
        time: new Date().toISOString(),
        method,
        path: target.replace(/^(\/storage\/.{6}).*/, '$1…').slice(0, 200),
        nic,
        status,
        note: notes.join(', '),
      };
      log.push(happened);
      if (log.length > REMEMBERED) log.shift();
      onEvent(happened);
    };
    const drop = (): void => {
      event(0);
      request.socket.destroy();
    };

    const body = await readBody(request);
    if (faults.slow + happening.slow > 0) await delay(faults.slow + happening.slow);
    if (happening.marks.has('drop-before')) return drop();
    if (happening.marks.has('edit')) notes.push(editByAnother(world));
    const incoming: Incoming | null = body === null ? null : { method, target, headers, body };
    const reply =
      incoming === null
        ? { ...refusal(413, 'Too large').reply(), headers: { connection: 'close' } }
        : happening.status !== null
          ? failure(happening.status)
          : path.startsWith('/storage/')
            ? world.store.transaction(() =>
                storage(world, method, path.slice('/storage/'.length), incoming.body),
              )
            : callApi(world, buckets, incoming);
    if (happening.marks.has('drop-after')) return drop();
    event(reply.status);
    const id = `EU.sim-${counts.all}`;
    send(
      response,
      { ...reply, headers: { ...reply.headers, 'x-ovh-queryid': id } },
      happening.marks.has('truncate'),
    );
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onEvent({
        time: new Date().toISOString(),
        method: request.method ?? '',
        path: request.url ?? '',
        nic: '',
        status: 500,
        note: error instanceof Error ? error.message : String(error),
      });
      if (response.headersSent) request.socket.destroy();
      else response.writeHead(500).end();
    });
  });
}
