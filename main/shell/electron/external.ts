/** The one way out: what may be handed to the system, which opens it with a program of its own. */
import { shell } from 'electron';

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

const LINKS = [isTelephone, isMessage];
const PAGES = [isKeyPage];

function open(address: string, allowed: readonly ((address: string) => boolean)[]): void {
  // What the system cannot open is no failure of this application.
  if (allowed.some((test) => test(address))) shell.openExternal(address).catch(() => undefined);
}

/** Of a link that was followed: a number or a message. Anything else is left alone. */
export const openLink = (address: string): void => open(address, LINKS);

/** Of a window that was asked for: the page of a key. Anything else is left alone. */
export const openPage = (address: string): void => open(address, PAGES);
