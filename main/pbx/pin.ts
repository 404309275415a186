/**
 * TLS to devices whose certificate no authority has signed: it is pinned by its SHA-256 fingerprint, and
 * the fingerprint is compared on the socket, before a single byte of a request is sent.
 */
import tls from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { SwitchbookError } from '../../core/problem/problem.ts';

/** Upper-case hexadecimal with colons, from any usual writing. Errors: `pbx-fingerprint-malformed`. */
export function readFingerprint(typed: string): string {
  const digits = typed.replace(/^\s*sha-?256[\s:=]*/i, '').replace(/[\s:]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(digits)) {
    throw new SwitchbookError('pbx-fingerprint-malformed', { value: typed.slice(0, 120) });
  }
  return digits.toUpperCase().replace(/(..)(?!$)/g, '$1:');
}

export interface Certificate {
  /** SHA-256, upper-case hexadecimal with colons. */
  fingerprint: string;
  /** This machine's certificate authorities vouch for it. */
  trusted: boolean;
}

/** Shakes hands, looks at the certificate and hangs up. Throws the socket's own errors. */
export function certificateOf(url: URL, patience: number): Promise<Certificate> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = tls.connect({
      host,
      port: Number(url.port || 443),
      // Any certificate may be looked at: nothing is sent over this socket.
      rejectUnauthorized: false,
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      timeout: patience,
    });
    socket.once('secureConnect', () => {
      const { fingerprint256 } = socket.getPeerCertificate();
      resolve({ fingerprint: fingerprint256, trusted: socket.authorized });
      socket.destroy();
    });
    socket.once('timeout', () =>
      socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })),
    );
    socket.once('error', reject);
  });
}

/**
 * An HTTPS agent of one connection that speaks to exactly one certificate, `pbx-certificate-changed` otherwise.
 *
 * @param patience Milliseconds to wait for the connection, for the header and between parts of a body.
 */
export function pinnedAgent(fingerprint: string, patience: number): Agent {
  const connect = buildConnector({
    // The fingerprint below decides, not an authority.
    rejectUnauthorized: false,
    // A resumed session shows no certificate.
    maxCachedSessions: 0,
    timeout: patience,
  });
  return new Agent({
    connections: 1,
    pipelining: 1,
    headersTimeout: patience,
    bodyTimeout: patience,
    connect(options, callback) {
      connect(options, (error, socket) => {
        if (error !== null) return callback(error, null);
        const found = socket instanceof tls.TLSSocket ? socket.getPeerCertificate().fingerprint256 : '';
        if (found === fingerprint) return callback(null, socket);
        socket.destroy();
        callback(new SwitchbookError('pbx-certificate-changed', { value: found }), null);
      });
    },
  });
}
