import { describe, expect, it } from 'vitest';
import { isOwnAddress } from '../../../main/shell/electron/address.ts';
import { guardContents, guardSession } from '../../../main/shell/electron/guard.ts';
import { windowOptions } from '../../../main/shell/electron/window.ts';

/** As much of Electron's `WebContents` and `Session` as the guards speak to. */
class FakeContents {
  readonly listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  openHandler: (() => { action: string }) | null = null;
  on(name: string, listener: (event: { url: string; preventDefault(): void }) => void): this {
    this.listeners.set(name, listener);
    return this;
  }
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  navigate(name: string, url: string): 'stays' | 'goes' {
    let stays = false;
    this.listeners.get(name)?.({ url, preventDefault: () => (stays = true) });
    return stays ? 'stays' : 'goes';
  }
}

describe('the Electron shell', () => {
  it('keeps the page isolated, sandboxed and without Node', () => {
    expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it.each([
    ['app://switchbook/', true],
    ['app://switchbook/index.html', true],
    ['app://elsewhere/', false],
    ['https://attacker.example/?x=app://switchbook/', false],
    ['https://attacker.example/#app://switchbook/', false],
    ['app://switchbook.attacker.example/', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
    ['', false],
  ])('knows %s as its own: %s', (address, own) => {
    expect(isOwnAddress(address)).toBe(own);
  });

  it('navigates nowhere, opens nothing, attaches nothing', () => {
    const contents = new FakeContents();
    guardContents(contents);
    for (const way of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(contents.navigate(way, 'https://attacker.example/?app://switchbook/')).toBe('stays');
      expect(contents.navigate(way, 'app://switchbook/')).toBe('goes');
    }
    expect(contents.navigate('will-attach-webview', '')).toBe('stays');
    expect(contents.openHandler?.()).toEqual({ action: 'deny' });
  });

  it('grants the clipboard for copying and nothing else', () => {
    const granted: string[] = [];
    const asked: Record<string, boolean> = {};
    guardSession({
      setPermissionRequestHandler: (handler) => {
        for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-sanitized-write']) {
          handler(null, permission, (allowed) => (asked[permission] = allowed));
        }
      },
      setPermissionCheckHandler: (handler) => {
        for (const permission of ['serial', 'usb', 'media', 'clipboard-sanitized-write']) {
          if (handler(null, permission)) granted.push(permission);
        }
      },
      setDevicePermissionHandler: (handler) => expect(handler({})).toBe(false),
    });
    expect(granted).toEqual(['clipboard-sanitized-write']);
    expect(asked).toEqual({
      geolocation: false,
      media: false,
      notifications: false,
      'clipboard-sanitized-write': true,
    });
  });
});
