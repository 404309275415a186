/** The signature of a request (docs/protocols/ovh.md): what was sent, to the byte, with both secrets. */
import { createHash } from 'node:crypto';

export interface Signed {
  applicationSecret: string;
  consumerKey: string;
  /** Upper case. */
  method: string;
  /** Scheme, host, path and query as they are sent. */
  url: string;
  /** Exactly the bytes that are sent; `''` for none. */
  body: string;
  /** Unix seconds by the clock of the API. */
  timestamp: number;
}

export function signature(request: Signed): string {
  const { applicationSecret, consumerKey, method, url, body, timestamp } = request;
  const parts = [applicationSecret, consumerKey, method, url, body, String(timestamp)];
  return `$1$${createHash('sha1').update(parts.join('+'), 'utf8').digest('hex')}`;
}

/** JSON in ASCII: bytes and characters are the same, so nobody can disagree about what was signed. */
export const signable = (body: unknown): string =>
  JSON.stringify(body).replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A path of the API; what stands between its words is escaped. */
export const route = (words: TemplateStringsArray, ...names: readonly (string | number)[]): string =>
  words.reduce((path, word, at) => path + encodeURIComponent(names[at - 1] ?? '') + word);
