/** The contract over the bridge of the preload script. */
import { z } from 'zod';
import type { Host } from './host.ts';
import { errorOf, isAnswer, isEvent, progressEvent } from './wire.ts';

export interface Bridge {
  invoke(name: string, input: unknown, call: number): Promise<unknown>;
  subscribe(event: string, listener: (data: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly switchbook?: Bridge;
  }
}

const reply = z.union([z.object({ ok: z.unknown() }), z.object({ error: z.unknown() })]);

export function electronHost(bridge: Bridge): Host {
  let lastCall = 0;
  return {
    call: async (name, input, options = {}) => {
      const call = ++lastCall;
      const { progress, signal } = options;
      const cancel = () => void bridge.invoke('calls.cancel', { call }, ++lastCall);
      signal?.addEventListener('abort', cancel);
      const quiet =
        progress &&
        bridge.subscribe('progress', (data) => {
          const report = progressEvent.parse(data);
          if (report.call === call) progress(report.progress);
        });
      try {
        const answer = reply.parse(await bridge.invoke(name, input, call));
        if ('error' in answer) throw errorOf(answer.error);
        if (isAnswer(name, answer.ok)) return answer.ok;
        throw errorOf(answer);
      } finally {
        signal?.removeEventListener('abort', cancel);
        quiet?.();
      }
    },
    subscribe: (event, listener) =>
      bridge.subscribe(event, (data) => {
        if (isEvent(event, data)) listener(data);
      }),
  };
}
