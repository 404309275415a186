/** Exports of books: made on the side, fetched from an address that ends (docs/protocols/ovh.md, section 7.2). */
import { z } from 'zod';
import { randomKey } from './credentials.ts';
import { isBlank, dialCode } from './numbers.ts';
import type { Call } from './route.ts';
import { contactsOf, type Book } from './rows.ts';
import { COLUMNS } from './sheet.ts';
import { dateOf, type World } from './world.ts';

const EXPORT = z.object({
  status: z.enum(['todo', 'doing', 'done']),
  due: z.number(),
  revision: z.number(),
  token: z.string(),
  until: z.number(),
});

function csvOf(world: World, book: string, country: string): string {
  const rows = contactsOf(world.store, book).map((contact) => {
    const shown = (number: string | null): string => (isBlank(number) ? '' : (number ?? ''));
    return [
      contact.grp,
      contact.surname,
      contact.name,
      shown(contact.workPhone),
      shown(contact.workMobile),
      shown(contact.homePhone),
      shown(contact.homeMobile),
      dialCode(country),
    ];
  });
  return [COLUMNS, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('');
}

/** `telephony.PcsFile`. The first question starts the export; so does the first after a change or the address's end. */
export function exportView(call: Call, { key, name, revision }: Book): unknown {
  const { store, now, step, addressLife, origin } = call.world;
  const row = store.one(EXPORT, 'SELECT * FROM export WHERE book = ?', key);
  const done = row?.status === 'done' ? row : null;
  if (row === null || row.revision !== revision || (done !== null && done.until <= now())) {
    store.run(
      "INSERT OR REPLACE INTO export (book, status, due, revision, token, until, body) VALUES (?, 'todo', ?, ?, ?, 0, '')",
      key,
      now() + step,
      revision,
      randomKey(48),
    );
    return { filename: '', url: '', urlExpirationDatetime: dateOf(now() + addressLife), status: 'todo' };
  }
  if (row.due > now() || done !== null) {
    return {
      filename: done === null ? '' : `${name}.csv`,
      url: done === null ? '' : `${origin}/storage/${row.token}`,
      urlExpirationDatetime: dateOf(done === null ? now() + addressLife : row.until),
      status: row.status,
    };
  }
  const status = row.status === 'todo' ? 'doing' : 'done';
  store.run(
    'UPDATE export SET status = ?, due = ?, until = ?, body = ? WHERE book = ?',
    status,
    now() + step,
    now() + addressLife,
    status === 'done' ? csvOf(call.world, key, call.customer.country) : '',
    key,
  );
  return exportView(call, { key, name, revision, service: '', readonly: false });
}
