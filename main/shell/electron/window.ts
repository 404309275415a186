import type { BrowserWindowConstructorOptions } from 'electron';
import { nativeTheme } from 'electron';
import type { Bounds } from './place.ts';

/** Behind the page until it is drawn: the background of renderer/app.css. */
const BACKGROUND = { light: '#ffffff', dark: '#242424' };

/** Paths of what every window is made with. */
export interface WindowFiles {
  preload: string;
  icon: string;
}

/** Isolation, sandbox and absence of Node are Electron's defaults; they are written down so that a test can see them. */
export const windowOptions = (
  { preload, icon }: WindowFiles,
  bounds: Bounds,
): BrowserWindowConstructorOptions => ({
  ...bounds,
  // Elsewhere it is the one of the executable or the bundle, in all its sizes.
  ...(process.platform === 'linux' && { icon }),
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
