/** Signatures of requests (docs/protocols/ovh.md, section 2). */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface Signed {
  secret: string;
  consumerKey: string;
  /** Upper case. */
  method: string;
  /** Exactly as sent, with scheme and host. */
  url: string;
  /** Exactly as on the wire. */
  body: Buffer;
  timestamp: string;
}

export function signatureOf({ secret, consumerKey, method, url, body, timestamp }: Signed): string {
  const hash = createHash('sha1').update(`${secret}+${consumerKey}+${method}+${url}+`);
  return `$1$${hash.update(body).update(`+${timestamp}`).digest('hex')}`;
}

export function isSignature(given: string, signed: Signed): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(signatureOf(signed))];
  return one.length === other.length && timingSafeEqual(one, other);
}
