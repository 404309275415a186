/** Contacts as they are read many at once: the list, and all of them one after the other. */
import { z } from 'zod';
import type { Contact } from '../../core/directory/contact.ts';
import { TEXT_FIELDS } from '../../core/directory/contact.ts';
import type { Condition } from './conditions.ts';
import type { Database } from './database.ts';
import { LISTS_JSON, withLists } from './lists.ts';
import { ofColumns } from './shape.ts';
import type { FirstContacts } from './site.ts';

/** Names of groups in the site's order, by id. */
export type GroupNames = ReadonlyMap<number, string>;

interface Row {
  /** Without its lists, groups and picture. */
  contact: Contact;
  /** Its `LISTS_JSON`. */
  lists: string;
  /** The hash of its picture. */
  photo: string | null;
}

/** Lists come after it, for all rows together. */
const NOT_READ: never[] = [];
const isText = (value: unknown): value is string => typeof value === 'string';

/** One by one rather than in a loop: this is done for each row of every page. */
const rowShape = ofColumns((columns): Row | null => {
  // prettier-ignore
  const [id, photo, lists, card, salutation, givenName, familyName, displayName, company, department, position,
    birthday, shortCode, note] = columns;
  if (typeof id !== 'number' || (photo !== null && !isText(photo)) || !isText(lists) || !isText(card))
    return null;
  if (!isText(salutation) || !isText(givenName) || !isText(familyName) || !isText(displayName)) return null;
  if (!isText(company) || !isText(department) || !isText(position)) return null;
  if (!isText(birthday) || !isText(shortCode) || !isText(note)) return null;
  return {
    contact: {
      id,
      salutation,
      givenName,
      familyName,
      displayName,
      company,
      department,
      position,
      birthday,
      shortCode,
      note,
      card,
      numbers: NOT_READ,
      emails: NOT_READ,
      urls: NOT_READ,
      addresses: NOT_READ,
      groups: [],
      photo: null,
    },
    lists,
    photo,
  };
});

const COLUMNS = `c.id, c.photo, ${LISTS_JSON}, c.card, ${TEXT_FIELDS.map((field) => `c.${field}`).join(', ')}`;
// A cross join begins with the ids, whatever SQLite thinks of it.
const BY_ID = `SELECT ${COLUMNS} FROM json_each(?) j CROSS JOIN contact c ON c.id = j.value WHERE c.present = 1`;
const AFTER = `SELECT ${COLUMNS} FROM contact c WHERE c.id > ? AND c.present = 1 ORDER BY c.id LIMIT ?`;
const AT_ONCE = 500;

const pictureShape = z.object({ hash: z.string(), type: z.string(), bytes: z.number() });
const PICTURES =
  'SELECT hash, type, length(data) AS bytes FROM photo WHERE hash IN (SELECT value FROM json_each(?))';

export class ContactReader {
  readonly #db: Database;
  /** Statements by what was walked: a text that is put together anew is looked up letter by letter. */
  readonly #firsts = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** In the order of `ids`, without those that are absent. */
  byId(ids: readonly number[], groups: GroupNames): Contact[] {
    const rows = this.#db.columns(rowShape, BY_ID, JSON.stringify(ids));
    const byId = new Map(this.#contacts(rows, groups).map((contact) => [contact.id, contact]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** The first ones of what `walked` begins with `FROM contact c`. */
  first({ sql, values }: Condition, limit: number, groups: GroupNames): FirstContacts {
    const first = this.#firsts.get(sql) ?? `SELECT ${COLUMNS} ${sql} LIMIT ?`;
    this.#firsts.set(sql, first);
    const rows = this.#db.columns(rowShape, first, ...values, limit + 1);
    const contacts = this.#contacts(rows.slice(0, limit), groups);
    return { contacts, more: rows.length > limit };
  }

  /** Some of those with higher ids, by id. */
  after(id: number, groups: GroupNames): Contact[] {
    return this.#contacts(this.#db.columns(rowShape, AFTER, id, AT_ONCE), groups);
  }

  #contacts(rows: readonly Row[], groups: GroupNames): Contact[] {
    const pictures = this.#pictures(rows);
    const inOrder = [...groups];
    return withLists(this.#db, rows, ({ contact, photo }, lists, memberOf) => {
      contact.numbers = lists.numbers;
      contact.emails = lists.emails;
      contact.urls = lists.urls;
      contact.addresses = lists.addresses;
      if (memberOf.length > 0) {
        for (const [group, name] of inOrder) if (memberOf.includes(group)) contact.groups.push(name);
      }
      contact.photo = (photo !== null && pictures.get(photo)) || null;
      return contact;
    });
  }

  /** What is known of the few pictures, by hash, without reading them. */
  #pictures(rows: readonly Row[]): Map<string, Contact['photo']> {
    const hashes = rows.flatMap(({ photo }) => photo ?? []);
    if (hashes.length === 0) return new Map();
    const found = this.#db.rows(pictureShape, PICTURES, JSON.stringify(hashes));
    return new Map(found.map(({ hash, type, bytes }) => [hash, { type, bytes }]));
  }
}
