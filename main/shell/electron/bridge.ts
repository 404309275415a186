/** The contract over Electron's inter-process calls: every call's sender is checked first. */
import { z } from 'zod';
import type { ApplicationHost } from '../../api/host.ts';
import { problemOf } from '../../api/problem-of.ts';
import { isOwnAddress } from './address.ts';

/** The part of Electron's `WebContents` that is needed here. */
export interface BridgedPage {
  readonly id: number;
  send(channel: string, data: unknown): void;
  isDestroyed(): boolean;
}

/** The part of Electron's `IpcMainInvokeEvent` that is needed here. */
interface Invocation {
  readonly sender: BridgedPage;
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/** The part of Electron's `IpcMain` that is needed here. */
interface Receiver {
  handle(
    channel: string,
    listener: (event: Invocation, name: unknown, input: unknown, call: unknown) => Promise<unknown>,
  ): void;
}

const callId = z.number().int();
const cancel = z.object({ call: z.number().int() });

/** A call from a sub-frame, a vanished frame or any page but ours is not answered at all. */
function isOurs({ senderFrame: frame }: Invocation): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** The reply is `{ok}` or `{error: Problem}`: an Error's fields do not survive the way between processes. */
export function bridge(
  ipcMain: Receiver,
  host: Pick<ApplicationHost, 'call' | 'onEvent'>,
  pages: () => readonly BridgedPage[],
): void {
  const running = new Map<string, AbortController>();

  ipcMain.handle('switchbook', async (event, name: unknown, input: unknown, call: unknown) => {
    if (!isOurs(event)) throw new Error('refused');
    const { sender } = event;
    if (name === 'calls.cancel') {
      const asked = cancel.safeParse(input);
      if (asked.success) running.get(`${sender.id}:${asked.data.call}`)?.abort();
      return { ok: {} };
    }
    const id = callId.safeParse(call);
    const key = `${sender.id}:${id.data ?? 0}`;
    const abort = new AbortController();
    running.set(key, abort);
    const progress = (step: unknown): void => {
      if (!sender.isDestroyed()) sender.send('progress', { call: id.data, progress: step });
    };
    try {
      return { ok: await host.call(String(name), input, { progress, signal: abort.signal }) };
    } catch (error) {
      return { error: problemOf(error) };
    } finally {
      running.delete(key);
    }
  });

  host.onEvent((event, data) => {
    for (const page of pages()) if (!page.isDestroyed()) page.send(event, data);
  });
}
