/** The simulated device: what it is and what it holds. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { Charset } from './charset.ts';
import type { StoredSubscriber } from './rows.ts';
import type { Store } from './store.ts';

/** How it is spoken to: docs/protocols/commander.md, sections 1 and 5c. */
export const GENERATIONS = ['newer', 'older'] as const;
export type Generation = (typeof GENERATIONS)[number];

/** Of the menu. */
export const LANGUAGES = ['en', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The pages of the Configuration Manager that this device serves, by their names in the profile. */
export const PAGES = [
  'contacts',
  'contactGroups',
  'permissions',
  'standardGroups',
  'ldap',
  'contactsImport',
  'vcardImport',
] as const satisfies readonly (keyof DeviceProfile['pages'])[];
export type Page = (typeof PAGES)[number];

export interface Device {
  profile: DeviceProfile;
  store: Store;
  firmware: string;
  serial: string;
  generation: Generation;
  language: Language;
  /** What each page is called in addresses. */
  pageName: (page: Page) => string;
}

export const charsetOf = ({ generation }: Device): Charset =>
  generation === 'older' ? 'iso-8859-1' : 'utf-8';

/** What a request is answered with; text gets its character set when it is sent. */
export interface Reply {
  status: number;
  type: string;
  body: string | Buffer;
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** A page of the web server itself. */
export const accessError = (status: number, text: string): Reply => ({
  status,
  type: 'text/html',
  body: `Access Error: ${text}`,
});

/** How the API says no (vendor's node-red client). */
export const refusal = (reason: string): Reply => json({ successful: false, error: reason });

/** May this login read the group with this id? */
export const mayRead = ({ role, reads }: StoredSubscriber, group: number): boolean =>
  role !== 'subscriber' || reads.includes(group);
