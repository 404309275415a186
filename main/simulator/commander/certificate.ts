/** The self-signed certificate of a state folder: made once, so that its fingerprint survives restarts. */
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import type { Store } from './store.ts';

const YEARS = 10;

export interface Certificate {
  key: string;
  cert: string;
  /** SHA-256, upper case, with colons. */
  fingerprint: string;
}

/** A new one, for ten years. */
export async function makeCertificate(name: string): Promise<{ key: string; cert: string }> {
  const until = new Date();
  until.setFullYear(until.getFullYear() + YEARS);
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

export async function certificateOf(store: Store, name: string): Promise<Certificate> {
  let key = store.fact('key');
  let cert = store.fact('certificate');
  if (key === null || cert === null) {
    const made = await makeCertificate(name);
    ({ key, cert } = made);
    store.transaction(() => {
      store.setFact('key', made.key);
      store.setFact('certificate', made.cert);
    });
  }
  return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}
