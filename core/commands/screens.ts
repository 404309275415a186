/** The screens of the application, in the order of the rail, and which of them a site has. */
import type { ConnectionInput } from '../api/upload.ts';

export const SCREEN_IDS = [
  'contacts',
  'import',
  'calls',
  'duplicates',
  'permissions',
  'changes',
  'check',
  'books',
  'services',
  'history',
  'file',
] as const;
export type ScreenId = (typeof SCREEN_IDS)[number];

/** How a site is connected; null where it is not. */
export type Connected = ConnectionInput['connector'] | null;

/** What OVHcloud alone has: phone books of a billing account, and contacts of its services. */
const ONLY: Partial<Record<ScreenId, Connected>> = { books: 'ovh', services: 'ovh' };

export const hasScreen = (connected: Connected, screen: ScreenId): boolean =>
  ONLY[screen] === undefined || ONLY[screen] === connected;
