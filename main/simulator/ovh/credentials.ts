/** Consumer keys: asked for, validated on a page, used within their rules (docs/protocols/ovh.md, section 3). */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { classic } from './answer.ts';
import { bodyReader } from './route.ts';
import type { Store } from './store.ts';
import { dateOf, dateOrNull, type World } from './world.ts';

const RULE = z.object({ method: z.enum(['GET', 'POST', 'PUT', 'DELETE']), path: z.string().min(1).max(500) });
export type AccessRule = z.infer<typeof RULE>;

const json = <T>(shape: z.ZodType<T>) => z.string().transform((text) => shape.parse(JSON.parse(text)));

const CREDENTIAL = z.object({
  id: z.number(),
  key: z.string(),
  nic: z.string().nullable(),
  status: z.enum(['pendingValidation', 'validated', 'refused', 'expired']),
  rules: json(z.array(RULE)),
  allowed: json(z.array(z.string())).nullable(),
  redirection: z.string().nullable(),
  token: z.string(),
  created: z.number(),
  expires: z.number().nullable(),
  used: z.number().nullable(),
});
export type Credential = z.infer<typeof CREDENTIAL>;

const WANTED = z.object({
  accessRules: z.array(RULE).min(1).max(200),
  redirection: z.string().max(2000).nullish(),
  allowedIPs: z.array(z.string().max(50)).max(50).nullish(),
});

/** Letters and digits, as the vendor's keys are. */
export const randomKey = (length: number): string =>
  [...randomBytes(length)]
    .map((byte) => 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'[byte % 57])
    .join('');

const EVERYTHING: readonly AccessRule[] = (['GET', 'POST', 'PUT', 'DELETE'] as const).map((method) => ({
  method,
  path: '/*',
}));

function add(
  { store, now }: Pick<World, 'store' | 'now'>,
  rules: readonly AccessRule[],
  { redirection, allowedIPs }: Pick<z.infer<typeof WANTED>, 'redirection' | 'allowedIPs'>,
): { key: string; token: string } {
  const [key, token] = [randomKey(32), randomKey(40)];
  store.run(
    `INSERT INTO credential (key, status, rules, allowed, redirection, token, created)
     VALUES (?, 'pendingValidation', ?, ?, ?, ?, ?)`,
    key,
    JSON.stringify(rules),
    allowedIPs ? JSON.stringify(allowedIPs) : null,
    redirection ?? null,
    token,
    now(),
  );
  return { key, token };
}

/** A validated key for everything, that never ends. */
export function ownerKey(world: Pick<World, 'store' | 'now'>, nic: string): string {
  const { key } = add(world, EVERYTHING, {});
  world.store.run("UPDATE credential SET nic = ?, status = 'validated' WHERE key = ?", nic, key);
  return key;
}

/** The answer of `POST /auth/credential`. */
export function issueCredential(world: World, body: Buffer): unknown {
  const wanted = bodyReader(body)(WANTED);
  const { key, token } = add(world, wanted.accessRules, wanted);
  return {
    consumerKey: key,
    state: 'pendingValidation',
    validationUrl: `${world.origin}/auth/validate?credentialToken=${token}`,
  };
}

function current(row: Credential | null, now: number): Credential | null {
  if (row?.status !== 'validated' || row.expires === null || row.expires > now) return row;
  return { ...row, status: 'expired' };
}

export const credentialOf = (store: Store, key: string, now: number): Credential | null =>
  current(store.one(CREDENTIAL, 'SELECT * FROM credential WHERE key = ?', key), now);

export const credentialOfToken = (store: Store, token: string, now: number): Credential | null =>
  current(store.one(CREDENTIAL, 'SELECT * FROM credential WHERE token = ?', token), now);

/** Newest first. */
export const credentials = (store: Store, now: number): Credential[] =>
  store
    .all(CREDENTIAL, 'SELECT * FROM credential ORDER BY id DESC')
    .flatMap((row) => current(row, now) ?? []);

/** What the person says on the validation page. `seconds`: 0 is unlimited. False where it was said before. */
export function decide(
  { store, now }: World,
  token: string,
  decision: { nic: string; seconds: number } | 'refuse',
): boolean {
  const [nic, status, expires] =
    decision === 'refuse'
      ? [null, 'refused', null]
      : [decision.nic, 'validated', decision.seconds === 0 ? null : now() + decision.seconds * 1000];
  const { changes } = store.run(
    "UPDATE credential SET nic = ?, status = ?, expires = ? WHERE token = ? AND status = 'pendingValidation'",
    nic,
    status,
    expires,
    token,
  );
  return changes === 1;
}

export function used({ store, now }: World, { id }: Credential): void {
  store.run('UPDATE credential SET used = ? WHERE id = ?', now(), id);
}

export function logOut({ store }: World, { id }: Credential): void {
  store.run("UPDATE credential SET status = 'expired' WHERE id = ?", id);
}

/** `auth.ApiCredential` */
export const credentialView = (row: Credential): unknown => ({
  credentialId: row.id,
  applicationId: 1,
  status: row.status,
  rules: row.rules,
  creation: dateOf(row.created),
  expiration: dateOrNull(row.expires),
  lastUse: dateOrNull(row.used),
  allowedIPs: row.allowed,
  ovhSupport: false,
});

/** `*` is any run of characters; found from left to right, so that no pattern costs more than its length in text. */
function matches(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === path;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

/** Throws where no rule covers the call. */
export function checkRules(rules: readonly AccessRule[], method: string, path: string): void {
  if (rules.some((rule) => rule.method === method && matches(rule.path, path))) return;
  throw classic(403, 'NOT_GRANTED_CALL', 'This call has not been granted');
}
