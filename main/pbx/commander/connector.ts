/**
 * COMmander-class PBXs over the network, through pages of the Configuration Manager: for logins that may
 * open them (any other: `directory.ts`). See `docs/protocols/commander.md`.
 */
import type { DeviceRecord } from '../../../core/device/record.ts';
import { shownName } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type {
  Capabilities,
  Connector,
  DeviceIdentity,
  ReadProgress,
  RemoteBook,
  RemoteContact,
  RemoteGroup,
  RemoteOperation,
  RemoteOutcome,
} from '../connector.ts';
import { COLUMNS, GRID_FIELDS, groupIds, readCells, writeCells } from '../columns.ts';
import type { RowChange } from './grid.ts';
import { readGrid, saveRow } from './grid.ts';
import { KIND_CODES, readAbout } from './ict.ts';
import { identityOf } from './identity.ts';
import type { RightsPages } from './rights.ts';
import { Rights } from './rights.ts';
import type { Session } from './session.ts';

/** `dd.mm.yyyy hh:mm`; null for anything else. */
function readTime(text: string): string | null {
  const [, day, month, year, time] = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2})$/.exec(text) ?? [];
  return time === undefined ? null : `${year}-${month}-${day}T${time}`;
}

/** Names of pages of the Configuration Manager. */
export interface Pages {
  contacts: string;
  groups: string;
  /** Null where this PBX or this login has no such pages. */
  rights: RightsPages | null;
  /** The names that nobody has confirmed yet. */
  unconfirmed: string[];
  /** Pages of rights that the PBX did not open. */
  outOfReach: string[];
}

/** Reads and writes a row a request. */
export class PagesConnector implements Connector {
  readonly capabilities: Capabilities;
  readonly notes: Connector['notes'];
  readonly #session: Session;
  readonly #pages: Pages;
  /** What the PBX holds beside our fields: an update sends it back as it was. */
  readonly #cells = new Map<string, readonly string[]>();
  readonly #groups = new Map<string, RemoteGroup>();
  readonly #rights: Rights | null;

  constructor(session: Session, pages: Pages) {
    this.#session = session;
    this.#pages = pages;
    this.#rights = pages.rights && new Rights(session, pages.rights);
    this.capabilities = {
      write: 'each',
      fields: GRID_FIELDS,
      writeGroups: true,
      access: this.#rights === null ? null : 'write',
      complete: true,
      settles: 5000,
    };
    const note = (code: Problem['code'], names: readonly string[]): Problem[] =>
      names.length === 0 ? [] : [{ code, severity: 'warning', value: names.join(', ') }];
    this.notes = [
      ...note('pbx-pages-unconfirmed', pages.unconfirmed),
      ...note('pbx-rights-out-of-reach', pages.outOfReach),
    ];
  }

