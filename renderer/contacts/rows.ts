/** The contacts behind the visible rows, read in pieces as they come into sight. */
import type { Contact } from '../../core/api/shapes.ts';
import type { Host } from '../host/host.ts';

/** So many rows are kept for scrolling back. */
const KEPT = 4_000;
const AT_ONCE = 200;

export interface Rows {
  /** As last read; undefined until it was. */
  get: (id: number) => Contact | undefined;
  /**
   * Names what is in sight, and after it what may come next. A row read under another epoch is shown until its
   * successor is there.
   */
  want: (ids: readonly number[], epoch: string) => void;
  /** These have been read already. */
  keep: (contacts: readonly Contact[], epoch: string) => void;
  subscribe: (listener: () => void) => () => void;
  /** Changes whenever rows have arrived. */
  version: () => number;
}

export function rowsOf(host: Pick<Host, 'call'>): Rows {
  const rows = new Map<number, { contact: Contact; epoch: string }>();
  const listeners = new Set<() => void>();
  let wanted: { ids: readonly number[]; epoch: string } = { ids: [], epoch: '' };
  let reading = false;
  let version = 0;

  const missing = () => wanted.ids.filter((id) => rows.get(id)?.epoch !== wanted.epoch);

  /** Those that were read first go first. */
  const keep = (contacts: readonly Contact[], epoch: string) => {
    for (const contact of contacts) {
      rows.delete(contact.id);
      rows.set(contact.id, { contact, epoch });
    }
    const ids = rows.keys();
    while (rows.size > KEPT) rows.delete(ids.next().value ?? 0);
  };

  /** One request at a time: fast scrolling skips what has passed by instead of queueing it. */
  const read = async () => {
    reading = true;
    let ids = missing();
    while (ids.length > 0) {
      const { epoch } = wanted;
      const { contacts } = await host.call('contacts.rows', { ids: ids.slice(0, AT_ONCE) });
      keep(contacts, epoch);
      version++;
      listeners.forEach((listener) => listener());
      const asked = new Set(ids.slice(0, AT_ONCE));
      // An id that was asked for and not answered is gone; the list will say so.
      ids = missing().filter((id) => epoch !== wanted.epoch || !asked.has(id));
    }
  };

  return {
    keep,
    get: (id) => rows.get(id)?.contact,
    want: (ids, epoch) => {
      wanted = { ids, epoch };
      if (reading) return;
      // A failed read is repeated with the next movement; the line's state is shown elsewhere.
      void read()
        .catch(() => undefined)
        .finally(() => {
          reading = false;
        });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
