/** Subscribers as rows. What a subscriber may do is kept by group id, so that renaming a group keeps it. */
import { z } from 'zod';
import type { Grant, Subscriber } from '../../core/directory/subscriber.ts';
import { GRANTS, ROLES } from '../../core/directory/subscriber.ts';
import type { GroupNames } from './contact-reader.ts';
import type { Database } from './database.ts';
import type { Held, Keeper } from './journal.ts';
import { among } from './among.ts';

export const accessShape = z.array(
  z.object({ group: z.number(), grant: z.enum(GRANTS), standard: z.boolean() }),
);
export type Access = z.infer<typeof accessShape>;

const storedShape = z.object({
  id: z.number(),
  extension: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  access: z.string(),
});
export type StoredSubscriber = Omit<z.infer<typeof storedShape>, 'access'> & { access: Access };
export const patchShape = z
  .strictObject({ name: z.string(), role: z.enum(ROLES), access: accessShape })
  .partial();
export type SubscriberPatch = z.infer<typeof patchShape>;

const STORED = 'SELECT id, extension, name, role, access FROM subscriber WHERE present = 1';

export class SubscriberStore implements Keeper {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Short extensions first, then by digits: 20, 21, 100. */
  all(groups: GroupNames): Subscriber[] {
    return this.#db
      .rows(storedShape, `${STORED} ORDER BY length(extension), extension`)
      .map(({ extension, name, role, access }) => {
        const grants: [string, Grant][] = [];
        const standardGroups: string[] = [];
        for (const { group, grant, standard } of this.#db.json(accessShape, access)) {
          const groupName = groups.get(group);
          if (groupName === undefined) continue;
          if (grant !== 'none') grants.push([groupName, grant]);
          if (standard) standardGroups.push(groupName);
        }
        return { extension, name, role, grants: Object.fromEntries(grants), standardGroups };
      });
  }

  find(extension: string): StoredSubscriber | null {
    const row = this.#db.row(storedShape, `${STORED} AND extension = ?`, extension);
    return row === undefined ? null : { ...row, access: this.#db.json(accessShape, row.access) };
  }

  insert({ extension, name, role }: Pick<Subscriber, 'extension' | 'name' | 'role'>): number {
    return this.#db.run(
      "INSERT INTO subscriber (extension, name, role, access, present) VALUES (?, ?, ?, '[]', 1)",
      extension,
      name,
      role,
    ).id;
  }

  change(id: number, { name, role, access }: SubscriberPatch): void {
    if (name !== undefined) this.#db.run('UPDATE subscriber SET name = ? WHERE id = ?', name, id);
    if (role !== undefined) this.#db.run('UPDATE subscriber SET role = ? WHERE id = ?', role, id);
    if (access !== undefined) {
      this.#db.run('UPDATE subscriber SET access = ? WHERE id = ?', JSON.stringify(access), id);
    }
  }

  patch(id: number, fields: string): void {
    this.change(id, this.#db.json(patchShape, fields));
  }

  setPresent(first: number, last: number, present: boolean): void {
    this.#db.run('UPDATE subscriber SET present = ? WHERE id BETWEEN ? AND ?', present ? 1 : 0, first, last);
  }

  held(id: number): Held | null {
    const sql = 'SELECT id, extension, name, role, access, present FROM subscriber WHERE id = ?';
    const row = this.#db.row(storedShape.extend({ present: z.number() }), sql, id);
    if (row === undefined) return null;
    const { extension, name, role, access, present } = row;
    const fields = { name, role, access: this.#db.json(accessShape, access) };
    return { present: present !== 0, name: extension, fields };
  }

  among(first: number, last: number, present: boolean): number[] {
    return among(this.#db, 'subscriber', first, last, present);
  }

  /** Extensions are never edited. */
  isTaken(id: number, fields: string | null): boolean {
    const extension = fields === null ? this.held(id)?.name : undefined;
    if (extension === undefined) return false;
    const other = this.find(extension);
    return other !== null && other.id !== id;
  }

  isInUse(): boolean {
    return false;
  }

  purge(first: number, last: number): void {
    this.#db.run('DELETE FROM subscriber WHERE present = 0 AND id BETWEEN ? AND ?', first, last);
  }
}
