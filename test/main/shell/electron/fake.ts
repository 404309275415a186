/**
 * As much of the `electron` module as the shell speaks to, for `vi.mock('electron', () => import('./fake.ts'))`.
 * Members are those of Electron's own typings, which the compiler checks at the end; what a test looks at stands
 * under `seen`, and events are emitted as Electron emits them.
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

type Handler = (...words: unknown[]) => unknown;

/** An event as Electron's: whether it was prevented can be read. */
export class FakeEvent {
  defaultPrevented = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

let ids = 0;

export class FakeContents extends EventEmitter {
  readonly id = ++ids;
  readonly seen = {
    sent: [] as { channel: string; data: unknown }[],
    dragged: [] as { file: string; icon: unknown }[],
    printed: 0,
    reloaded: 0,
    openHandler: null as ((details: { url: string }) => { action: string }) | null,
  };
  send(channel: string, data: unknown): void {
    // As structured cloning does it.
    this.seen.sent.push({ channel, data: structuredClone(data) });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.seen.openHandler = handler;
  }
  startDrag(item: { file: string; icon: unknown }): void {
    this.seen.dragged.push(item);
  }
  print(): void {
    this.seen.printed++;
  }
  printToPDF(_options: object): Promise<Buffer> {
    return Promise.resolve(Buffer.from('%PDF-1.7 fake'));
  }
  reload(): void {
    this.seen.reloaded++;
  }
}

export const windows: FakeWindow[] = [];

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly seen: {
    options: Electron.BrowserWindowConstructorOptions;
    url: string;
    progress: number[];
    shown: number;
    focused: boolean;
    maximized: boolean;
    minimized: boolean;
    represented: string;
    title: string;
    bounds: { x: number; y: number; width: number; height: number };
  };
  #destroyed = false;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.seen = {
      options,
      url: '',
      progress: [],
      shown: 0,
      focused: false,
      maximized: false,
      minimized: false,
      represented: '',
      title: options.title ?? '',
      bounds: {
        x: options.x ?? 10,
        y: options.y ?? 20,
        width: options.width ?? 1,
        height: options.height ?? 1,
      },
    };
    windows.push(this);
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.seen.url = url;
    this.emit('ready-to-show');
    return Promise.resolve();
  }
  show(): void {
    this.seen.shown++;
  }
  focus(): void {
    for (const window of windows) window.seen.focused = window === this;
    this.emit('focus');
  }
  isFocused(): boolean {
    return this.seen.focused;
  }
  maximize(): void {
    this.seen.maximized = true;
  }
  isMaximized(): boolean {
    return this.seen.maximized;
  }
  isMinimized(): boolean {
    return this.seen.minimized;
  }
  restore(): void {
    this.seen.minimized = false;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.seen.bounds;
  }
  getTitle(): string {
    return this.seen.title;
  }
  setProgressBar(share: number): void {
    this.seen.progress.push(share);
  }
  setRepresentedFilename(path: string): void {
    this.seen.represented = path;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** As when a person closes it: whoever prevents it keeps it. */
  close(): void {
    const event = new FakeEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.#destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }
}
export { FakeWindow as BrowserWindow };

export class FakeSession extends EventEmitter {
  readonly seen: Record<string, Handler> = {};
  readonly webRequest = {
    onBeforeRequest: (handler: Handler): void => {
      this.seen['request'] = handler;
    },
  };
  setPermissionRequestHandler(handler: Handler): void {
    this.seen['permission-request'] = handler;
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.seen['permission-check'] = handler;
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.seen['device-permission'] = handler;
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.seen['display-media'] = handler;
  }
  setBluetoothPairingHandler(handler: Handler): void {
    this.seen['bluetooth-pairing'] = handler;
  }
}
export const session = { defaultSession: new FakeSession() };

class FakeApp extends EventEmitter {
  readonly isPackaged = false;
  readonly seen = {
    sandboxed: false,
    quits: 0,
    exits: [] as number[],
    recent: [] as string[],
    userData: '',
    lock: true,
    locale: 'en-GB',
    lockData: null as unknown,
    ready: Promise.withResolvers<void>(),
  };
  enableSandbox(): void {
    this.seen.sandboxed = true;
  }
  getPath(_name: 'userData'): string {
    return this.seen.userData;
  }
  getLocale(): string {
    return this.seen.locale;
  }
  addRecentDocument(path: string): void {
    this.seen.recent.push(path);
  }
  getFileIcon(path: string): Promise<unknown> {
    return Promise.resolve({ iconOf: path });
  }
  requestSingleInstanceLock(data: object): boolean {
    this.seen.lockData = structuredClone(data);
    return this.seen.lock;
  }
  whenReady(): Promise<void> {
    return this.seen.ready.promise;
  }
  quit(): void {
    this.seen.quits++;
  }
  exit(code: number): void {
    this.seen.exits.push(code);
  }
}
export const app = new FakeApp();

export const ipcMain = {
  seen: null as Handler | null,
  handle(_channel: string, listener: Handler): void {
    this.seen = listener;
  },
};

export const protocol = {
  seen: { schemes: [] as unknown[], handler: null as ((request: Request) => Response) | null },
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    this.seen.schemes = schemes;
  },
  handle(_scheme: string, handler: (request: Request) => Response): void {
    this.seen.handler = handler;
  },
};

