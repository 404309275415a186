/** The other administrator of the fault `edit`. */
import { AT, cell, shownName } from './columns.ts';
import type { Store, StoredContact } from './store.ts';

/**
 * Gives the first contact that the request about to be carried out does not touch, and that is in no Google
 * group, another position. Says what was done.
 */
export function editByAnother(store: Store, body: Buffer): string {
  const touched = new Set((new URLSearchParams(body.toString('utf8')).get('ids') ?? '').split(','));
  const google = new Set(
    store
      .groups()
      .filter(({ kind }) => kind === 'google')
      .map(({ id }) => id),
  );
  const free = ({ id, groups }: StoredContact): boolean =>
    !touched.has(String(id)) && !groups.some((group) => google.has(group));
  const contact = store.contacts().find(free);
  if (contact === undefined) return 'no contact to change';
  const cells = [...contact.cells];
  cells[AT.position] = cell(cells, AT.position) === 'On leave' ? 'Back from leave' : 'On leave';
  store.transaction(() => store.saveContact({ cells, groups: contact.groups }, contact.id));
  return `another administrator changed ${shownName(cells)} (${contact.id})`;
}
