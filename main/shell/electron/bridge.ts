/** The contract over Electron's inter-process calls: every call's sender is checked first. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import type { ApplicationHost } from '../../api/host.ts';
import { problemOf } from '../../api/problem-of.ts';
import { isOwnAddress } from './address.ts';

const callId = z.number().int();
const cancel = z.object({ call: z.number().int() });

/** A call from a sub-frame, a vanished frame or any page but ours is not answered at all. */
function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** The reply is `{ok}` or `{error: Problem}`: an Error's fields do not survive the way between processes. */
export function bridge(
  ipcMain: Pick<IpcMain, 'handle'>,
  host: ApplicationHost,
  pages: () => readonly WebContents[],
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
