/** Writing books and contacts, for the API, for imports and for a fresh simulator. */
import { randomBytes } from 'node:crypto';
import type { Contact } from './rows.ts';
import type { Store } from './store.ts';

/** What the vendor's control panel writes for a contact without group. */
export const NO_GROUP = 'No group';

/** Exports made before are no longer good. */
export function changed(store: Store, book: string): void {
  store.run('UPDATE book SET revision = revision + 1 WHERE key = ?', book);
}

export function addBook(store: Store, service: string, name: string, readonly = false): string {
  const key = randomBytes(8).toString('hex');
  store.run(
    'INSERT INTO book (key, service, name, readonly, revision) VALUES (?, ?, ?, ?, 0)',
    key,
    service,
    name,
    readonly ? 1 : 0,
  );
  return key;
}

export function addContact(store: Store, book: string, contact: Omit<Contact, 'id'>): number {
  const { surname, name, grp, homePhone, homeMobile, workPhone, workMobile } = contact;
  return store.run(
    `INSERT INTO contact (book, surname, name, grp, homePhone, homeMobile, workPhone, workMobile)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    book,
    surname,
    name,
    grp,
    homePhone,
    homeMobile,
    workPhone,
    workMobile,
  ).id;
}
