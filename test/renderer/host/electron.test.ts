import { describe, expect, it, vi } from 'vitest';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Bridge } from '../../../renderer/host/electron.ts';
import { electronHost } from '../../../renderer/host/electron.ts';

/** What the preload script exposes, with `answer` on the other side. */
function window(answer: (name: string, input: unknown, call: number) => Promise<unknown>) {
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  const bridge: Bridge = {
    invoke: answer,
    subscribe: (event, listener) => {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(listener));
      return () => heard.delete(listener);
    },
  };
  const push = (event: string, data: unknown) => listeners.get(event)?.forEach((listener) => listener(data));
  return { host: electronHost(bridge), push, listening: (event: string) => listeners.get(event)?.size ?? 0 };
}

describe('the contract over Electron’s bridge', () => {
  it('takes the reply out of its envelope', async () => {
    const { host } = window(() => Promise.resolve({ ok: null }));
    expect(await host.call('site.info', {})).toBeNull();
  });

  it('rejects with the problem that the services name', async () => {
    const problem = { code: 'no-site-open', severity: 'error' };
    const { host } = window(() => Promise.resolve({ error: problem }));
    const error = await host.call('contacts.facets', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SwitchbookError);
    expect(error).toMatchObject({ problem });
  });

  it('hands on the progress of its own call only, and stops listening when it is over', async () => {
    const progress = vi.fn();
    const step = { phase: 'upload', done: 1, total: 2 };
    const { host, push, listening } = window((_name, _input, call) => {
      push('progress', { call: call + 1, progress: step });
      push('progress', { call, progress: { ...step, done: 2 } });
      return Promise.resolve({ ok: {} });
    });
    await host.call('pbx.compare', {}, { progress });
    expect(progress.mock.calls).toEqual([[{ ...step, done: 2 }]]);
    expect(listening('progress')).toBe(0);
  });

  it('asks to stop the call whose signal is aborted', async () => {
    const asked: unknown[] = [];
    const stop = new AbortController();
    const { host } = window(async (name, input, call) => {
      asked.push(name === 'calls.cancel' ? { name, input } : { name, call });
      if (name === 'pbx.compare') stop.abort();
      return { ok: {} };
    });
    await host.call('pbx.compare', {}, { signal: stop.signal });
    expect(asked).toEqual([
      { name: 'pbx.compare', call: 1 },
      { name: 'calls.cancel', input: { call: 1 } },
    ]);
  });
});
