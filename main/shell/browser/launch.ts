/** How the system shows an address: as an application's window where a browser has such, else in the browser. */
import { posix, win32 } from 'node:path';

export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  exists: (path: string) => boolean;
}

export interface Launch {
  program: string;
  words: string[];
}

/** Browsers of the Chromium family open `--app=ADDRESS` as a window of its own, without tabs and address bar. */
const LINUX = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'];
const MAC = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
/** Below the folders of programs; Edge is part of Windows. */
const WINDOWS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];

const given = (...paths: (string | undefined)[]): string[] =>
  paths.filter((path) => path !== undefined && path !== '').map(String);

function applicationBrowsers({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const folders = given(env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']);
    return WINDOWS.flatMap((path) => folders.map((folder) => win32.join(folder, ...path)));
  }
  if (platform === 'darwin') {
    const folders = given('/Applications', env['HOME'] && posix.join(env['HOME'], 'Applications'));
    return MAC.flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  const folders = given(...(env['PATH'] ?? '').split(':')).filter((folder) => posix.isAbsolute(folder));
  return LINUX.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

function defaultBrowser({ platform, env }: Machine, address: string): Launch {
  if (platform === 'win32') {
    // Not through `cmd`, which reads an address as a line of orders.
    const program = win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe');
    return { program, words: ['url.dll,FileProtocolHandler', address] };
  }
  return { program: platform === 'darwin' ? '/usr/bin/open' : 'xdg-open', words: [address] };
}

/** Null where there is no screen to show it on. */
export function launchOf(machine: Machine, address: string): Launch | null {
  const { platform, env, exists } = machine;
  const hasScreen =
    platform === 'win32' || platform === 'darwin' || given(env['DISPLAY'], env['WAYLAND_DISPLAY']).length > 0;
  if (!hasScreen) return null;
  const program = applicationBrowsers(machine).find((path) => exists(path));
  return program === undefined ? defaultBrowser(machine, address) : { program, words: [`--app=${address}`] };
}
