/** Contact groups as rows. */
import { z } from 'zod';
import type { ContactGroup, GroupKind } from '../../core/directory/group.ts';
import { GROUP_DIRECTIONS, GROUP_KINDS } from '../../core/directory/group.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import { sortKey } from './fold.ts';
import type { Held, Keeper } from './journal.ts';
import { among } from './among.ts';
import { ofColumns } from './shape.ts';

const flag = z.number().transform((value) => value !== 0);
const groupShape = z.object({
  id: z.number(),
  name: z.string(),
  kind: z.enum(GROUP_KINDS),
  standardForNew: flag,
  direction: z.enum(GROUP_DIRECTIONS),
});
export const patchShape = z
  .strictObject({ name: z.string(), standardForNew: z.boolean(), direction: z.enum(GROUP_DIRECTIONS) })
  .partial();
const namedShape = ofColumns(([id, name]): [id: number, name: string] | null =>
  typeof id === 'number' && typeof name === 'string' ? [id, name] : null,
);
const ORDER = 'FROM contact_group WHERE present = 1 ORDER BY sortKey, id';
const ALL = `SELECT id, name, kind, standardForNew, direction ${ORDER}`;
const NAMES = `SELECT id, name ${ORDER}`;

export type GroupPatch = z.infer<typeof patchShape>;

export class GroupStore implements Keeper {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By name, as a dictionary sorts them: the site's order of groups. */
  all(): ContactGroup[] {
    return this.#db.rows(groupShape, ALL);
  }

  /** By id, in the same order. */
  names(): Map<number, string> {
    return new Map(this.#db.columns(namedShape, NAMES));
  }

  insert(name: string, kind: GroupKind): number {
    return this.#db.run(
      'INSERT INTO contact_group (name, kind, standardForNew, sortKey, present) VALUES (?, ?, 0, ?, 1)',
      name,
      kind,
      sortKey(name),
    ).id;
  }

  change(id: number, { name, standardForNew, direction }: GroupPatch): void {
    if (direction !== undefined) {
      this.#db.run('UPDATE contact_group SET direction = ? WHERE id = ?', direction, id);
    }
    if (name !== undefined) {
      this.#db.run('UPDATE contact_group SET name = ?, sortKey = ? WHERE id = ?', name, sortKey(name), id);
    }
    if (standardForNew !== undefined) {
      this.#db.run('UPDATE contact_group SET standardForNew = ? WHERE id = ?', standardForNew ? 1 : 0, id);
    }
  }

  patch(id: number, fields: string): void {
    this.change(id, this.#db.json(patchShape, fields));
  }

  setPresent(first: number, last: number, present: boolean): void {
    this.#db.run(
      'UPDATE contact_group SET present = ? WHERE id BETWEEN ? AND ?',
      present ? 1 : 0,
      first,
      last,
    );
  }

  held(id: number): Held | null {
    const sql = 'SELECT id, name, kind, standardForNew, direction, present FROM contact_group WHERE id = ?';
    const row = this.#db.row(groupShape.extend({ present: flag }), sql, id);
    if (row === undefined) return null;
    const { name, standardForNew, direction, present } = row;
    return { present, name, fields: { name, standardForNew, direction } };
  }

  among(first: number, last: number, present: boolean): number[] {
    return among(this.#db, 'contact_group', first, last, present);
  }

  isTaken(id: number, fields: string | null): boolean {
    const name = fields === null ? this.held(id)?.name : this.#db.json(patchShape, fields).name;
    return name !== undefined && this.all().some((other) => other.id !== id && other.name === name);
  }

  isInUse(id: number): boolean {
    const sql = `SELECT 1 FROM group_member m JOIN contact c ON c.id = m.contact AND c.present = 1
      WHERE m.contactGroup = ? LIMIT 1`;
    return this.#db.column(z.number(), sql, id).length > 0;
  }

  purge(first: number, last: number): void {
    this.#db.run('DELETE FROM contact_group WHERE present = 0 AND id BETWEEN ? AND ?', first, last);
  }
}

/** As SQLite gives it back: it knows no halves of letters. */
export const nameAsStored = (typed: string): string => typed.toWellFormed().normalize('NFC').trim();

/** A group's name as it is stored. Throws `group-name-empty`. */
export function groupName(typed: string): string {
  const name = nameAsStored(typed);
  if (name === '') throw new SwitchbookError('group-name-empty');
  return name;
}
