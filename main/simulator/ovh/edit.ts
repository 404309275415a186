/** Another person at work: the fault `edit`. */
import { changed } from './books-store.ts';
import { BOOK, contactsOf } from './rows.ts';
import type { World } from './world.ts';

/** Gives the first contact of the first book that has any another first name. What was done, for the log. */
export function editByAnother({ store }: World): string {
  return store.transaction(() => {
    for (const { key, name } of store.all(BOOK, 'SELECT * FROM book WHERE readonly = 0 ORDER BY rowid')) {
      const [first] = contactsOf(store, key);
      if (first === undefined) continue;
      store.run("UPDATE contact SET name = name || ' bis' WHERE id = ?", first.id);
      changed(store, key);
      return `another person renamed ${first.surname} in ${name}`;
    }
    return 'another person found nothing to change';
  });
}
