import type { BrowserWindowConstructorOptions } from 'electron';
import { nativeTheme } from 'electron';
import type { Bounds } from './place.ts';

/** Behind the page until it is drawn: the background of renderer/app.css. */
const BACKGROUND = { light: '#ffffff', dark: '#242424' };

/** Isolation, sandbox and absence of Node are Electron's defaults; they are written down so that a test can see them. */
export const windowOptions = (preload: string, bounds: Bounds): BrowserWindowConstructorOptions => ({
  ...bounds,
  minWidth: 800,
  minHeight: 560,
  show: false,
  title: 'Switchbook',
  backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  },
});
