/** The page's files and headers, the same for the browser shell and for Electron's `app://`. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { MANIFEST, manifest } from './manifest.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Stands in the built page and is replaced for every answer. */
const NONCE_MARK = '__CSP_NONCE__';

export interface PageAnswer {
  status: 200 | 404;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Mantine writes its theme into a style tag, which needs the nonce; scripts are files of our own only. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Files whose names say what is in them: kept by the browser, which need not read and compile them again. */
const NAMED_BY_CONTENT = '/assets/';

const headersFor = (path: string, type: string, nonce: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': policy(nonce),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': path.startsWith(NAMED_BY_CONTENT) ? 'private, max-age=31536000, immutable' : 'no-store',
});

/** A map made once from the list that was written when the page was built: a request is looked up, never joined to a path. */
export class Page {
  readonly #files = new Map<string, { type: string; body: () => Buffer }>();

  constructor(folder: string) {
    const { files } = manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
    for (const name of files) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const read = (): Buffer => readFileSync(join(folder, name));
      // Pictures are those of the guide, which few people look at in one sitting: they stay on the disk.
      const kept = type === 'image/png' ? null : read();
      this.#files.set(`/${name}`, { type, body: () => kept ?? read() });
    }
  }

  answer(path: string): PageAnswer {
    const file = this.#files.get(path === '/' ? '/index.html' : path);
    const nonce = randomBytes(16).toString('base64');
    if (file === undefined) {
      return {
        status: 404,
        headers: headersFor('/', 'text/plain; charset=utf-8', nonce),
        body: Buffer.from('Not found\n'),
      };
    }
    const body = file.type.startsWith('text/html')
      ? Buffer.from(file.body().toString('utf8').replaceAll(NONCE_MARK, nonce))
      : file.body();
    return { status: 200, headers: headersFor(path, file.type, nonce), body };
  }
}
