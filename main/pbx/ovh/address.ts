/** Where the API is and who asks: the endpoint by name or address, the key and the secrets. */
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** As the provider's own wrappers name them. Telephony is offered in Europe only. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  'ovh-eu': 'https://eu.api.ovh.com/1.0',
  'ovh-ca': 'https://ca.api.ovh.com/1.0',
  'ovh-us': 'https://api.us.ovhcloud.com/1.0',
};

export interface OvhAddress {
  /** An endpoint's name or address. */
  url: string;
  applicationKey: string;
  applicationSecret: string;
  /** Empty before one was asked for. */
  consumerKey: string;
}

export interface Endpoint {
  origin: string;
  /** Before every path: `/1.0`. */
  prefix: string;
}

/**
 * `ovh-eu`, `https://eu.api.ovh.com`, `https://eu.api.ovh.com/1.0`. Without encryption only to this very
 * machine, where the simulated API is. Errors: `ovh-address-invalid`.
 */
export function readEndpoint(typed: string): Endpoint {
  const text = typed.trim();
  const full = ENDPOINTS[text] ?? (text.includes('://') ? text : `https://${text}`);
  const invalid = new SwitchbookError('ovh-address-invalid', { value: text.slice(0, 80) });
  if (!URL.canParse(full)) throw invalid;
  const { protocol, hostname, username, search, hash, origin, pathname } = new URL(full);
  const here = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && here)) throw invalid;
  if (hostname === '' || username + search + hash !== '') throw invalid;
  const path = pathname.replace(/\/+$/, '');
  return { origin, prefix: path === '' ? '/1.0' : path };
}
