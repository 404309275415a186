/** The other administrator of the faults `edit` and `edit-access`. */
import { AT, cell, shownName } from './columns.ts';
import { settled } from './rights.ts';
import type { StoredContact } from './rows.ts';
import type { Store } from './store.ts';

/** The rows that the request about to be carried out is about. */
const touchedBy = (body: Buffer): ReadonlySet<string> =>
  new Set((new URLSearchParams(body.toString('utf8')).get('ids') ?? '').split(','));

const googleGroups = (store: Store): ReadonlySet<number> =>
  new Set(
    store
      .groups()
      .filter(({ kind }) => kind === 'google')
      .map(({ id }) => id),
  );

/**
 * Gives the first contact that the request does not touch, and that is in no Google group, another position.
 * Says what was done.
 */
export function editByAnother(store: Store, body: Buffer): string {
  const touched = touchedBy(body);
  const google = googleGroups(store);
  const free = ({ id, groups }: StoredContact): boolean =>
    !touched.has(String(id)) && !groups.some((group) => google.has(group));
  const contact = store.contacts().find(free);
  if (contact === undefined) return 'no contact to change';
  const cells = [...contact.cells];
  cells[AT.position] = cell(cells, AT.position) === 'On leave' ? 'Back from leave' : 'On leave';
  store.transaction(() => store.saveContact({ cells, groups: contact.groups }, contact.id));
  return `another administrator changed ${shownName(cells)} (${contact.id})`;
}

/** Takes away or gives the read right of the last row that the request does not touch. Says what was done. */
export function editAccessByAnother(store: Store, body: Buffer): string {
  const touched = touchedBy(body);
  const row = store.permissions().findLast(({ extension, group }) => !touched.has(`${extension}-${group}`));
  if (row === undefined) return 'no authorisation to change';
  store.transaction(() => store.savePermission(settled({ ...row, read: !row.read })));
  return `another administrator ${row.read ? 'took' : 'gave'} the read right of ${row.extension} for group ${row.group}`;
}
