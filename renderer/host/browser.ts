/**
 * The contract over a WebSocket of the same origin. Frames are JSON text: `{call, name, input}` and
 * `{cancel}` go out, and `{active}` while a person uses the page; `{call, result | error | progress}` and `{event, data}` come in. The session is a
 * cookie that the page itself cannot read.
 */
import { LINE_END } from '../../core/api/line.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Call, CallOptions, Host, Line } from './host.ts';
import { browserSurroundings } from './surroundings.ts';
import { errorOf, incoming, isAnswer, isEvent } from './wire.ts';

interface Waiting {
  frame: string;
  sent: boolean;
  settle(answer: { result: unknown } | { error: SwitchbookError }): void;
  options: CallOptions;
}

/** The page around the line. */
export interface Surface {
  onLine: (line: Line) => void;
  /** The page is locked, or shows a site that is no longer open: what it shows must go, and it begins anew. */
  renew: () => void;
  /** Where the person moves and types. */
  person: EventTarget;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;
/** How often the services are told that somebody is here; far below any time after which they lock the page. */
const SIGN_OF_LIFE = 5_000;
const SIGNS = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

const ENDS: readonly number[] = Object.values(LINE_END);

/** The line may have been down when the session ended. */
async function isLockedOut(url: string | URL): Promise<boolean> {
  const page = new URL('/', url);
  page.protocol = page.protocol.replace('ws', 'http');
  try {
    return (await fetch(page, { method: 'HEAD', cache: 'no-store' })).status === 403;
  } catch {
    return false;
  }
}

/** Calls made while the line is down are sent when it is back. */
export function browserHost(url: string | URL, { onLine, renew, person }: Surface): Host {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  let socket: WebSocket | null = null;
  let lastCall = 0;
  let pause = FIRST_PAUSE;

  const finish = (call: number, answer: { result: unknown } | { error: SwitchbookError }) => {
    const one = waiting.get(call);
    waiting.delete(call);
    one?.settle(answer);
  };

  const send = (call: number, one: Waiting) => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    one.sent = true;
    socket.send(one.frame);
    if (one.options.signal?.aborted === true) socket.send(JSON.stringify({ cancel: call }));
  };

  const receive = (text: string) => {
    const frame = incoming.parse(JSON.parse(text));
    if ('event' in frame) listeners.get(frame.event)?.forEach((listener) => listener(frame.data));
    else if ('progress' in frame) waiting.get(frame.call)?.options.progress?.(frame.progress);
    else if ('error' in frame) finish(frame.call, { error: errorOf(frame.error) });
    else finish(frame.call, { result: frame.result });
  };

  const connect = () => {
    const opening = new WebSocket(url);
    let opened = false;
    socket = opening;
    opening.addEventListener('open', () => {
      opened = true;
      pause = FIRST_PAUSE;
      onLine('open');
      waiting.forEach((one, call) => send(call, one));
    });
    opening.addEventListener('message', (message: MessageEvent<unknown>) => {
      if (typeof message.data === 'string') receive(message.data);
    });
    opening.addEventListener('close', ({ code }) => {
      if (ENDS.includes(code)) renew();
      else if (!opened) void isLockedOut(url).then((locked) => locked && renew());
      onLine('lost');
      // What was sent may have had its effect: it is not sent twice.
      for (const [call, one] of waiting) {
        if (one.sent) finish(call, { error: new SwitchbookError('connection-lost') });
      }
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  onLine('connecting');
  connect();

  let told = -Infinity;
  const tellOfLife = () => {
    if (socket?.readyState !== WebSocket.OPEN || performance.now() - told < SIGN_OF_LIFE) return;
    told = performance.now();
    socket.send(JSON.stringify({ active: true }));
  };
  for (const sign of SIGNS) person.addEventListener(sign, tellOfLife, { capture: true, passive: true });

  const ask: Call = (name, input, options = {}) =>
    new Promise((resolve, reject) => {
      const call = ++lastCall;
      const cancel = () => {
        if (waiting.get(call)?.sent === true) socket?.send(JSON.stringify({ cancel: call }));
      };
      options.signal?.addEventListener('abort', cancel);
      const one: Waiting = {
        frame: JSON.stringify({ call, name, input }),
        sent: false,
        options,
        settle: (answer) => {
          options.signal?.removeEventListener('abort', cancel);
          if ('error' in answer) reject(answer.error);
          else if (isAnswer(name, answer.result)) resolve(answer.result);
        },
      };
      waiting.set(call, one);
      send(call, one);
    });

  return {
    call: ask,
    surroundings: browserSurroundings(ask),
    subscribe: (event, listener) => {
      const hear = (data: unknown) => {
        if (isEvent(event, data)) listener(data);
      };
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(hear));
      return () => heard.delete(hear);
    },
  };
}