export const shell = {
  seen: [] as string[],
  openExternal(address: string): Promise<void> {
    this.seen.push(address);
    return Promise.resolve();
  },
};

/** What the person answers, and what they were asked. */
export const dialog = {
  seen: { asked: [] as unknown[], path: '' as string, button: 0 },
  showOpenDialog(_window: unknown, options: object): Promise<{ canceled: boolean; filePaths: string[] }> {
    this.seen.asked.push(options);
    const { path } = this.seen;
    return Promise.resolve({ canceled: path === '', filePaths: path === '' ? [] : [path] });
  },
  showSaveDialog(_window: unknown, options: object): Promise<{ canceled: boolean; filePath: string }> {
    this.seen.asked.push(options);
    return Promise.resolve({ canceled: this.seen.path === '', filePath: this.seen.path });
  },
  showMessageBox(_window: unknown, options: object): Promise<{ response: number }> {
    this.seen.asked.push(options);
    return Promise.resolve({ response: this.seen.button });
  },
  showErrorBox(title: string, content: string): void {
    this.seen.asked.push({ title, content });
  },
  showMessageBoxSync(_window: unknown, options: object): number {
    this.seen.asked.push(options);
    return this.seen.button;
  },
};

export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };

export const screen = {
  seen: [{ x: 0, y: 0, width: 1920, height: 1040 }],
  getAllDisplays(): { workArea: Electron.Rectangle }[] {
    return this.seen.map((workArea) => ({ workArea }));
  },
};

export const powerSaveBlocker = {
  seen: new Map<number, string>(),
  start(kind: string): number {
    this.seen.set(++ids, kind);
    return ids;
  },
  stop(id: number): boolean {
    return this.seen.delete(id);
  },
};

export const notifications: Notification[] = [];
export class Notification extends EventEmitter {
  readonly seen: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.seen = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    notifications.push(this);
  }
}

export const Menu = {
  seen: [] as Electron.MenuItemConstructorOptions[],
  buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): unknown {
    return template;
  },
  setApplicationMenu(template: Electron.MenuItemConstructorOptions[]): void {
    this.seen = template;
  },
};

const isHandler = (value: unknown): value is () => void => typeof value === 'function';

/** As when a person clicks: Electron hands over more than is used. */
export function click(item: Electron.MenuItemConstructorOptions | undefined): void {
  const handler: unknown = item?.click;
  if (!isHandler(handler)) throw new Error(`nothing to click: ${item?.label}`);
  handler();
}

/** For a preload script. */
export const contextBridge = {
  seen: {} as Record<string, unknown>,
  exposeInMainWorld(name: string, api: unknown): void {
    this.seen[name] = api;
  },
};
export class FakeIpcRenderer extends EventEmitter {
  readonly seen: unknown[][] = [];
  invoke(...words: unknown[]): Promise<unknown> {
    this.seen.push(words);
    return Promise.resolve({ ok: {} });
  }
}

/** Members that Electron's typings do not have: there are none. */
type Strange<Fake, Real> = Exclude<keyof Fake, keyof Real | keyof EventEmitter | 'seen'>;
type None<T extends never> = T;
export type Checked = [
  None<Strange<FakeContents, Electron.WebContents>>,
  None<Strange<FakeWindow, Electron.BrowserWindow>>,
  None<Strange<FakeSession, Electron.Session>>,
  None<Strange<FakeApp, Electron.App>>,
  None<Strange<typeof ipcMain, Electron.IpcMain>>,
  None<Strange<typeof protocol, Electron.Protocol>>,
  None<Strange<typeof shell, Electron.Shell>>,
  None<Strange<typeof dialog, Electron.Dialog>>,
  None<Strange<typeof nativeTheme, Electron.NativeTheme>>,
  None<Strange<typeof screen, Electron.Screen>>,
  None<Strange<typeof powerSaveBlocker, Electron.PowerSaveBlocker>>,
  None<Strange<Notification, Electron.Notification>>,
  None<Strange<typeof Menu, typeof Electron.Menu>>,
  None<Strange<typeof contextBridge, Electron.ContextBridge>>,
];
