/** Electron's security checklist as far as it concerns a running page: nothing leaves, nothing opens, nothing is granted. */
import { isOwnAddress } from './address.ts';

/** The part of Electron's `Session` that is needed here. */
interface GuardedSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, decide: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: (details: unknown) => boolean): void;
}

interface Navigation {
  readonly url: string;
  preventDefault(): void;
}

/** The part of Electron's `WebContents` that is needed here. */
interface GuardedContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: Navigation) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: Pick<Navigation, 'preventDefault'>) => void): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
}

/** Copying to the clipboard is the one thing the page needs. */
const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write';

export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
}

/** A telephone number and nothing else: what a soft call hands to the system. */
const isTelephone = (address: string): boolean => /^tel:\+?(?:\d|\*|%23){1,40}$/.test(address);

/** A message without a recipient: what the report of an upload hands to the system. */
const isMessage = (address: string): boolean =>
  /^mailto:\?subject=[\w.!~*'()%-]*&body=[\w.!~*'()%-]*$/.test(address);

/** Where a person lets a key of OVHcloud in, which has to be the browser that they trust; simulated on this machine. */
function isKeyPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username + password !== '') return false;
  return protocol === 'https:'
    ? /(?:^|\.)(?:ovh|ovhcloud)\.com$/.test(hostname)
    : protocol === 'http:' && hostname === '127.0.0.1';
}

/** `open`: the one way out, for a telephone number, a message or the page of a key that our own page opens. */
export function guardContents(contents: GuardedContents, open: (address: string) => void): void {
  const stay = (event: Navigation): void => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    stay(event);
    if (isTelephone(event.url) || isMessage(event.url)) open(event.url);
  });
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isKeyPage(url)) open(url);
    return { action: 'deny' };
  });
}
