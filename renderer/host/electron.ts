/** The contract over the bridge of the preload script, and the wishes that a window fulfils. */
import { z } from 'zod';
import {
  isWindowEvent,
  windowCalls,
  type WindowCallName,
  type WindowEvents,
  type WindowInput,
  type WindowOutput,
} from '../../core/api/window.ts';
import type { Call, Host } from './host.ts';
import type { Surroundings } from './surroundings.ts';
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

  const ask = async (name: string, input: unknown, call: number): Promise<unknown> => {
    const answer = reply.parse(await bridge.invoke(name, input, call));
    if ('error' in answer) throw errorOf(answer.error);
    return answer.ok;
  };

  const call: Call = async (name, input, options = {}) => {
    const mine = ++lastCall;
    const { progress, signal } = options;
    const cancel = () => void bridge.invoke('calls.cancel', { call: mine }, ++lastCall);
    signal?.addEventListener('abort', cancel);
    const quiet =
      progress &&
      bridge.subscribe('progress', (data) => {
        const report = progressEvent.parse(data);
        if (report.call === mine) progress(report.progress);
      });
    try {
      const answer = await ask(name, input, mine);
      if (isAnswer(name, answer)) return answer;
      throw errorOf(answer);
    } finally {
      signal?.removeEventListener('abort', cancel);
      quiet?.();
    }
  };

  return {
    call,
    subscribe: (event, listener) =>
      bridge.subscribe(event, (data) => {
        if (isEvent(event, data)) listener(data);
      }),
    surroundings: windowAround(
      (name, input) => ask(name, input, ++lastCall),
      (event, listener) =>
        bridge.subscribe(event, (data) => {
          if (isWindowEvent(event, data)) listener(data);
        }),
    ),
  };
}

type Subscribe = <E extends keyof WindowEvents>(
  event: E,
  listener: (data: WindowEvents[E]) => void,
) => () => void;

function windowAround(
  ask: (name: WindowCallName, input: unknown) => Promise<unknown>,
  subscribe: Subscribe,
): Surroundings {
  const wish = async <N extends WindowCallName>(name: N, input: WindowInput<N>): Promise<WindowOutput<N>> => {
    const shape: z.ZodType<WindowOutput<N>> = OUTPUTS[name];
    return shape.parse(await ask(name, input));
  };
  return {
    update: (step) => wish('window.update', { step }),
    chooseSite: async () => (await wish('window.chooseSite', {})).path,
    chooseNewSite: async () => (await wish('window.chooseNewSite', {})).path,
    save: async (file, fileName) => void (await wish('window.save', { file, fileName })),
    dress: (appearance) => void wish('window.appearance', appearance),
    perform: {
      'new-window': () => void wish('window.perform', { command: 'new-window' }),
      print: () => void wish('window.perform', { command: 'print' }),
      'print-pdf': () => void wish('window.perform', { command: 'print-pdf' }),
    },
    onCommand: (listener) => subscribe('command', ({ command }) => listener(command)),
    onFile: (listener) => {
      const take = () => void wish('window.files', {}).then(({ files }) => files.forEach(listener));
      // What was handed over before the page was there waits for it.
      take();
      return subscribe('files-handed-over', take);
    },
    dragOut: async (ids, privacyNoticeAccepted) =>
      void (await wish('window.drag', { ids: [...ids], privacyNoticeAccepted })),
  };
}

const OUTPUTS: { [N in WindowCallName]: z.ZodType<WindowOutput<N>> } = {
  'window.chooseSite': windowCalls['window.chooseSite'].output,
  'window.chooseNewSite': windowCalls['window.chooseNewSite'].output,
  'window.save': windowCalls['window.save'].output,
  'window.appearance': windowCalls['window.appearance'].output,
  'window.update': windowCalls['window.update'].output,
  'window.perform': windowCalls['window.perform'].output,
  'window.files': windowCalls['window.files'].output,
  'window.drag': windowCalls['window.drag'].output,
};
