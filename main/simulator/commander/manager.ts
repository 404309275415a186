/** The lists of contacts and of contact groups: docs/protocols/commander.md, sections 4 and 5. */
import type { GroupKind } from '../../../core/directory/group.ts';
import { HEADER } from './columns.ts';
import { writeCsv } from './csv.ts';
import type { Device, Reply } from './device.ts';
import { numericId, readIds } from './grid.ts';
import type { Grid } from './grid.ts';
import { checkContact, checkDelete, checkDeleteGroup, checkGroup, withTypeWords } from './rules.ts';

/** The type codes of the groups page; 4 exists on this page only. */
const KIND_CODES: readonly GroupKind[] = ['standard', 'dect-900', 'dect-900c', 'version-1', 'google'];

export function contactsGrid({ store, profile }: Device): Grid {
  const find = (sid: string) => {
    const id = numericId(sid);
    return id === null ? null : store.contact(id);
  };
  return {
    width: HEADER.length + 1,
    *rows() {
      for (const { id, cells, groups } of store.contacts()) {
        yield { id: String(id), data: [...cells, groups.join(',')] };
      }
    },
    put(sid, columns) {
      const before = sid === null ? null : find(sid);
      if (sid !== null && before === null) return { refused: 'no such contact' };
      const groups = readIds(columns[HEADER.length] ?? '');
      if (groups === null) return { refused: 'not a list of contact groups' };
      const contact = { cells: withTypeWords(HEADER.map((_, at) => columns[at] ?? '')), groups };
      const refused = checkContact(contact, before, profile, store);
      return refused === null ? { id: String(store.saveContact(contact, before?.id ?? null)) } : { refused };
    },
    remove(sid) {
      const contact = find(sid);
      if (contact === null) return { refused: 'no such contact' };
      const refused = checkDelete(contact, store);
      if (refused !== null) return { refused };
      store.deleteContact(contact.id);
      return { id: sid };
    },
  };
}

/** Nobody synchronises a simulated PBX: its Google groups were filled once, before it was delivered. */
const SYNCED = '02.11.2026 03:15';

export function groupsGrid({ store, profile }: Device): Grid {
  return {
    width: 3,
    rows: () =>
      store.groups().map(({ id, name, kind, standard }) => ({
        id: String(id),
        data: [name, String(KIND_CODES.indexOf(kind)), standard ? '1' : '0', kind === 'google' ? SYNCED : ''],
      })),
    put(sid, [name = '', code = '', standard = '']) {
      const groups = store.groups();
      const before = groups.find(({ id }) => String(id) === sid) ?? null;
      if (sid !== null && before === null) return { refused: 'no such contact group' };
      const kind = /^\d$/.test(code) ? KIND_CODES[Number(code)] : undefined;
      if (kind === undefined) return { refused: `unknown type: ${code}` };
      const group = { name, kind, standard: standard === '1' };
      const refused = checkGroup(group, before, profile, groups);
      return refused === null ? { id: String(store.saveGroup(group, before?.id ?? null)) } : { refused };
    },
    remove(sid) {
      const group = store.groups().find(({ id }) => String(id) === sid);
      if (group === undefined) return { refused: 'no such contact group' };
      const refused = checkDeleteGroup(group, profile);
      if (refused !== null) return { refused };
      store.deleteGroup(group.id);
      return { id: sid };
    },
  };
}

export function contactsExport({ store }: Device): Reply {
  const contacts = store.contacts().map(({ cells }) => cells);
  return { status: 200, type: 'text/csv; charset=iso-8859-1', body: writeCsv(contacts) };
}