  async identify(): Promise<DeviceIdentity> {
    return identityOf(await readAbout(this.#session));
  }

  async read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook> {
    const identity = await this.identify();
    this.#groups.clear();
    for (const { id, data } of await readGrid(this.#session, this.#pages.groups, signal)) {
      const [name = '', code = '', standard = '', synced = ''] = data;
      const kind = KIND_CODES[Number(code)] ?? 'standard';
      const group = { id, name, kind, standardForNew: standard === '1' };
      const lastSync = readTime(synced);
      this.#groups.set(id, lastSync === null ? group : { ...group, lastSync });
    }
    progress(0, null);
    this.#cells.clear();
    const names = this.#groupNames();
    const contacts: RemoteContact[] = [];
    for (const { id, data } of await readGrid(this.#session, this.#pages.contacts, signal)) {
      this.#cells.set(id, data);
      contacts.push({ id, record: readCells(data, names) });
    }
    progress(contacts.length, contacts.length);
    const subscribers = (await this.#rights?.read(names, signal)) ?? [];
    const narrow = [...this.#cells.values()].filter((cells) => cells.length < COLUMNS).length;
    return { identity, groups: [...this.#groups.values()], contacts, subscribers, narrow };
  }

  /** A row on its way is always waited for: only its answer says what became of it. */
  async *apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
  ): AsyncGenerator<RemoteOutcome> {
    for await (const operation of operations) yield await this.#carryOut(operation);
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #groupNames(): Map<string, string> {
    return new Map([...this.#groups.values()].map(({ id, name }) => [id, name]));
  }

  async #carryOut(operation: RemoteOperation): Promise<RemoteOutcome> {
    const { kind } = operation;
    if (kind === 'create' || kind === 'update' || kind === 'delete') return this.#saveContact(operation);
    if (kind !== 'set-grant' && kind !== 'set-standard') return this.#saveGroup(operation);
    if (this.#rights === null) throw new SwitchbookError('pbx-writes-by-hand');
    return this.#rights.save(operation, this.#groupNames());
  }

  async #saveGroup(
    operation: Extract<
      RemoteOperation,
      { kind: 'create-group' | 'rename-group' | 'mark-group' | 'delete-group' }
    >,
  ): Promise<RemoteOutcome> {
    const { key } = operation;
    const id = operation.kind === 'create-group' ? 'new1' : operation.id;
    const known = this.#groups.get(id);
    const name = 'name' in operation ? operation.name : (known?.name ?? id);
    const kind = operation.kind === 'create-group' ? operation.groupKind : (known?.kind ?? 'standard');
    const standardForNew =
      'standardForNew' in operation ? operation.standardForNew : (known?.standardForNew ?? false);
    const change: RowChange =
      operation.kind === 'delete-group'
        ? { status: 'deleted', id }
        : {
            status: operation.kind === 'create-group' ? 'inserted' : 'updated',
            id,
            data: [name, String(KIND_CODES.indexOf(kind)), standardForNew ? '1' : '0'],
          };
    const outcome = await saveRow(this.#session, this.#pages.groups, change, name);
    if ('refused' in outcome) return { key, outcome: 'refused', problem: outcome.refused };
    if (operation.kind === 'delete-group') this.#groups.delete(id);
    else this.#groups.set(outcome.id, { id: outcome.id, name, kind, standardForNew });
    return { key, outcome: 'done', id: outcome.id };
  }

  async #saveContact(
    operation: Extract<RemoteOperation, { kind: 'create' | 'update' | 'delete' }>,
  ): Promise<RemoteOutcome> {
    const { key } = operation;
    const prepared = this.#prepare(operation);
    if (typeof prepared === 'string') {
      return {
        key,
        outcome: 'refused',
        problem: { code: 'pbx-group-missing', severity: 'error', value: prepared },
      };
    }
    const { change, name } = prepared;
    const outcome = await saveRow(this.#session, this.#pages.contacts, change, name);
    if ('refused' in outcome) return { key, outcome: 'refused', problem: outcome.refused };
    if (change.status === 'deleted') this.#cells.delete(change.id);
    else this.#cells.set(outcome.id, change.data);
    return { key, outcome: 'done', id: outcome.id };
  }

  /** The row to send, or the name of a group that the PBX does not have. */
  #prepare(
    operation: Extract<RemoteOperation, { kind: 'create' | 'update' | 'delete' }>,
  ): { change: RowChange; name: string } | string {
    if (operation.kind === 'delete') {
      const [, given = '', family = '', display = '', company = ''] = this.#cells.get(operation.id) ?? [];
      const name = display || `${given} ${family}`.trim() || company || operation.id;
      return { change: { status: 'deleted', id: operation.id }, name };
    }
    const { record } = operation;
    const old = operation.kind === 'update' ? (this.#cells.get(operation.id) ?? []) : [];
    const fields = operation.kind === 'update' && old.length > 0 ? operation.changed : GRID_FIELDS;
    const ids = this.#idsOf(record, old);
    if (typeof ids === 'string' && fields.includes('groups')) return ids;
    const data = writeCells(old, record, fields, typeof ids === 'string' ? [] : ids);
    const status = operation.kind === 'update' ? 'updated' : 'inserted';
    const id = operation.kind === 'update' ? operation.id : 'new1';
    return { change: { status, id, data }, name: shownName(record) };
  }

  /** Ids of the record's groups, kept in the order the PBX had them; a name when the PBX lacks the group. */
  #idsOf(record: DeviceRecord, old: readonly string[]): string[] | string {
    const ids: string[] = [];
    for (const name of record.groups) {
      const group = [...this.#groups.values()].find((one) => one.name === name);
      if (group === undefined) return name;
      ids.push(group.id);
    }
    const before = groupIds(old);
    return [...before.filter((id) => ids.includes(id)), ...ids.filter((id) => !before.includes(id))];
  }
}
