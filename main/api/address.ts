/** Addresses that people type, before anything is done with them. */
import { SwitchbookError } from '../../core/problem/problem.ts';

/**
 * An address is kept in the site file and said in sentences: a login in it (`https://admin:secret@host`) would be
 * written down with it. Errors: `address-with-login`, which does not repeat it.
 */
export function refuseLogin({ url }: { url: string }): void {
  const host = url.trim().replace(/^[a-z][\w+.-]*:\/\//i, '');
  // A device file is named by its path, which may hold anything.
  if (/^[^/?#]*@/.test(host) && !/^serial:/i.test(host)) throw new SwitchbookError('address-with-login');
}
