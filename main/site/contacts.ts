/** Contacts as rows: what is written of one, and what is read back. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ContactDraft, ContactFields, Photo } from '../../core/directory/contact.ts';
import { shownName, TEXT_FIELDS } from '../../core/directory/contact.ts';
import { textShape } from '../../core/directory/contact-shape.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import { among } from './among.ts';
import type { Held, Keeper } from './journal.ts';
import type { Haystacks } from './haystacks.ts';
import { List, placeOf } from './list.ts';
import { type ListName, listsOf, WRITERS } from './lists.ts';
import { ENTRIES_A_STEP } from './step.ts';

const text = z.string();

/** A contact's own columns: lists as `lists.ts` writes them, the picture is the hash it is kept under. */
export const storedShape = z.strictObject({
  ...textShape(text),
  numbers: text,
  emails: text,
  urls: text,
  addresses: text,
  card: text,
  photo: text.nullable(),
});
export type StoredContact = z.infer<typeof storedShape>;
const COLUMNS = [...TEXT_FIELDS, 'numbers', 'emails', 'urls', 'addresses', 'card', 'photo'] as const;

/** What an edit changes: columns, and the ids of the groups. */
export const patchShape = storedShape.partial().extend({ groups: z.array(z.number()).optional() });
export type ContactPatch = z.infer<typeof patchShape>;

const idShape = z.number();

const heldShape = storedShape.extend({ present: z.number() });
const photoShape = z.object({ type: text, data: z.instanceof(Uint8Array) });

/** The columns that `fields` names. */
export function columnsOf(fields: Partial<ContactFields>): Partial<StoredContact> {
  const columns: Partial<StoredContact> = {};
  for (const field of TEXT_FIELDS) if (fields[field] !== undefined) columns[field] = fields[field];
  if (fields.numbers) columns.numbers = WRITERS.numbers(fields.numbers);
  if (fields.emails) columns.emails = WRITERS.emails(fields.emails);
  if (fields.urls) columns.urls = WRITERS.urls(fields.urls);
  if (fields.addresses) columns.addresses = WRITERS.addresses(fields.addresses);
  if (fields.card !== undefined) columns.card = fields.card;
  return columns;
}

