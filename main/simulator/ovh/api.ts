/** One request to the API: admitted, counted, found, allowed, answered. */
import { admit, checkApplication, checkState, header, type Incoming } from './admit.ts';
import { json, refusal, Refusal, type Reply } from './answer.ts';
import type { Buckets } from './bucket.ts';
import { changeRoutes } from './changes.ts';
import { checkRules, credentialView, issueCredential, logOut, used, type Credential } from './credentials.ts';
import { bookRoutes } from './books.ts';
import { customerRoutes } from './customer.ts';
import { documentRoutes } from './documents.ts';
import { answerBatch, bodyReader, findRoute, segmentsOf } from './route.ts';
import { customerOf } from './rows.ts';
import { taskRoutes } from './tasks.ts';
import { telephonyRoutes } from './telephony.ts';
import type { World } from './world.ts';

const ROUTES = [
  ...customerRoutes,
  ...documentRoutes,
  ...changeRoutes,
  ...telephonyRoutes,
  ...taskRoutes,
  ...bookRoutes,
];

/** What every key may ask about itself; null for other paths. */
function aboutTheKey(world: World, method: string, path: string, credential: Credential): Reply | null {
  if (method === 'GET' && path === '/auth/currentCredential') return json(credentialView(credential));
  if (method === 'GET' && path === '/auth/details') {
    checkState(credential);
    return json({ account: credential.nic, method: 'account', roles: [], identities: [], user: null });
  }
  if (method === 'POST' && path === '/auth/logout') {
    checkState(credential);
    logOut(world, credential);
    return json(null);
  }
  return null;
}

function carryOut(world: World, buckets: Buckets, incoming: Incoming): Reply {
  const { method, target, body } = incoming;
  const [path = '', search = ''] = target.replace(/^\/(1\.0|v1)(?=\/)/, '').split('?', 2);
  if (method === 'GET' && path === '/auth/time') return json(Math.floor(world.now() / 1000));
  if (method === 'POST' && path === '/auth/credential') {
    checkApplication(world, incoming);
    return json(issueCredential(world, body));
  }
  const credential = admit(world, incoming);
  buckets.take(credential.key, Date.now());
  const own = aboutTheKey(world, method, path, credential);
  if (own !== null) return own;
  checkState(credential);
  used(world, credential);
  const customer = customerOf(world.store, credential.nic ?? '');
  if (customer === null) throw new Error('A validated key belongs to a customer');

  const query = new URLSearchParams(search);
  const ask = (segments: string[]): unknown => {
    const { route, at } = findRoute(ROUTES, method, segments);
    checkRules(credential.rules, method, `/${segments.join('/')}`);
    return route.handle({ world, customer, at, query, body: bodyReader(body) });
  };
  const separator = header(incoming, 'x-ovh-batch');
  if (separator === '') return json(ask(segmentsOf(path)));
  if (method !== 'GET') throw refusal(400, 'Only GET can be a batch');
  return json(answerBatch(ROUTES, segmentsOf(path), separator, ask));
}

/** What a refusal had changed before is taken back; all else is durable on return. */
export function callApi(world: World, buckets: Buckets, incoming: Incoming): Reply {
  try {
    return world.store.transaction(() => carryOut(world, buckets, incoming));
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
}
