import type { BrowserWindowConstructorOptions } from 'electron';

/** Isolation, sandbox and absence of Node are Electron's defaults; they are written down so that a test can see them. */
export const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  width: 1280,
  height: 800,
  minWidth: 800,
  minHeight: 560,
  show: false,
  autoHideMenuBar: true,
  title: 'Switchbook',
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  },
});
