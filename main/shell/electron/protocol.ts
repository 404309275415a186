/** `app://switchbook/`: the page's files out of a map, and nothing else. */
import { protocol } from 'electron';
import type { Page } from '../page.ts';
import { isOwnAddress } from './address.ts';

/** Before Electron is ready. Scripts of a page need an origin, which only a standard scheme has. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(page: Page): void {
  protocol.handle('app', ({ url, method }) => {
    if (method !== 'GET') return new Response(null, { status: 405 });
    // Another host is another origin, for which there is no page.
    const { status, headers, body } = page.answer(isOwnAddress(url) ? new URL(url).pathname : '');
    return new Response(Buffer.from(body), { status, headers });
  });
}
