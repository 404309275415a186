/** The contract over Electron's inter-process calls: every call's sender is checked first. The only user of `ipcMain`. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { isOwnAddress } from './address.ts';

/** What answers the calls of one page. */
export interface Answering {
  call(call: number, name: string, input: unknown): Promise<unknown>;
  cancel(call: number): void;
}

const shape = z.object({ name: z.string().max(100), call: z.number().int() });
const cancel = z.object({ call: z.number().int() });

/** A call from a sub-frame, a vanished frame or any page but ours is not answered at all. */
function isOurs({ senderFrame: frame }: IpcMainInvokeEvent): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** `answering`: whose page the sender is, by the id of its `WebContents`. */
export function bridge(answering: (contents: number) => Answering | undefined): void {
  ipcMain.handle('switchbook', (event, name: unknown, input: unknown, call: unknown): Promise<unknown> => {
    const window = isOurs(event) ? answering(event.sender.id) : undefined;
    const asked = shape.safeParse({ name, call });
    if (window === undefined || !asked.success) throw new Error('refused');
    if (asked.data.name !== 'calls.cancel') return window.call(asked.data.call, asked.data.name, input);
    const other = cancel.safeParse(input);
    if (other.success) window.cancel(other.data.call);
    return Promise.resolve({ ok: {} });
  });
}
