/** What is remembered of the PBX: how to reach it, what it held when last read, what was being sent. */
import { z } from 'zod';
import type { CallWay } from '../../core/api/calls.ts';
import { CALL_WAYS } from '../../core/api/calls.ts';
import { confirmedPages } from '../../core/device/pages.ts';
import type { ConfirmedPage } from '../../core/device/pages.ts';
import { ovhPlace } from '../../core/api/upload.ts';
import { GRANTS } from '../../core/directory/subscriber.ts';
import type { AccessBase } from '../../core/merge/access.ts';
import { WRITE_KINDS } from '../../core/merge/input.ts';
import type { Database } from './database.ts';
import { recordShape } from './record-shape.ts';
import type {
  BaseContact,
  BaseGroup,
  KnownConnection,
  NewConnection,
  PbxMemory,
  PendingOperation,
} from './site.ts';

const text = z.string();

const connectionShape = z.object({
  connector: text,
  url: text,
  user: text,
  console: text,
  ovh: text.nullable(),
  fingerprint: text.nullable(),
  lastRead: text.nullable(),
});
const callWayShape = z.object({
  through: z.enum(CALL_WAYS),
  url: text.nullable(),
  fingerprint: text.nullable(),
});
const baseContactShape = z.object({ contactId: z.number(), remoteId: text, record: text });
const baseGroupShape = z.object({
  groupId: z.number(),
  remoteId: text,
  name: text,
  standardForNew: z.number().transform((flag) => flag !== 0),
});
export const cellShape = z.object({ grant: z.enum(GRANTS), standard: z.boolean() });
const baseAccessShape = z.object({ extension: text, groupId: z.number(), access: text });
export const sentAccessShape = cellShape.extend({ extension: text, groupId: z.number() });
const pendingShape = z.object({
  key: text,
  kind: z.enum(WRITE_KINDS),
  contactId: z.number().nullable(),
  groupId: z.number().nullable(),
  remoteId: text.nullable(),
  record: text.nullable(),
  agreed: text.nullable(),
  access: text.nullable(),
  target: text,
  startedAt: text,
});

export class Memory implements PbxMemory {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  connection(): KnownConnection | null {
    const sql =
      'SELECT connector, url, user, console, ovh, fingerprint, lastRead FROM pbx WHERE connector IS NOT NULL';
    const row = this.#db.row(connectionShape, sql);
    return row === undefined
      ? null
      : { ...row, ovh: row.ovh === null ? null : this.#db.json(ovhPlace, row.ovh) };
  }

  setConnection(connection: NewConnection): void {
    const { connector, url, user, console = '', ovh = null, fingerprint } = connection;
    this.#db.run(
      'UPDATE pbx SET connector = ?, url = ?, user = ?, console = ?, ovh = ?, fingerprint = ?',
      connector,
      url,
      user,
      console,
      ovh && JSON.stringify(ovh),
      fingerprint,
    );
  }

  serial(): string | null {
    const [serial = null] = this.#db.column(text.nullable(), 'SELECT serial FROM pbx');
    return serial;
  }

  lastRead(): string | null {
    const [lastRead = null] = this.#db.column(text.nullable(), 'SELECT lastRead FROM pbx');
    return lastRead;
  }

  setRead(serial: string, at: string): void {
    this.#db.run('UPDATE pbx SET serial = ?, lastRead = ?', serial, at);
  }

