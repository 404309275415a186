/** The bridge that an Electron window sees: `invoke`, `subscribe`, nothing else. Bundled as one CommonJS file. */
import { contextBridge, ipcRenderer } from 'electron';

/** Every name that there is, written in when this file is built: see vite.config.ts. */
declare const OPERATIONS: readonly string[];
declare const EVENTS: readonly string[];
const names: ReadonlySet<string> = new Set(OPERATIONS);

contextBridge.exposeInMainWorld('switchbook', {
  invoke: (name: unknown, input: unknown, call: unknown): Promise<unknown> => {
    const operation = String(name);
    // Main refuses it too; what is not in the contract does not even leave the page.
    if (!names.has(operation)) return Promise.reject(new Error(`No operation named ${operation}`));
    return ipcRenderer.invoke('switchbook', operation, input, Number(call));
  },
  subscribe: (event: unknown, listener: (data: unknown) => void): (() => void) => {
    const channel = String(event);
    if (!EVENTS.includes(channel)) throw new Error(`No event named ${channel}`);
    const receive = (_event: unknown, data: unknown): void => listener(data);
    ipcRenderer.on(channel, receive);
    return () => ipcRenderer.removeListener(channel, receive);
  },
});
