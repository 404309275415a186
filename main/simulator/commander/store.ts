/**
 * What the simulated device holds, in one SQLite file. `synchronous=FULL`: what a transaction has
 * committed survives the loss of the process or of the power, so an answer never promises too much.
 */
import Database from 'better-sqlite3';
import { z } from 'zod';
import { GROUP_KINDS } from '../../../core/directory/group.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { ROLES } from '../../../core/directory/subscriber.ts';
import type { Role } from '../../../core/directory/subscriber.ts';

export interface StoredGroup {
  id: number;
  name: string;
  kind: GroupKind;
  standard: boolean;
}

export interface StoredContact {
  id: number;
  /** The 45 columns. */
  cells: string[];
  /** Ids, ascending. */
  groups: number[];
}

export interface StoredSubscriber {
  extension: string;
  password: string;
  role: Role;
  /** May read every group, also those that are created later, and contacts without group. */
  readsAll: boolean;
  /** Ids of the groups that may be read. */
  reads: number[];
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS contact_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL, standard INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY AUTOINCREMENT, cells TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS contact_cells ON contact(cells);
CREATE TABLE IF NOT EXISTS member (
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  contact_group INTEGER NOT NULL REFERENCES contact_group(id) ON DELETE CASCADE,
  PRIMARY KEY (contact, contact_group)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_group ON member(contact_group);
CREATE TABLE IF NOT EXISTS subscriber (
  extension TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL, reads_all INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS reads (
  extension TEXT NOT NULL REFERENCES subscriber(extension) ON DELETE CASCADE,
  contact_group INTEGER NOT NULL REFERENCES contact_group(id) ON DELETE CASCADE,
  PRIMARY KEY (extension, contact_group)) STRICT, WITHOUT ROWID;
`;

const flag = z.number().transform((value) => value === 1);
const idList = z
  .string()
  .nullable()
  .transform((text) =>
    text === null
      ? []
      : text
          .split(',')
          .map(Number)
          .sort((a, b) => a - b),
  );
const GROUP = z.object({ id: z.number(), name: z.string(), kind: z.enum(GROUP_KINDS), standard: flag });
const CELLS = z.array(z.string());
const CONTACT = z.object({
  id: z.number(),
  cells: z.string().transform((text) => CELLS.parse(JSON.parse(text))),
  groups: idList,
});
const SUBSCRIBER = z.object({
  extension: z.string(),
  password: z.string(),
  role: z.enum(ROLES),
  readsAll: flag,
  reads: idList,
});
const FACT = z.object({ value: z.string() });
const COUNT = z.object({ n: z.number() });

const CONTACTS = `SELECT id, cells, (SELECT group_concat(contact_group) FROM member WHERE contact = id) AS groups FROM contact`;
const SUBSCRIBERS = `SELECT extension, password, role, reads_all AS readsAll,
  (SELECT group_concat(contact_group) FROM reads WHERE reads.extension = subscriber.extension) AS reads FROM subscriber`;

export class Store {
  readonly #db: Database.Database;

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('foreign_keys = ON');
    this.#db.exec(SCHEMA);
  }

  /** All or nothing; durable on return. Inside another transaction a part that throws is taken back alone. */
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  fact(name: string): string | null {
    const row = FACT.optional().parse(this.#db.prepare('SELECT value FROM fact WHERE name = ?').get(name));
    return row?.value ?? null;
  }

  setFact(name: string, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)').run(name, value);
  }

  groups(): StoredGroup[] {
    return GROUP.array().parse(
      this.#db.prepare('SELECT id, name, kind, standard FROM contact_group ORDER BY id').all(),
    );
  }

  saveGroup(group: Omit<StoredGroup, 'id'>, id: number | null): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO contact_group (id, name, kind, standard) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, standard = excluded.standard`,
      )
      .run(id, group.name, group.kind, group.standard ? 1 : 0);
    return id ?? Number(lastInsertRowid);
  }

  deleteGroup(id: number): void {
    this.#db.prepare('DELETE FROM contact_group WHERE id = ?').run(id);
  }

  *contacts(): Generator<StoredContact> {
    for (const row of this.#db.prepare(`${CONTACTS} ORDER BY id`).all()) yield CONTACT.parse(row);
  }

  contact(id: number): StoredContact | null {
    return CONTACT.nullish().parse(this.#db.prepare(`${CONTACTS} WHERE id = ?`).get(id)) ?? null;
  }

  /** The contact whose columns all equal these. */
  twin(cells: readonly string[]): StoredContact | null {
    const found = this.#db.prepare(`${CONTACTS} WHERE cells = ? LIMIT 1`).get(JSON.stringify(cells));
    return CONTACT.nullish().parse(found) ?? null;
  }

  saveContact(contact: Omit<StoredContact, 'id'>, id: number | null): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO contact (id, cells) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET cells = excluded.cells`,
      )
      .run(id, JSON.stringify(contact.cells));
    const saved = id ?? Number(lastInsertRowid);
    this.#db.prepare('DELETE FROM member WHERE contact = ?').run(saved);
    const join = this.#db.prepare('INSERT OR IGNORE INTO member VALUES (?, ?)');
    for (const group of contact.groups) join.run(saved, group);
    return saved;
  }

  deleteContact(id: number): void {
    this.#db.prepare('DELETE FROM contact WHERE id = ?').run(id);
  }

  contactCount(): number {
    return COUNT.parse(this.#db.prepare('SELECT count(*) AS n FROM contact').get()).n;
  }

  memberCount(group: number): number {
    return COUNT.parse(
      this.#db.prepare('SELECT count(*) AS n FROM member WHERE contact_group = ?').get(group),
    ).n;
  }

  subscribers(): StoredSubscriber[] {
    return SUBSCRIBER.array().parse(this.#db.prepare(`${SUBSCRIBERS} ORDER BY rowid`).all());
  }

  subscriber(extension: string): StoredSubscriber | null {
    const found = this.#db.prepare(`${SUBSCRIBERS} WHERE extension = ?`).get(extension);
    return SUBSCRIBER.nullish().parse(found) ?? null;
  }

  addSubscriber({ extension, password, role, readsAll, reads }: StoredSubscriber): void {
    this.#db
      .prepare('INSERT INTO subscriber VALUES (?, ?, ?, ?)')
      .run(extension, password, role, readsAll ? 1 : 0);
    const grant = this.#db.prepare('INSERT INTO reads VALUES (?, ?)');
    for (const group of reads) grant.run(extension, group);
  }

  close(): void {
    this.#db.close();
  }
}
