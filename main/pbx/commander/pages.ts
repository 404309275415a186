/** What is done at pages of the Configuration Manager beside the book's: each with a login of its own. */
import type { LdapChanges } from '../../../core/device/ldap.ts';
import { pagesOf } from '../../../core/device/pages.ts';
import type { CommanderAddress } from './connect.ts';
import { atPages } from './connect.ts';
import { discoverPages } from './discover.ts';
import type { LdapPages } from './ldap.ts';
import { readLdap, saveLdap } from './ldap.ts';

function ldapPages({ profile, pages }: CommanderAddress): LdapPages {
  const { ldap, contactGroups } = pagesOf(profile, pages);
  return { ldap: ldap.path, contactGroups: contactGroups.path };
}

export const commanderPages = {
  discover: (address: CommanderAddress, signal: AbortSignal) =>
    atPages(address, (session) => discoverPages(session, signal)),
  readLdap: (address: CommanderAddress, signal: AbortSignal) =>
    atPages(address, (session) => readLdap(session, ldapPages(address), signal)),
  saveLdap: (address: CommanderAddress, changes: LdapChanges) =>
    atPages(address, (session) => saveLdap(session, ldapPages(address), changes, address.profile)),
};
