/** Electron's security checklist as far as it concerns a running page: nothing leaves, nothing opens, nothing is granted. */
import type { Session, WebContents } from 'electron';
import { isOwnAddress } from './address.ts';
import { openLink, openPage } from './external.ts';

/** Copying to the clipboard is the one thing the page needs. */
const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** What the page itself makes or is made of: nothing that a network would have to bring. */
const isInside = (address: string): boolean =>
  isOwnAddress(address) || address.startsWith('blob:app://switchbook/') || address.startsWith('data:image/');

const guarded = new WeakSet<Session>();

/** The serial line to a PBX belongs to the main process; the page is offered no device at all. */
export function guardSession(session: Session): void {
  if (guarded.has(session)) return;
  guarded.add(session);
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null));
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isInside(url) }));
  // Files leave through the window's own dialog, see `wishes.ts`.
  session.on('will-download', (event) => event.preventDefault());
}

interface Navigation {
  readonly url: string;
  preventDefault(): void;
}

export function guardContents(contents: WebContents): void {
  const stay = (event: Navigation): void => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    stay(event);
    openLink(event.url);
  });
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    openPage(url);
    return { action: 'deny' };
  });
}
