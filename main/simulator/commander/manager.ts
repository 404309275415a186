/** The Configuration Manager's contact pages: docs/protocols/commander.md, sections 3 to 5. */
import type { GroupKind } from '../../../core/directory/group.ts';
import { HEADER } from './columns.ts';
import { writeCsv } from './csv.ts';
import { json, refusal } from './device.ts';
import type { Device, Reply } from './device.ts';
import { checkContact, checkDelete, checkDeleteGroup, checkGroup, withTypeWords } from './rules.ts';

/** The type codes of the groups page; 4 exists on this page only. */
const KIND_CODES: readonly GroupKind[] = ['standard', 'dect-900', 'dect-900c', 'version-1', 'google'];

type Status = 'inserted' | 'updated' | 'deleted';
type Outcome = { id: number } | { refused: string };

interface Grid {
  /** `id` null: a new row. `columns[n]` is what was sent as `c<n>`. */
  put(id: number | null, columns: readonly string[]): Outcome;
  remove(id: number): Outcome;
}

const rows = (list: { id: number; data: string[] }[]): Reply =>
  json({ rows: list.map(({ id, data }) => ({ id: String(id), data, userdata: {} })) });

export const contactsState = ({ store }: Device): Reply =>
  rows([...store.contacts()].map(({ id, cells, groups }) => ({ id, data: [...cells, groups.join(',')] })));

export const groupsState = ({ store }: Device): Reply =>
  rows(
    store.groups().map(({ id, name, kind, standard }) => ({
      id,
      data: [name, String(KIND_CODES.indexOf(kind)), standard ? '1' : '0'],
    })),
  );

/** Ids in ascending order, each once; null when the text is no list of ids. */
export function readIds(text: string): number[] | null {
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === '') return [];
  if (!words.every((word) => /^\d{1,9}$/.test(word))) return null;
  return [...new Set(words.map(Number))].sort((a, b) => a - b);
}

function contactsGrid({ store, profile }: Device): Grid {
  return {
    put(id, columns) {
      const before = id === null ? null : store.contact(id);
      if (id !== null && before === null) return { refused: 'no such contact' };
      const groups = readIds(columns[HEADER.length] ?? '');
      if (groups === null) return { refused: 'not a list of contact groups' };
      const contact = { cells: withTypeWords(HEADER.map((_, at) => columns[at] ?? '')), groups };
      const refused = checkContact(contact, before, profile, store);
      return refused === null ? { id: store.saveContact(contact, id) } : { refused };
    },
    remove(id) {
      const contact = store.contact(id);
      if (contact === null) return { refused: 'no such contact' };
      const refused = checkDelete(contact, store);
      if (refused !== null) return { refused };
      store.deleteContact(id);
      return { id };
    },
  };
}

function groupsGrid({ store, profile }: Device): Grid {
  return {
    put(id, [name = '', code = '', standard = '']) {
      const groups = store.groups();
      const before = groups.find((group) => group.id === id) ?? null;
      if (id !== null && before === null) return { refused: 'no such contact group' };
      const kind = /^\d$/.test(code) ? KIND_CODES[Number(code)] : undefined;
      if (kind === undefined) return { refused: `unknown type: ${code}` };
      const group = { name, kind, standard: standard === '1' };
      const refused = checkGroup(group, before, profile, groups);
      return refused === null ? { id: store.saveGroup(group, id) } : { refused };
    },
    remove(id) {
      const group = store.groups().find((known) => known.id === id);
      if (group === undefined) return { refused: 'no such contact group' };
      const refused = checkDeleteGroup(group, profile);
      if (refused !== null) return { refused };
      store.deleteGroup(id);
      return { id };
    },
  };
}

function saveRow(
  grid: Grid,
  sid: string,
  form: ReadonlyMap<string, string>,
  width: number,
): Outcome & { type: string } {
  const status = form.get(`${sid}_!nativeeditor_status`);
  const known = ['inserted', 'updated', 'deleted'] as const satisfies Status[];
  const type = known.find((word) => word === status);
  const id = /^[1-9]\d{0,8}$/.test(sid) ? Number(sid) : null;
  const refuse = (refused: string) => ({ type: 'error', refused });
  if (type === undefined) return refuse(`no or unknown status: ${status ?? ''}`);
  if (type === 'inserted' ? !sid.startsWith('new') : id === null) return refuse('not a row id');
  const columns = Array.from({ length: width }, (_, at) => form.get(`${sid}_c${at}`) ?? '');
  const outcome =
    type === 'deleted' && id !== null ? grid.remove(id) : grid.put(type === 'inserted' ? null : id, columns);
  return { type: 'refused' in outcome ? 'error' : type, ...outcome };
}

/** Answers row by row; everything that is answered has been committed before. */
function save(device: Device, grid: Grid, width: number, body: Buffer): Reply {
  const text = body.toString('utf8');
  if (/%21nativeeditor_status/i.test(text))
    return refusal('the ! of !nativeeditor_status must not be encoded');
  const form = new Map(new URLSearchParams(text));
  const ids = (form.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) return refusal('no ids');
  const answered = device.store.transaction(() =>
    ids.map((sid) => {
      const outcome = saveRow(grid, sid, form, width);
      return 'refused' in outcome
        ? { sid, tid: sid, type: outcome.type, err_str: outcome.refused }
        : { sid, tid: String(outcome.id), type: outcome.type };
    }),
  );
  return json({ rows: answered });
}

export const contactsSave = (device: Device, body: Buffer): Reply =>
  save(device, contactsGrid(device), HEADER.length + 1, body);

export const groupsSave = (device: Device, body: Buffer): Reply => save(device, groupsGrid(device), 3, body);

export function contactsExport({ store }: Device): Reply {
  const contacts = store.contacts().map(({ cells }) => cells);
  return { status: 200, type: 'text/csv; charset=iso-8859-1', body: writeCsv(contacts) };
}

export function tree({ profile }: Device): Reply {
  const { contacts, contactGroups, contactsImport, vcardImport } = profile.pages;
  const leaf = (id: number, text: string, page: string) => ({ id: String(id), text, page, items: [] });
  return json([
    {
      id: '1',
      text: 'Benutzerdaten',
      items: [
        {
          id: '2',
          text: 'Adressbücher',
          items: [
            leaf(3, 'Kontakte und Zuordnung', contacts.path),
            leaf(4, 'Kontaktgruppen', contactGroups.path),
            leaf(5, 'CSV-Import', contactsImport.path),
            leaf(6, 'vCard v2.1-Import', vcardImport.path),
          ],
        },
      ],
    },
  ]);
}
