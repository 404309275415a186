/** One page's WebSocket: calls in, results, progress and events out. */
import { z } from 'zod';
import type { WebSocket } from 'ws';
import { LINE_END } from '../../../core/api/line.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ApplicationHost } from '../../api/host.ts';
import { problemOf } from '../../api/problem-of.ts';
import { Pace } from './pace.ts';
import type { Line, Session } from './sessions.ts';
import type { Tab, Tabs } from './tabs.ts';

const request = z.union([
  z.object({ call: z.number().int(), name: z.string().max(100), input: z.unknown() }),
  z.object({ cancel: z.number().int() }),
  /** The person moves the mouse or types. */
  z.object({ active: z.literal(true) }),
]);

/** Calls of one page under way; the page itself makes a dozen at most. */
const MOST_CALLS = 200;
/** Bytes that wait for a page to take them: one that does not read is gone. */
const MOST_WAITING = 64 * 1024 * 1024;

/** Text frames of JSON. A call's answer is `{call, result}` or `{call, error}`, before it any `{call, progress}`. */
export class Conversation implements Line, Tab {
  readonly #socket: WebSocket;
  readonly #host: ApplicationHost;
  readonly #session: Session;
  readonly #tabs: Tabs;
  readonly #running = new Map<number, AbortController>();
  readonly #pace = new Pace(500, 200);

  constructor(socket: WebSocket, host: ApplicationHost, session: Session, tabs: Tabs) {
    this.#socket = socket;
    this.#host = host;
    this.#session = session;
    this.#tabs = tabs;
    session.lines.add(this);
    tabs.enter(this);
    const forget = host.onEvent((event, data) => this.#send({ event, data }));
    socket.on('close', () => {
      forget();
      session.lines.delete(this);
      tabs.leave(this);
      // A page that is gone cannot press Cancel any more; what it had started is stopped at the next safe step.
      for (const abort of this.#running.values()) abort.abort();
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data, binary) =>
      this.#hear(binary || !Buffer.isBuffer(data) ? '' : data.toString()),
    );
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  lock(): void {
    this.#host.freeDrafts();
    this.#socket.close(LINE_END.locked, 'locked');
  }

  renew(): void {
    this.#socket.close(LINE_END.renew, 'another site');
  }

  #hear(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const parsed = request.safeParse(parseJson(text));
    if (!parsed.success) {
      this.#socket.close(1008, 'not understood');
      return;
    }
    this.#slowDown();
    const { data } = parsed;
    if ('active' in data) this.#session.used();
    else if ('cancel' in data) this.#running.get(data.cancel)?.abort();
    else void this.#answer(data.call, data.name, data.input);
  }

  /** A page that asks too often is read more slowly. */
  #slowDown(): void {
    const wait = this.#pace.take();
    if (wait === 0 || this.#socket.isPaused) return;
    this.#socket.pause();
    setTimeout(() => this.#socket.resume(), wait);
  }

  async #answer(call: number, name: string, input: unknown): Promise<void> {
    // An answer names its call: two under one number could not be told apart.
    if (this.#running.has(call)) {
      this.#socket.close(1008, 'not understood');
      return;
    }
    if (this.#running.size >= MOST_CALLS) {
      this.#send({ call, error: problemOf(new SwitchbookError('too-many-calls')) });
      return;
    }
    const abort = new AbortController();
    this.#running.set(call, abort);
    try {
      const context = {
        progress: (progress: unknown) => this.#send({ call, progress }),
        signal: abort.signal,
      };
      const result = await this.#tabs.around(this, name, () => this.#host.call(name, input, context));
      this.#send({ call, result });
    } catch (error) {
      this.#send({ call, error: problemOf(error) });
    } finally {
      this.#running.delete(call);
    }
  }

  #send(message: unknown): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_WAITING) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
