/** What the PBX should hold after an upload, and where it does not. */
import type { Difference } from '../../core/api/upload.ts';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { Comparer } from '../../core/device/same.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { AccessCell } from '../../core/merge/plan.ts';
import type { RemoteBook, RemoteOperation } from '../pbx/connector.ts';

/** The book that `operations` make of another one. New entries have the ids that the PBX gave them. */
export interface ExpectedBook {
  /** By id of the PBX. */
  groups: Map<string, string>;
  /** Whether new contacts land in a group, where the line says so; by the id of the PBX. */
  marks: Map<string, boolean>;
  contacts: Map<string, DeviceRecord>;
  /** By extension, then by name of the group; a cell that is none is not there. */
  access: Access;
  /** Names of groups that were created: what the PBX gives to whom in them by itself is its own choice. */
  created: Set<string>;
  /** Entries of which the PBX did not say what it calls them. */
  nameless: DeviceRecord[];
}

type Access = Map<string, Map<string, AccessCell>>;

export interface DoneOperation {
  operation: RemoteOperation;
  /** What the PBX calls a new entry, where it says so. */
  id: string | null;
}

export function expectedBook(before: RemoteBook, done: readonly DoneOperation[]): ExpectedBook {
  const groups = new Map(before.groups.map(({ id, name }) => [id, name]));
  const contacts = new Map(before.contacts.map(({ id, record }) => [id, record]));
  const nameless: DeviceRecord[] = [];
  const marks = marksOf(before);
  const access = accessOf(before);
  const created = new Set<string>();
  const renamed = (from: string | undefined, to: string | null) => {
    for (const [id, record] of contacts) {
      if (from === undefined || !record.groups.includes(from)) continue;
      const members = record.groups.flatMap((name) => (name === from ? (to ?? []) : name)).sort();
      contacts.set(id, { ...record, groups: members });
    }
    for (const cells of access.values()) {
      const cell = from === undefined ? undefined : cells.get(from);
      if (from === undefined || cell === undefined) continue;
      cells.delete(from);
      if (to !== null) cells.set(to, cell);
    }
  };
  const give = (extension: string, group: string, change: (cell: AccessCell) => AccessCell) => {
    const cells = access.get(extension) ?? new Map<string, AccessCell>();
    const cell = change(cells.get(group) ?? { grant: 'none', standard: false });
    if (cell.grant === 'none') cells.delete(group);
    else cells.set(group, cell);
    access.set(extension, cells);
  };
  for (const { operation, id } of done) {
    switch (operation.kind) {
      case 'create-group':
        groups.set(id ?? operation.key, operation.name);
        marks.set(id ?? operation.key, operation.standardForNew);
        created.add(operation.name);
        break;
      case 'mark-group':
        marks.set(operation.id, operation.standardForNew);
        break;
      case 'set-grant': {
        const { extension, group, grant } = operation;
        give(extension, group, ({ standard }) => ({ grant, standard: standard && grant === 'write' }));
        break;
      }
      case 'set-standard': {
        const { extension, group, standard } = operation;
        give(extension, group, ({ grant }) => ({ grant, standard }));
        break;
      }
      case 'rename-group':
        renamed(groups.get(operation.id), operation.name);
        groups.set(operation.id, operation.name);
        break;
      case 'delete-group':
        renamed(groups.get(operation.id), null);
        groups.delete(operation.id);
        break;
      case 'create':
        if (id === null) nameless.push(operation.record);
        else contacts.set(id, operation.record);
        break;
      case 'update':
        contacts.set(operation.id, operation.record);
        break;
      case 'delete':
        contacts.delete(operation.id);
        break;
    }
  }
  return { groups, marks, contacts, nameless, access, created };
}

const marksOf = ({ groups }: RemoteBook): Map<string, boolean> =>
  new Map(
    groups.flatMap(({ id, standardForNew }) => (standardForNew === null ? [] : [[id, standardForNew]])),
  );

