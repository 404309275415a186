/**
 * What the simulated device holds, in one SQLite file. `synchronous=FULL`: what a transaction has
 * committed survives the loss of the process or of the power, so an answer never promises too much.
 */
import Database from 'better-sqlite3';
import {
  CONTACT,
  COUNT,
  FACT,
  GROUP,
  LDAP_EXPORT,
  PERMISSION,
  SOFT_CALL,
  SUBSCRIBER,
  VERSION,
} from './rows.ts';
import type {
  LdapExport,
  Permission,
  SoftCall,
  StoredContact,
  StoredGroup,
  StoredSubscriber,
} from './rows.ts';
import { STEPS } from './schema.ts';

const CONTACTS = `SELECT id, cells, (SELECT group_concat(contact_group) FROM member WHERE contact = id) AS groups FROM contact`;
const SUBSCRIBERS = `SELECT extension, name, password, app_password AS appPassword, role, reads_all AS readsAll,
  (SELECT group_concat(contact_group) FROM permission AS p WHERE p.extension = subscriber.extension AND read = 1) AS reads
  FROM subscriber`;
/** Administrators and sub-administrators may do everything; there is nothing to store about them. */
const PERMISSIONS = `SELECT s.extension, s.name, g.id AS "group", coalesce(p.read, 0) AS read,
  coalesce(p.write, 0) AS write, coalesce(p.standard, 0) AS standard
  FROM subscriber AS s JOIN contact_group AS g
  LEFT JOIN permission AS p ON p.extension = s.extension AND p.contact_group = g.id
  WHERE s.role = 'subscriber'`;

export class Store {
  readonly #db: Database.Database;

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('foreign_keys = ON');
    const done = VERSION.parse(this.#db.pragma('user_version', { simple: true }));
    this.transaction(() => {
      for (const step of STEPS.slice(done)) this.#db.exec(step);
      this.#db.pragma(`user_version = ${STEPS.length}`);
    });
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
    if (id !== null) return id;
    this.#db
      .prepare('INSERT INTO permission SELECT extension, ?, 1, 0, 0 FROM subscriber WHERE reads_all = 1')
      .run(lastInsertRowid);
    return Number(lastInsertRowid);
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

  addSubscriber({
    extension,
    name,
    password,
    appPassword,
    role,
    readsAll,
  }: Omit<StoredSubscriber, 'reads'>): void {
    this.#db
      .prepare(
        `INSERT INTO subscriber (extension, name, password, app_password, role, reads_all)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(extension, name, password, appPassword, role, readsAll ? 1 : 0);
  }

  /** A row for each subscriber and each contact group. */
  permissions(): Permission[] {
    return PERMISSION.array().parse(this.#db.prepare(`${PERMISSIONS} ORDER BY s.rowid, g.id`).all());
  }

  permission(extension: string, group: number): Permission | null {
    const found = this.#db.prepare(`${PERMISSIONS} AND s.extension = ? AND g.id = ?`).get(extension, group);
    return PERMISSION.nullish().parse(found) ?? null;
  }

  savePermission({ extension, group, read, write, standard }: Omit<Permission, 'name'>): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO permission VALUES (?, ?, ?, ?, ?)')
      .run(extension, group, read ? 1 : 0, write ? 1 : 0, standard ? 1 : 0);
  }

  /** A row for each contact group. */
  ldapExports(): LdapExport[] {
    return LDAP_EXPORT.array().parse(
      this.#db
        .prepare(
          `SELECT id AS "group", coalesce(exported, 0) AS exported, coalesce(password, '') AS password
           FROM contact_group LEFT JOIN ldap_export ON contact_group = id ORDER BY id`,
        )
        .all(),
    );
  }

  saveLdapExport({ group, exported, password }: LdapExport): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO ldap_export VALUES (?, ?, ?)')
      .run(group, exported ? 1 : 0, password);
  }

  /** In the order in which they were made. */
  softCalls(): SoftCall[] {
    return SOFT_CALL.array().parse(
      this.#db.prepare('SELECT at, extension, number FROM soft_call ORDER BY id').all(),
    );
  }

  addSoftCall({ at, extension, number }: SoftCall): void {
    this.#db
      .prepare('INSERT INTO soft_call (at, extension, number) VALUES (?, ?, ?)')
      .run(at, extension, number);
  }

  close(): void {
    this.#db.close();
  }
}
