/**
 * Pages of a COMmander-class PBX's Configuration Manager: what each is for, and which names a person has
 * confirmed for a connection. The manufacturer publishes none of these names.
 */
import { z } from 'zod';
import type { DeviceProfile } from './profile.ts';

export const PAGE_USES = ['contacts', 'contactGroups', 'permissions', 'standardGroups', 'ldap'] as const;
export type PageUse = (typeof PAGE_USES)[number];

/** Part of an address: nothing in it may end the path or begin another. */
export const pagePath = z.string().regex(/^[A-Za-z0-9][\w-]{0,79}$/);

const confirmedPage = z.object({
  use: z.enum(PAGE_USES),
  path: pagePath,
  /** When a person confirmed it, ISO 8601 UTC. */
  at: z.string().max(40),
});
export type ConfirmedPage = z.infer<typeof confirmedPage>;
export const confirmedPages = z.array(confirmedPage).max(PAGE_USES.length);

/** How well a page that was found fits a use: by its menu text and rows, by either, or by a likeness only. */
export const PAGE_CERTAINTIES = ['sure', 'likely', 'possible'] as const;
export type PageCertainty = (typeof PAGE_CERTAINTIES)[number];

export interface PageCandidate {
  use: PageUse;
  path: string;
  /** What the menu of the PBX calls it; empty where only a recording tells of the page. */
  text: string;
  certainty: PageCertainty;
}

export interface PageName {
  path: string;
  confirmed: boolean;
  /** When a person confirmed it for this connection, ISO 8601 UTC; null where it is the profile's name. */
  confirmedAt: string | null;
}

/** The names to use for a connection: what a person confirmed, else the profile's. */
export function pagesOf(
  { pages }: DeviceProfile,
  confirmed: readonly ConfirmedPage[],
): Record<PageUse, PageName> {
  const name = (use: PageUse) => {
    const own = confirmed.find((page) => page.use === use);
    return own === undefined
      ? { path: pages[use].path, confirmedAt: null, confirmed: pages[use].status === 'confirmed' }
      : { path: own.path, confirmedAt: own.at, confirmed: true };
  };
  return {
    contacts: name('contacts'),
    contactGroups: name('contactGroups'),
    permissions: name('permissions'),
    standardGroups: name('standardGroups'),
    ldap: name('ldap'),
  };
}
