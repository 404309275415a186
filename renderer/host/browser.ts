/**
 * The contract over a WebSocket of the same origin. Frames are JSON text: `{call, name, input}` and
 * `{cancel}` go out; `{call, result | error | progress}` and `{event, data}` come in. The session is a
 * cookie that the page itself cannot read.
 */
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

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/** Calls made while the line is down are sent when it is back; `onLine` tells how the line is. */
export function browserHost(url: string | URL, onLine: (line: Line) => void): Host {
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
    socket = opening;
    opening.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      onLine('open');
      waiting.forEach((one, call) => send(call, one));
    });
    opening.addEventListener('message', (message: MessageEvent<unknown>) => {
      if (typeof message.data === 'string') receive(message.data);
    });
    opening.addEventListener('close', () => {
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
