import { describe, expect, it } from 'vitest';
import { launchOf } from '../../../../main/shell/browser/launch.ts';

const address = 'http://127.0.0.1:4321/?token=abc';
const there =
  (...paths: string[]) =>
  (path: string): boolean =>
    paths.includes(path);

const windows = {
  platform: 'win32',
  env: {
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Users\\Ana\\AppData\\Local',
    SystemRoot: 'C:\\Windows',
  },
} as const;
const mac = { platform: 'darwin', env: { HOME: '/Users/ana' } } as const;
const linux = { platform: 'linux', env: { PATH: '/usr/local/bin:/usr/bin:.', DISPLAY: ':0' } } as const;

describe('how the system shows the page', () => {
  it.each([
    [windows, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    [windows, 'C:\\Users\\Ana\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'],
    [windows, 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
    [mac, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    [mac, '/Users/ana/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    [linux, '/usr/bin/google-chrome'],
    [linux, '/usr/local/bin/chromium'],
  ])('as an application’s window: $0.platform, %s', (machine, program) => {
    expect(launchOf({ ...machine, exists: there(program) }, address)).toEqual({
      program,
      words: [`--app=${address}`],
    });
  });

  it.each([
    [windows, 'C:\\Windows\\System32\\rundll32.exe', ['url.dll,FileProtocolHandler', address]],
    [mac, '/usr/bin/open', [address]],
    [linux, 'xdg-open', [address]],
  ])('else in the browser that is usual there: $0.platform', (machine, program, words) => {
    expect(launchOf({ ...machine, exists: () => false }, address)).toEqual({ program, words });
  });

  it('not without a screen, and never from a folder that is named by where one stands', () => {
    expect(launchOf({ ...linux, env: { PATH: '/usr/bin' }, exists: () => true }, address)).toBeNull();
    const wayland = { PATH: '/usr/bin', WAYLAND_DISPLAY: 'wayland-0' };
    expect(launchOf({ ...linux, env: wayland, exists: () => true }, address)).not.toBeNull();
    const asked: string[] = [];
    launchOf({ ...linux, exists: (path) => (asked.push(path), false) }, address);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((path) => !path.startsWith('/'))).toEqual([]);
  });
});