const INSERTED = [...COLUMNS, 'initial', 'sortKey', 'memberOf', 'present'];
const INSERT = `INSERT INTO contact (${INSERTED.join(', ')}) VALUES (${INSERTED.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE contact SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;
const STORED = `SELECT ${COLUMNS.join(', ')} FROM contact WHERE id = ?`;
// The group's side of what `memberOf` says.
const JOIN = 'INSERT OR IGNORE INTO group_member (contactGroup, contact) VALUES (?, ?)';
const LEAVE = 'DELETE FROM group_member WHERE contactGroup = ? AND contact = ?';
const LEAVE_ALL = `DELETE FROM group_member WHERE (contactGroup, contact) IN (SELECT j.value, c.id
  FROM contact c, json_each(c.memberOf) j WHERE c.present = 0 AND c.id BETWEEN ? AND ?)`;
const GROUPS = `SELECT g.id FROM contact c, json_each(c.memberOf) j JOIN contact_group g ON g.id = j.value
  WHERE c.id = ? AND g.present = ? ORDER BY g.id`;

export class ContactStore implements Keeper {
  readonly #db: Database;
  readonly #list: List;

  readonly #haystacks: Haystacks;

  constructor(db: Database, haystacks: Haystacks) {
    this.#db = db;
    this.#list = new List(db);
    this.#haystacks = haystacks;
  }

  /** `groups`: ascending ids. */
  insert(draft: ContactDraft, groups: readonly number[]): number {
    const { numbers, emails, urls, addresses, card, photo } = draft;
    const { initial, sortKey } = placeOf(draft);
    const { id } = this.#db.run(
      INSERT,
      ...TEXT_FIELDS.map((field) => draft[field]),
      WRITERS.numbers(numbers),
      WRITERS.emails(emails),
      WRITERS.urls(urls),
      WRITERS.addresses(addresses),
      card,
      photo && this.keepPhoto(photo),
      initial,
      sortKey,
      JSON.stringify(groups),
      1,
    );
    this.#list.count(initial, 1);
    this.#haystacks.touch(id, id);
    this.#haystacks.moved();
    for (const group of groups) this.#db.run(JOIN, group, id);
    return id;
  }

  /** Throws `contact-missing`. */
  stored(id: number): StoredContact {
    const stored = this.#db.row(storedShape, `${STORED} AND present = 1`, id);
    if (stored === undefined) throw new SwitchbookError('contact-missing', { value: String(id) });
    return stored;
  }

  /** It was deleted and can come back as it was. */
  isAbsent(id: number): boolean {
    return this.#db.column(idShape, 'SELECT id FROM contact WHERE present = 0 AND id = ?', id).length > 0;
  }

  /** Ascending, without groups that are absent. */
  #groupIds(id: number): number[] {
    return this.#db.column(idShape, GROUPS, id, 1);
  }

  write(id: number, stored: StoredContact): void {
    if (this.#list.move(id, placeOf({ ...stored, ...listsOf(this.#db, stored) }))) this.#haystacks.moved();
    this.#haystacks.touch(id, id);
    this.#db.run(UPDATE, ...COLUMNS.map((column) => stored[column]), id);
  }

  /**
   * `groups`: ascending ids. Those that are absent it stays in, for their return. Says in which it was; null: in these.
   */
  setGroups(id: number, groups: readonly number[]): number[] | null {
    const held = this.#groupIds(id);
    if (held.join() === groups.join()) return null;
    const next = [...this.#db.column(idShape, GROUPS, id, 0), ...groups].sort((one, other) => one - other);
    this.#db.run('UPDATE contact SET memberOf = ? WHERE id = ?', JSON.stringify(next), id);
    for (const group of held) if (!groups.includes(group)) this.#db.run(LEAVE, group, id);
    for (const group of groups) if (!held.includes(group)) this.#db.run(JOIN, group, id);
    return held;
  }

  patch(id: number, fields: string): void {
    const { groups, ...columns } = this.#db.json(patchShape, fields);
    if (groups !== undefined) this.setGroups(id, groups);
    if (Object.keys(columns).length === 0) return;
    const stored = this.#db.row(storedShape, STORED, id);
    this.write(id, this.#db.checked(storedShape, { ...stored, ...columns }));
  }

  setPresent(first: number, last: number, present: boolean): void {
    this.#list.setPresent(first, last, present);
    this.#haystacks.touch(first, last);
    this.#haystacks.moved();
    this.#db.run('UPDATE contact SET present = ? WHERE id BETWEEN ? AND ?', present ? 1 : 0, first, last);
  }

  held(id: number): Held | null {
    const row = this.#db.row(
      heldShape,
      `SELECT ${COLUMNS.join(', ')}, present FROM contact WHERE id = ?`,
      id,
    );
    if (row === undefined) return null;
    const { present, ...fields } = row;
    return {
      present: present !== 0,
      name: shownName(fields),
      fields: { ...fields, groups: this.#groupIds(id) },
    };
  }

  /** Its columns that are lists; of an absent one too. Errors: `contact-missing`. */
  lists(id: number): Pick<StoredContact, ListName> {
    const stored = this.#db.row(storedShape, STORED, id);
    if (stored === undefined) throw new SwitchbookError('contact-missing', { value: String(id) });
    return stored;
  }

  among(first: number, last: number, present: boolean): number[] {
    return among(this.#db, 'contact', first, last, present);
  }

  isTaken(): boolean {
    return false;
  }

  isInUse(): boolean {
    return false;
  }

  purge(first: number, last: number): void {
    this.#db.run(LEAVE_ALL, first, last);
    this.#db.run('DELETE FROM contact WHERE present = 0 AND id BETWEEN ? AND ?', first, last);
  }

  count(): number {
    const [count = 0] = this.#db.column(z.number(), 'SELECT coalesce(sum(contacts), 0) FROM tally');
    return count;
  }

  photo(id: number): Photo | null {
    const sql =
      'SELECT type, data FROM photo WHERE hash = (SELECT photo FROM contact WHERE id = ? AND present = 1)';
    return this.#db.row(photoShape, sql, id) ?? null;
  }

  /** Keeps a picture once, however many contacts show it, and says under which hash. */
  keepPhoto(photo: Photo): string {
    const hash = createHash('sha256').update(photo.type).update('\n').update(photo.data).digest('hex');
    this.#db.run(
      'INSERT OR IGNORE INTO photo (hash, type, data) VALUES (?, ?, ?)',
      hash,
      photo.type,
      photo.data,
    );
    return hash;
  }

  /** Drops the pictures that no contact shows and that neither undo nor redo would show again. */
  dropUnusedPhotos(): void {
    this.#db.run(
      `DELETE FROM photo WHERE hash NOT IN (SELECT photo FROM contact WHERE photo IS NOT NULL)
       AND hash NOT IN (SELECT before ->> '$.photo' FROM entry WHERE before ->> '$.photo' IS NOT NULL)
       AND hash NOT IN (SELECT e.after ->> '$.photo' FROM step s JOIN entry e
         ON e.id BETWEEN s.id * ${ENTRIES_A_STEP} AND (s.id + 1) * ${ENTRIES_A_STEP} - 1
         WHERE s.undone = 1 AND e.after ->> '$.photo' IS NOT NULL)`,
    );
  }
}
