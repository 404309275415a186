/**
 * HTTP Digest as RFC 2617 defines it, as far as the PBX uses it: MD5, `qop=auth` or none. The hash is
 * what the device asks for; what protects the password on the way is TLS with a pinned certificate.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Challenge {
  realm: string;
  nonce: string;
  opaque: string | null;
  /** The server offers `qop=auth`; without it the older RFC 2069 form is answered. */
  auth: boolean;
}

/** The digest challenge of a `WWW-Authenticate` header, or null when there is none that can be answered. */
export function readChallenge(header: string): Challenge | null {
  const start = /(?:^|[\s,])digest\s/i.exec(header);
  if (start === null) return null;
  const fields = new Map<string, string>();
  for (const match of header
    .slice(start.index)
    .matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/gi)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!fields.has(name)) fields.set(name, match[3] ?? (match[2] ?? '').replace(/\\(.)/g, '$1'));
  }
  const realm = fields.get('realm');
  const nonce = fields.get('nonce');
  const qop = fields.get('qop');
  if (realm === undefined || nonce === undefined) return null;
  if ((fields.get('algorithm') ?? 'MD5').toUpperCase() !== 'MD5') return null;
  const auth = qop !== undefined && qop.split(',').some((word) => word.trim().toLowerCase() === 'auth');
  if (qop !== undefined && !auth) return null;
  return { realm, nonce, opaque: fields.get('opaque') ?? null, auth };
}

export interface Proof {
  user: string;
  password: string;
  method: string;
  /** Path and query exactly as in the request line. */
  uri: string;
  /** How often this nonce has been answered, this time included. */
  count: number;
  clientNonce?: string;
}

/** The `Authorization` header that answers a challenge. */
export function authorization(challenge: Challenge, proof: Proof): string {
  const { realm, nonce, opaque, auth } = challenge;
  const clientNonce = proof.clientNonce ?? randomBytes(16).toString('hex');
  const count = proof.count.toString(16).padStart(8, '0');
  const ha1 = md5(`${proof.user}:${realm}:${proof.password}`);
  const ha2 = md5(`${proof.method}:${proof.uri}`);
  const response = md5(
    auth ? `${ha1}:${nonce}:${count}:${clientNonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`,
  );
  const parts = [
    `username=${quoted(proof.user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(proof.uri)}`,
    'algorithm=MD5',
    `response="${response}"`,
  ];
  if (opaque !== null) parts.push(`opaque=${quoted(opaque)}`);
  if (auth) parts.push('qop=auth', `nc=${count}`, `cnonce="${clientNonce}"`);
  return `Digest ${parts.join(', ')}`;
}

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
