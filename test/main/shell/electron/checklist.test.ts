/** What of Electron's checklist is a property of the source and of what is packed: https://electronjs.org/docs/latest/tutorial/security */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const sources = ['core', 'main', 'preload', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    // The pages of a simulated PBX are shown by a browser, never by a window.
    .filter((path) => !path.includes('simulator')),
);
const filesWith = (pattern: RegExp, among = sources): string[] =>
  among
    .filter((path) => pattern.test(readFileSync(path, 'utf8')))
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .sort();

describe('dangerous calls', () => {
  it.each<[string, RegExp, string[]]>([
    ['openExternal', /\.openExternal\(/, ['main/shell/electron/external.ts']],
    ['ipcMain', /\bipcMain\.\w+\(/, ['main/shell/electron/bridge.ts']],
    ['ipcRenderer', /\bipcRenderer\.\w+\(/, ['preload/preload.ts']],
    ['a window of its own making', /new BrowserWindow\(/, ['main/shell/electron/windows.ts']],
    ['a page from elsewhere', /\.load(?:URL|File)\(/, ['main/shell/electron/windows.ts']],
    ['a scheme', /protocol\.(?:handle|register\w+)\(/, ['main/shell/electron/protocol.ts']],
    ['script in the page', /\.executeJavaScript|\.insertCSS|new Function\(|\beval\(/, []],
    // The guide, which the build makes of our own files.
    ['HTML in the page', /dangerouslySetInnerHTML|\.innerHTML\s*=|<webview/, ['renderer/guide/dialog.tsx']],
    ['weakened pages', /webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration: true/, []],
    ['weakened flags', /commandLine\.append|allowRunningInsecureContent: true|enableBlinkFeatures/, []],
    ['a certificate that is waved through', /setCertificateVerifyProc|'certificate-error'/, []],
  ])('%s stand in one place', (_name, pattern, places) => {
    expect(filesWith(pattern)).toEqual(places);
  });

  it('Electron is imported by its shell and the preload script only', () => {
    expect(
      filesWith(/from 'electron'/).filter((path) => !/^(?:main\/shell\/electron|preload)\//.test(path)),
    ).toEqual([]);
  });

  it('the page loads `loadURL` of its own address, and names no other host', () => {
    expect(readFileSync(join(root, 'main/shell/electron/windows.ts'), 'utf8')).toContain('loadURL(PAGE)');
    const page = sources.filter((path) => path.startsWith(join(root, 'renderer', 'index')));
    expect(filesWith(/(?:src|href)="(?!\.\/)/, page)).toEqual([]);
  });
});

describe('the runtime', () => {
  const shape = z.object({ devDependencies: z.record(z.string(), z.string()) });
  it('is pinned, and the typings are of the same version', () => {
    const { devDependencies } = shape.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const typings = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8').slice(0, 200);
    const version = /Electron (\d+\.\d+\.\d+)/.exec(typings)?.[1];
    expect(devDependencies['electron']).toBe(version);
  });
});
