/** One page's WebSocket: calls in, results, progress and events out. */
import { z } from 'zod';
import type { WebSocket } from 'ws';
import type { ApplicationHost } from '../../api/host.ts';
import { problemOf } from '../../api/problem-of.ts';

const request = z.union([
  z.object({ call: z.number().int(), name: z.string().max(100), input: z.unknown() }),
  z.object({ cancel: z.number().int() }),
]);

/** Text frames of JSON. A call's answer is `{call, result}` or `{call, error}`, before it any `{call, progress}`. */
export function converse(socket: WebSocket, host: ApplicationHost): void {
  const running = new Map<number, AbortController>();
  const send = (message: unknown): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };

  const answer = async (call: number, name: string, input: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(call, abort);
    try {
      const context = { progress: (progress: unknown) => send({ call, progress }), signal: abort.signal };
      send({ call, result: await host.call(name, input, context) });
    } catch (error) {
      send({ call, error: problemOf(error) });
    } finally {
      running.delete(call);
    }
  };

  const forget = host.onEvent((event, data) => send({ event, data }));
  socket.on('close', () => {
    forget();
    // A page that is gone cannot press Cancel any more; what it had started is stopped at the next safe step.
    for (const abort of running.values()) abort.abort();
  });
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    const text = binary || !Buffer.isBuffer(data) ? '' : data.toString('utf8');
    const parsed = request.safeParse(parseJson(text));
    if (!parsed.success) {
      socket.close(1008, 'not understood');
      return;
    }
    if ('cancel' in parsed.data) running.get(parsed.data.cancel)?.abort();
    else void answer(parsed.data.call, parsed.data.name, parsed.data.input);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
