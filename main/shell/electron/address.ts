/** Our page's address. Compared as parsed URLs: a substring test can be fooled by a query. */
export const PAGE = 'app://switchbook/';

export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === 'app:' && url.host === 'switchbook';
  } catch {
    return false;
  }
}
