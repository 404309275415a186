/** Who calls: headers, clock, signature and state of the key, in this order (docs/protocols/ovh.md, section 4). */
import type { IncomingHttpHeaders } from 'node:http';
import { classic } from './answer.ts';
import { credentialOf, type Credential } from './credentials.ts';
import { isSignature } from './signing.ts';
import type { World } from './world.ts';

/** Either way, in seconds; the vendor publishes none. */
const WINDOW = 30;

export interface Incoming {
  method: string;
  /** Path and query as sent. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export const header = ({ headers }: Pick<Incoming, 'headers'>, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

export function checkApplication({ store }: World, incoming: Incoming): void {
  const application = header(incoming, 'x-ovh-application');
  if (application === '') throw classic(403, 'NOT_CREDENTIAL', 'You must login first');
  if (application !== store.fact('applicationKey'))
    throw classic(403, 'INVALID_KEY', 'This application key is invalid');
}

/** A key that is not validated yet is let through: what it may do is checked by `checkState`. */
export function admit(world: World, incoming: Incoming): Credential {
  checkApplication(world, incoming);
  const { store } = world;
  const consumerKey = header(incoming, 'x-ovh-consumer');
  if (consumerKey === '') throw classic(403, 'NOT_CREDENTIAL', 'You must login first');
  const credential = credentialOf(store, consumerKey, world.now());
  if (credential === null) throw classic(403, 'INVALID_CREDENTIAL', 'This credential does not exist');
  const timestamp = header(incoming, 'x-ovh-timestamp');
  const off = Math.abs(Number(timestamp) - Math.floor(world.now() / 1000));
  if (!/^\d{1,12}$/.test(timestamp) || off > WINDOW)
    throw classic(400, 'QUERY_TIME_OUT', 'Query out of time');
  const { method, target, body } = incoming;
  const signed = {
    secret: store.fact('applicationSecret') ?? '',
    consumerKey,
    method,
    url: `http://${header(incoming, 'host')}${target}`,
    body,
    timestamp,
  };
  if (!isSignature(header(incoming, 'x-ovh-signature'), signed))
    throw classic(400, 'INVALID_SIGNATURE', 'Invalid signature');
  return credential;
}

/** A key that waits for its validation is answered as if the signature were wrong: that is what people report. */
export function checkState({ status }: Credential): void {
  if (status === 'pendingValidation') throw classic(400, 'INVALID_SIGNATURE', 'Invalid signature');
  if (status !== 'validated') throw classic(403, 'INVALID_CREDENTIAL', `This credential is ${status}`);
}
