/**
 * The consumer key: asked for with the rights that Switchbook needs, good once its owner has validated it
 * on the provider's page (docs/protocols/ovh.md, section 3).
 */
import { z } from 'zod';
import { KEY_STATES, type KeyState } from '../../../core/api/ovh.ts';
import type { OvhAddress } from './address.ts';
import { OvhClient } from './client.ts';

/** `/x` and `/x/*` are different rules, and a trailing slash fits nothing. */
const RULES: readonly [method: string, path: string][] = [
  ['GET', '/me'],
  ['GET', '/me/debtAccount'],
  ['GET', '/me/ovhAccount'],
  ['GET', '/me/ovhAccount/*'],
  ['GET', '/me/document'],
  ['POST', '/me/document'],
  ['GET', '/me/document/*'],
  ['DELETE', '/me/document/*'],
  ['GET', '/me/task/contactChange'],
  ['GET', '/me/task/contactChange/*'],
  ['POST', '/me/task/contactChange/*'],
  ['GET', '/telephony'],
  ['GET', '/telephony/*'],
  ['POST', '/telephony/*'],
  ['PUT', '/telephony/*'],
  ['DELETE', '/telephony/*'],
  ['GET', '/pack/xdsl/search'],
];

const asked = z.object({ consumerKey: z.string().min(1), validationUrl: z.url({ protocol: /^https?$/ }) });
const credential = z.object({ status: z.enum(KEY_STATES), expiration: z.string().nullable().catch(null) });

/** Whose key: the application's key is the login. */
interface Owner {
  url: string;
  user: string;
}

/** A new key, and the page on which its owner validates it. Errors: those of the API. */
export function askForKey(owner: Owner, signal: AbortSignal): Promise<z.infer<typeof asked>> {
  const accessRules = RULES.map(([method, path]) => ({ method, path }));
  return withClient({ ...owner, applicationSecret: '', consumerKey: '' }, (client) =>
    client.open('POST', '/auth/credential', { accessRules }, asked, signal),
  );
}

/** What became of it. Errors: those of the API. */
export const keyState = (
  owner: Owner & Pick<OvhAddress, 'applicationSecret' | 'consumerKey'>,
  signal: AbortSignal,
): Promise<KeyState> =>
  withClient(owner, async (client) => {
    const { status, expiration } = await client.get('/auth/currentCredential', credential, signal);
    return { state: status, expiration };
  });

async function withClient<T>(
  { user, ...address }: Owner & Pick<OvhAddress, 'applicationSecret' | 'consumerKey'>,
  work: (client: OvhClient) => Promise<T>,
): Promise<T> {
  const client = new OvhClient({ ...address, applicationKey: user });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
