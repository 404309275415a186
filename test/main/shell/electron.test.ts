import { afterAll, describe, expect, it } from 'vitest';
import { ApplicationHost } from '../../../main/api/host.ts';
import { isOwnAddress } from '../../../main/shell/electron/address.ts';
import { bridge, type BridgedPage } from '../../../main/shell/electron/bridge.ts';
import { guardContents, guardSession } from '../../../main/shell/electron/guard.ts';
import { windowOptions } from '../../../main/shell/electron/window.ts';

/** As much of Electron's `WebContents` and `Session` as the guards speak to. */
class FakeContents {
  readonly listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  on(name: string, listener: (event: { url: string; preventDefault(): void }) => void): this {
    this.listeners.set(name, listener);
    return this;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
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
    const opened: string[] = [];
    guardContents(contents, (address) => opened.push(address));
    for (const way of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(contents.navigate(way, 'https://attacker.example/?app://switchbook/')).toBe('stays');
      expect(contents.navigate(way, 'app://switchbook/')).toBe('goes');
    }
    expect(contents.navigate('will-attach-webview', '')).toBe('stays');
    expect(contents.openHandler?.({ url: 'https://attacker.example/' })).toEqual({ action: 'deny' });
    expect(opened).toEqual([]);
  });

  it('hands telephone numbers to the system, and no other address', () => {
    const contents = new FakeContents();
    const opened: string[] = [];
    guardContents(contents, (address) => opened.push(address));
    const numbers = ['tel:+33199001234', 'tel:200', 'tel:*21%23'];
    const others = ['tel:', 'tel:abc', 'tel:1;x=http://e', 'TEL:1', 'tel:1\nfile:', 'file:///tel:1', 'sip:1'];
    for (const url of [...numbers, ...others]) expect(contents.navigate('will-navigate', url)).toBe('stays');
    contents.navigate('will-frame-navigate', 'tel:200');
    contents.navigate('will-redirect', 'tel:200');
    expect(opened).toEqual(numbers);
  });

  it('hands a message to the system, and no other', () => {
    const contents = new FakeContents();
    const opened: string[] = [];
    guardContents(contents, (address) => opened.push(address));
    const message = 'mailto:?subject=Upload%20verified&body=a%0D%0Ab';
    const others = [
      'mailto:x@attacker.example?subject=a&body=b',
      'mailto:?subject=a&body=b&attach=/etc/passwd',
      'mailto:?attach=/etc/passwd',
    ];
    for (const url of [message, ...others]) expect(contents.navigate('will-navigate', url)).toBe('stays');
    contents.navigate('will-redirect', message);
    expect(opened).toEqual([message]);
  });

  it('opens the page of a key of OVHcloud in the browser, and no other page', () => {
    const contents = new FakeContents();
    const opened: string[] = [];
    guardContents(contents, (address) => opened.push(address));
    const pages = [
      'https://eu.api.ovh.com/auth/?credentialToken=abc',
      'https://www.ovhcloud.com/auth/?credentialToken=abc',
      'http://127.0.0.1:4711/auth/validate?credentialToken=abc',
    ];
    const others = [
      'http://eu.api.ovh.com/auth/',
      'https://ovh.com.attacker.example/',
      'https://notovh.com/',
      'https://eu.api.ovh.com:pw@attacker.example/',
      'https://user@eu.api.ovh.com/',
      'http://192.168.0.1/',
      'file:///etc/passwd',
    ];
    for (const url of [...pages, ...others])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(opened).toEqual(pages);
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

/** A page as Electron shows it to the main process, and what it was sent. */
class FakePage implements BridgedPage {
  readonly id = 1;
  readonly sent: { channel: string; data: unknown }[] = [];
  send(channel: string, data: unknown): void {
    this.sent.push({ channel, data });
  }
  isDestroyed(): boolean {
    return false;
  }
}

describe('the bridge to an Electron window', () => {
  const host = new ApplicationHost('electron');
  const page = new FakePage();
  const OURS = { url: 'app://switchbook/', parent: null };
  type Frame = { url: string; parent: object | null } | null;
  let receive: (frame: Frame, name: unknown, input: unknown) => Promise<unknown> = () => Promise.resolve();
  bridge(
    {
      handle: (_channel, listener) => {
        receive = (senderFrame, name, input) => listener({ sender: page, senderFrame }, name, input, 1);
      },
    },
    host,
    () => [page],
  );
  afterAll(() => host.close());

  it('answers our page', async () => {
    expect(await receive(OURS, 'app.info', {})).toMatchObject({ ok: { shell: 'electron' } });
  });

  it.each<[string, Frame]>([
    ['a frame that is gone', null],
    ['a frame inside the page', { url: 'app://switchbook/', parent: {} }],
    ['another page', { url: 'https://attacker.example/?app://switchbook/', parent: null }],
    ['a page without address', { url: '', parent: null }],
  ])('does not answer %s', async (_name, frame) => {
    await expect(receive(frame, 'app.info', {})).rejects.toThrow('refused');
  });

  it.each([
    ['nonsense', {}, 'unknown-operation'],
    ['__proto__', {}, 'unknown-operation'],
    [7, {}, 'unknown-operation'],
    ['contacts.find', { search: { $gt: '' } }, 'bad-request'],
    ['site.info', null, 'bad-request'],
    ['contacts.facets', {}, 'no-site-open'],
  ])('answers %s with a problem, never with a crash', async (name, input, code) => {
    expect(await receive(OURS, name, input)).toMatchObject({ error: { code } });
  });
});
