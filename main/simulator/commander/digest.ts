/** HTTP digest authentication, RFC 2617 with qop=auth and MD5, as the vendor documents it for its web server. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const REALM = 'Auerswald';
const LIFETIME = 300_000;
const MOST_NONCES = 1000;

export interface Answer {
  username: string;
  uri: string;
  nonce: string;
  nc: string;
  cnonce: string;
  response: string;
}

export type Verdict = 'right' | 'wrong' | 'stale';

interface Nonce {
  born: number;
  /** Whose address it was handed to. */
  address: string;
  answered: boolean;
  counts: Set<string>;
}

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/** The fields of an `Authorization: Digest` header; null where something is missing or another scheme is used. */
export function readAnswer(header: string | undefined): Answer | null {
  const match = /^Digest\s+(.*)$/is.exec(header ?? '');
  if (match === null) return null;
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, bare] of (match[1] ?? '').matchAll(
    /([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  )) {
    fields.set(name.toLowerCase(), quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  const text = (name: string): string => fields.get(name) ?? '';
  const algorithm = fields.get('algorithm')?.toUpperCase() ?? 'MD5';
  if (text('realm') !== REALM || text('qop') !== 'auth' || algorithm !== 'MD5') return null;
  if (!/^[0-9a-f]{8}$/i.test(text('nc')) || text('cnonce') === '') return null;
  return {
    username: text('username'),
    uri: text('uri'),
    nonce: text('nonce'),
    nc: text('nc'),
    cnonce: text('cnonce'),
    response: text('response').toLowerCase(),
  };
}

export class Digest {
  readonly #nonces = new Map<string, Nonce>();
  readonly #opaque = randomBytes(16).toString('hex');

  /** The value of `WWW-Authenticate`. */
  challenge(address: string, stale: boolean, now: number): string {
    const nonce = randomBytes(16).toString('hex');
    this.#nonces.set(nonce, { born: now, address, answered: false, counts: new Set() });
    for (const [old] of this.#nonces) {
      if (this.#nonces.size <= MOST_NONCES) break;
      this.#nonces.delete(old);
    }
    const parts = [
      `realm="${REALM}"`,
      'qop="auth"',
      'algorithm=MD5',
      `nonce="${nonce}"`,
      `opaque="${this.#opaque}"`,
    ];
    return `Digest ${[...parts, ...(stale ? ['stale=true'] : [])].join(', ')}`;
  }

  /** True the first time that a challenge is answered from the address that it went to. */
  answers(answer: Answer, address: string): boolean {
    const nonce = this.#nonces.get(answer.nonce);
    if (nonce === undefined || nonce.answered || nonce.address !== address) return false;
    nonce.answered = true;
    return true;
  }

  /** `stale`: the password is right, but the nonce is unknown, too old, or its count was used before. */
  check(
    answer: Answer,
    request: { method: string; target: string },
    password: string | null,
    now: number,
  ): Verdict {
    const { username, uri, nonce, nc, cnonce, response } = answer;
    const secret = md5(`${username}:${REALM}:${password ?? randomBytes(16).toString('hex')}`);
    const expected = md5(
      `${secret}:${nonce}:${nc}:${cnonce}:auth:${md5(`${request.method}:${request.target}`)}`,
    );
    if (uri !== request.target || response.length !== expected.length) return 'wrong';
    if (!timingSafeEqual(Buffer.from(response, 'latin1'), Buffer.from(expected, 'latin1'))) return 'wrong';
    const known = this.#nonces.get(nonce);
    if (known === undefined || now - known.born > LIFETIME || known.counts.has(nc.toLowerCase())) {
      return 'stale';
    }
    known.counts.add(nc.toLowerCase());
    return 'right';
  }
}
