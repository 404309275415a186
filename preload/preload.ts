/** The bridge that an Electron window sees: `invoke`, `subscribe`, nothing else. Bundled as one CommonJS file. */
import { contextBridge, ipcRenderer } from 'electron';

const EVENTS = ['site-changed', 'progress'];

contextBridge.exposeInMainWorld('switchbook', {
  invoke: (name: unknown, input: unknown, call: unknown): Promise<unknown> =>
    ipcRenderer.invoke('switchbook', String(name), input, Number(call)),
  subscribe: (event: unknown, listener: (data: unknown) => void): (() => void) => {
    const channel = String(event);
    if (!EVENTS.includes(channel)) throw new Error(`No event named ${channel}`);
    const receive = (_event: unknown, data: unknown): void => listener(data);
    ipcRenderer.on(channel, receive);
    return () => ipcRenderer.removeListener(channel, receive);
  },
});
