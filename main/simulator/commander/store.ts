/** What the simulated device holds. */
import { z } from 'zod';
import { StateFile } from '../state-file.ts';
import { CONTACT, COUNT, GROUP, LDAP_EXPORT, PERMISSION, SOFT_CALL, SUBSCRIBER } from './rows.ts';
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

export class Store extends StateFile {
  constructor(file: string) {
    super(file, STEPS);
  }

  groups(): StoredGroup[] {
    return this.all(GROUP, 'SELECT id, name, kind, standard FROM contact_group ORDER BY id');
  }

  saveGroup(group: Omit<StoredGroup, 'id'>, id: number | null): number {
    const saved = this.run(
      `INSERT INTO contact_group (id, name, kind, standard) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, standard = excluded.standard`,
      id,
      group.name,
      group.kind,
      group.standard ? 1 : 0,
    );
    if (id !== null) return id;
    this.run(
      'INSERT INTO permission SELECT extension, ?, 1, 0, 0 FROM subscriber WHERE reads_all = 1',
      saved.id,
    );
    return saved.id;
  }

  deleteGroup(id: number): void {
    this.run('DELETE FROM contact_group WHERE id = ?', id);
  }

  /** Read one by one: most who ask stop early. */
  *contacts(): Generator<StoredContact> {
    for (const row of this.all(z.unknown(), `${CONTACTS} ORDER BY id`)) yield CONTACT.parse(row);
  }

  contact(id: number): StoredContact | null {
    return this.one(CONTACT, `${CONTACTS} WHERE id = ?`, id);
  }

  /** The contact whose columns all equal these. */
  twin(cells: readonly string[]): StoredContact | null {
    return this.one(CONTACT, `${CONTACTS} WHERE cells = ? LIMIT 1`, JSON.stringify(cells));
  }

  saveContact(contact: Omit<StoredContact, 'id'>, id: number | null): number {
    const { id: inserted } = this.run(
      `INSERT INTO contact (id, cells) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET cells = excluded.cells`,
      id,
      JSON.stringify(contact.cells),
    );
    const saved = id ?? inserted;
    this.run('DELETE FROM member WHERE contact = ?', saved);
    for (const group of contact.groups) this.run('INSERT OR IGNORE INTO member VALUES (?, ?)', saved, group);
    return saved;
  }

  deleteContact(id: number): void {
    this.run('DELETE FROM contact WHERE id = ?', id);
  }

  contactCount(): number {
    return this.one(COUNT, 'SELECT count(*) AS n FROM contact')?.n ?? 0;
  }

  memberCount(group: number): number {
    return this.one(COUNT, 'SELECT count(*) AS n FROM member WHERE contact_group = ?', group)?.n ?? 0;
  }

  subscribers(): StoredSubscriber[] {
    return this.all(SUBSCRIBER, `${SUBSCRIBERS} ORDER BY rowid`);
  }

  subscriber(extension: string): StoredSubscriber | null {
    return this.one(SUBSCRIBER, `${SUBSCRIBERS} WHERE extension = ?`, extension);
  }

  addSubscriber({
    extension,
    name,
    password,
    appPassword,
    role,
    readsAll,
  }: Omit<StoredSubscriber, 'reads'>): void {
    this.run(
      `INSERT INTO subscriber (extension, name, password, app_password, role, reads_all)
       VALUES (?, ?, ?, ?, ?, ?)`,
      extension,
      name,
      password,
      appPassword,
      role,
      readsAll ? 1 : 0,
    );
  }

  /** A row for each subscriber and each contact group. */
  permissions(): Permission[] {
    return this.all(PERMISSION, `${PERMISSIONS} ORDER BY s.rowid, g.id`);
  }

  permission(extension: string, group: number): Permission | null {
    return this.one(PERMISSION, `${PERMISSIONS} AND s.extension = ? AND g.id = ?`, extension, group);
  }

  savePermission({ extension, group, read, write, standard }: Omit<Permission, 'name'>): void {
    const flags = [read, write, standard].map((flag) => (flag ? 1 : 0));
    this.run('INSERT OR REPLACE INTO permission VALUES (?, ?, ?, ?, ?)', extension, group, ...flags);
  }

  /** A row for each contact group. */
  ldapExports(): LdapExport[] {
    return this.all(
      LDAP_EXPORT,
      `SELECT id AS "group", coalesce(exported, 0) AS exported, coalesce(password, '') AS password
       FROM contact_group LEFT JOIN ldap_export ON contact_group = id ORDER BY id`,
    );
  }

  saveLdapExport({ group, exported, password }: LdapExport): void {
    this.run('INSERT OR REPLACE INTO ldap_export VALUES (?, ?, ?)', group, exported ? 1 : 0, password);
  }

  /** In the order in which they were made. */
  softCalls(): SoftCall[] {
    return this.all(SOFT_CALL, 'SELECT at, extension, number FROM soft_call ORDER BY id');
  }

  addSoftCall({ at, extension, number }: SoftCall): void {
    this.run('INSERT INTO soft_call (at, extension, number) VALUES (?, ?, ?)', at, extension, number);
  }
}
