/**
 * What a page of the Configuration Manager is for, told by its rows: the grids of sections 4, 5, 5a and 5d
 * of `docs/protocols/commander.md` differ in their columns. A guess for a person to confirm.
 */
import type { PageUse } from '../../../core/device/pages.ts';
import type { GridRow } from './grid.ts';

/** Enough to tell a page by; a book may have thousands of rows. */
const LOOKED_AT = 50;

const flag = (text: string | undefined): boolean => text === '0' || text === '1';
const isPlace = ({ id, data: [extension, , group] }: GridRow): boolean => id === `${extension}-${group}`;

/** With `data` as the page shows it. The row's id tells more than its width where two pages are as wide. */
const TESTS: Record<PageUse, (row: GridRow) => boolean> = {
  contacts: ({ data }) => data.length === 46,
  // The time of the last synchronisation stands where a PBX shows it.
  contactGroups: (row) =>
    (row.data.length === 3 || row.data.length === 4) &&
    /^[0-4]$/.test(row.data[1] ?? '') &&
    flag(row.data[2]) &&
    !isPlace(row),
  permissions: (row) => row.data.length === 5 && isPlace(row) && flag(row.data[3]) && flag(row.data[4]),
  standardGroups: (row) => row.data.length === 4 && isPlace(row) && flag(row.data[3]),
  ldap: ({ id, data }) =>
    data.length === 5 && data[0] === id && flag(data[2]) && flag(data[3]) && data[4] === '',
};

/** Null where there are no rows to tell by, or where they are those of some other page. */
export function purposeOfRows(rows: readonly GridRow[]): PageUse | null {
  const some = rows.slice(0, LOOKED_AT);
  if (some.length === 0) return null;
  const uses = ['contacts', 'contactGroups', 'permissions', 'standardGroups', 'ldap'] as const;
  return uses.find((use) => some.every(TESTS[use])) ?? null;
}

/** How many columns a save of the page sends; contacts and groups cannot be mistaken, rights need their rows. */
export const purposeOfSave = (columns: number): PageUse | null =>
  columns === 46 ? 'contacts' : columns === 3 ? 'contactGroups' : columns === 4 ? 'standardGroups' : null;