  replace(serial: string): void {
    this.#db.transaction(() => {
      for (const table of ['base_contact', 'base_group', 'base_access', 'group_sync', 'pending']) {
        this.#db.run(`DELETE FROM ${table}`);
      }
      this.#db.run('UPDATE pbx SET serial = ?, lastRead = NULL, errand = NULL', serial);
    });
  }

  baseContacts(): Map<number, BaseContact> {
    const rows = this.#db.rows(baseContactShape, 'SELECT contactId, remoteId, record FROM base_contact');
    return new Map(
      rows.map((row) => [row.contactId, { ...row, record: this.#db.json(recordShape, row.record) }]),
    );
  }

  baseGroups(): Map<number, BaseGroup> {
    const sql = 'SELECT groupId, remoteId, name, standardForNew FROM base_group';
    const rows = this.#db.rows(baseGroupShape, sql);
    return new Map(rows.map((row) => [row.groupId, row]));
  }

  setBaseContact({ contactId, remoteId, record }: BaseContact): void {
    const sql = 'INSERT OR REPLACE INTO base_contact (contactId, remoteId, record) VALUES (?, ?, ?)';
    this.#db.run(sql, contactId, remoteId, JSON.stringify(record));
    this.#db.run("DELETE FROM pending WHERE kind = 'create' AND contactId = ?", contactId);
  }

  removeBaseContact(contactId: number): void {
    this.#db.run('DELETE FROM base_contact WHERE contactId = ?', contactId);
  }

  setBaseGroup({ groupId, remoteId, name, standardForNew }: BaseGroup): void {
    const sql = `INSERT INTO base_group (groupId, remoteId, name, standardForNew) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET remoteId = excluded.remoteId, name = excluded.name, standardForNew = excluded.standardForNew`;
    this.#db.run(sql, groupId, remoteId, name, standardForNew ? 1 : 0);
  }

  setLastSyncs(syncs: ReadonlyMap<string, string>): void {
    this.#db.run('DELETE FROM group_sync');
    for (const [remoteId, at] of syncs) {
      this.#db.run('INSERT INTO group_sync (remoteId, at) VALUES (?, ?)', remoteId, at);
    }
  }

  removeBaseGroup(groupId: number): void {
    this.#db.run('DELETE FROM base_group WHERE groupId = ?', groupId);
    this.#db.run('DELETE FROM base_access WHERE groupId = ?', groupId);
  }

  baseAccess(): AccessBase[] {
    return this.#db
      .rows(baseAccessShape, 'SELECT extension, groupId, access FROM base_access')
      .map(({ access, ...place }) => ({ ...place, ...this.#db.json(cellShape, access) }));
  }

  setBaseAccess({ extension, groupId, grant, standard }: AccessBase): void {
    if (grant === 'none') {
      this.#db.run('DELETE FROM base_access WHERE extension = ? AND groupId = ?', extension, groupId);
      return;
    }
    const sql = 'INSERT OR REPLACE INTO base_access (extension, groupId, access) VALUES (?, ?, ?)';
    this.#db.run(sql, extension, groupId, JSON.stringify({ grant, standard }));
  }

  confirmedPages(): ConfirmedPage[] {
    const [pages = null] = this.#db.column(text.nullable(), 'SELECT pages FROM pbx');
    return pages === null ? [] : this.#db.json(confirmedPages, pages);
  }

  setConfirmedPages(pages: readonly ConfirmedPage[]): void {
    this.#db.run('UPDATE pbx SET pages = ?', JSON.stringify(pages));
  }

  errand(): string | null {
    const [errand = null] = this.#db.column(text.nullable(), 'SELECT errand FROM pbx');
    return errand;
  }

  setErrand(errand: string | null): void {
    this.#db.run('UPDATE pbx SET errand = ?', errand);
  }

  callWay(extension: string): CallWay | null {
    const sql = 'SELECT through, url, fingerprint FROM call_way WHERE extension = ?';
    const row = this.#db.row(callWayShape, sql, extension);
    if (row === undefined) return null;
    const { through, url, fingerprint } = row;
    return { through, phone: url === null ? null : { url, fingerprint } };
  }

  setCallWay(extension: string, { through, phone }: CallWay): void {
    this.#db.run(
      'INSERT OR REPLACE INTO call_way (extension, through, url, fingerprint) VALUES (?, ?, ?, ?)',
      extension,
      through,
      phone?.url ?? null,
      phone?.fingerprint ?? null,
    );
  }

  /** In the order in which they were started. */
  pending(): PendingOperation[] {
    return this.#db
      .rows(
        pendingShape,
        'SELECT key, kind, contactId, groupId, remoteId, record, agreed, access, target, startedAt FROM pending ORDER BY rowid',
      )
      .map((row) => ({
        ...row,
        record: row.record === null ? null : this.#db.json(recordShape, row.record),
        agreed: row.agreed === null ? null : this.#db.json(recordShape, row.agreed),
        access: row.access === null ? null : this.#db.json(sentAccessShape, row.access),
      }));
  }

  start(operation: PendingOperation): void {
    const { key, kind, contactId, groupId, remoteId, record, agreed, access, target, startedAt } = operation;
    this.#db.run(
      `INSERT OR REPLACE INTO pending (key, kind, contactId, groupId, remoteId, record, agreed, access, target, startedAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      key,
      kind,
      contactId,
      groupId,
      remoteId,
      record && JSON.stringify(record),
      agreed && JSON.stringify(agreed),
      access && JSON.stringify(access),
      target,
      startedAt,
    );
  }

  finish(key: string): void {
    this.#db.run('DELETE FROM pending WHERE key = ?', key);
  }

  together<T>(work: () => T): T {
    return this.#db.transaction(work);
  }
}
