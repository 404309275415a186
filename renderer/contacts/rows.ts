/** The contacts behind the visible rows, read in pieces as they come into sight. */
import type { Contact } from '../../core/api/shapes.ts';
import type { Host } from '../host/host.ts';

/** So many rows are kept for scrolling back. */
const KEPT = 4_000;

export interface Rows {
  /** As last read; undefined until it was. */
  get: (id: number) => Contact | undefined;
  /** Names what is in sight. A row read under another epoch is shown until its successor is there. */
  want: (ids: readonly number[], epoch: string) => void;
  subscribe: (listener: () => void) => () => void;
  /** Changes whenever rows have arrived. */
  version: () => number;
}

export function rowsOf(host: Host): Rows {
  const rows = new Map<number, { contact: Contact; epoch: string }>();
  const listeners = new Set<() => void>();
  let wanted: { ids: readonly number[]; epoch: string } = { ids: [], epoch: '' };
  let reading = false;
  let version = 0;

  const missing = () => wanted.ids.filter((id) => rows.get(id)?.epoch !== wanted.epoch);

  /** One request at a time: fast scrolling skips what has passed by instead of queueing it. */
  const read = async () => {
    reading = true;
    let ids = missing();
    while (ids.length > 0) {
      const { epoch } = wanted;
      const { contacts } = await host.call('contacts.rows', { ids: ids.slice(0, 1000) });
      if (rows.size > KEPT) rows.clear();
      for (const contact of contacts) rows.set(contact.id, { contact, epoch });
      version++;
      listeners.forEach((listener) => listener());
      const asked = new Set(ids);
      // An id that was asked for and not answered is gone; the list will say so.
      ids = missing().filter((id) => epoch !== wanted.epoch || !asked.has(id));
    }
  };

  return {
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