const accessOf = ({ subscribers }: RemoteBook): Access =>
  new Map(
    subscribers.map(({ extension, rights }) => [
      extension,
      new Map(
        rights
          .filter(({ grant }) => grant !== 'none')
          .map(({ group, grant, standard }) => [group, { grant, standard }]),
      ),
    ]),
  );

/** Empty when the PBX holds exactly what is expected, in the fields that it can be asked for. */
export function differencesOf(
  expected: ExpectedBook,
  found: RemoteBook,
  fields: readonly RecordField[],
  compare: Comparer,
): Difference[] {
  const differences: Difference[] = [];
  const say = (target: string, field: string, wanted: string, held: string) =>
    differences.push({ target, field, expected: wanted, found: held });

  const names = new Set(found.groups.map(({ name }) => name));
  const wantedNames = new Set(expected.groups.values());
  for (const name of wantedNames) if (!names.has(name)) say(name, 'group', name, '');
  for (const name of names) if (!wantedNames.has(name)) say(name, 'group', '', name);

  for (const { name, standardForNew } of found.groups) {
    const id = [...expected.groups].find(([, wanted]) => wanted === name)?.[0];
    const wanted = id === undefined ? undefined : expected.marks.get(id);
    if (wanted !== undefined && standardForNew !== null && wanted !== standardForNew) {
      say(name, 'standardForNew', String(wanted), String(standardForNew));
    }
  }
  sayAccess(expected, accessOf(found), say);

  const rest = new Map(found.contacts.map(({ id, record }) => [id, record]));
  for (const [id, wanted] of expected.contacts) {
    const held = rest.get(id);
    rest.delete(id);
    const target = shownName(wanted);
    if (held === undefined) say(target, 'contact', target, '');
    else {
      for (const field of fields) {
        if (!compare.same(field, wanted, held))
          say(target, field, fieldText(wanted[field]), fieldText(held[field]));
      }
    }
  }
  const byKey = Map.groupBy(rest, ([, record]) => compare.key(record, fields));
  for (const wanted of expected.nameless) {
    if (byKey.get(compare.key(wanted, fields))?.pop() === undefined)
      say(shownName(wanted), 'contact', shownName(wanted), '');
  }
  for (const [, record] of [...byKey.values()].flat())
    say(shownName(record), 'contact', '', shownName(record));
  return differences;
}

function sayAccess(
  { access: expected, created }: ExpectedBook,
  found: Access,
  say: (target: string, field: string, wanted: string, held: string) => void,
): void {
  const cellIn = (access: Access, extension: string, group: string): AccessCell =>
    access.get(extension)?.get(group) ?? { grant: 'none', standard: false };
  for (const extension of new Set([...expected.keys(), ...found.keys()])) {
    const groups = [expected, found].flatMap((access) => [...(access.get(extension)?.keys() ?? [])]);
    for (const group of new Set(groups)) {
      if (created.has(group) && expected.get(extension)?.has(group) !== true) continue;
      const wanted = cellIn(expected, extension, group);
      const held = cellIn(found, extension, group);
      const target = `${extension}: ${group}`;
      if (wanted.grant !== held.grant) say(target, 'grant', wanted.grant, held.grant);
      if (wanted.standard !== held.standard)
        say(target, 'standard', String(wanted.standard), String(held.standard));
    }
  }
}

/** The two readings say the same: nobody has written to the PBX in between. */
export function unmoved(
  before: RemoteBook,
  now: RemoteBook,
  fields: readonly RecordField[],
  compare: Comparer,
): boolean {
  return (
    before.identity.serial === now.identity.serial &&
    differencesOf(expectedBook(before, []), now, fields, compare).length === 0
  );
}

export const fieldText = (value: DeviceRecord[RecordField]): string =>
  typeof value === 'string'
    ? value
    : value
        .map((one) =>
          typeof one === 'string'
            ? one
            : Object.values(one)
                .filter((part) => part !== '')
                .join(' '),
        )
        .join(', ');
