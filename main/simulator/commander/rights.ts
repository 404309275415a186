/** Who may read and write which contact group, and where new contacts land: docs/protocols/commander.md, section 5a. */
import type { Device } from './device.ts';
import type { Grid } from './grid.ts';
import { FIXED } from './grid.ts';
import type { Permission } from './rows.ts';
import type { Store } from './store.ts';

export const bit = (flag: boolean): string => (flag ? '1' : '0');

/** Null: neither `0` nor `1`. */
export const readBit = (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null);

const rowId = ({ extension, group }: Permission): string => `${extension}-${group}`;

function find(store: Store, sid: string): Permission | null {
  const match = /^(.+)-([1-9]\d{0,8})$/.exec(sid);
  return match === null ? null : store.permission(match[1] ?? '', Number(match[2]));
}

/** A list with a row for each subscriber and group, of which only the flags behind the third column change. */
function grid(
  store: Store,
  flags: (permission: Permission) => boolean[],
  change: (before: Permission, flags: readonly boolean[]) => Permission | { refused: string },
): Grid {
  const data = (row: Permission): string[] => [
    row.extension,
    row.name,
    String(row.group),
    ...flags(row).map(bit),
  ];
  return {
    width: 5,
    rows: () => store.permissions().map((row) => ({ id: rowId(row), data: data(row) })),
    put(sid, columns) {
      if (sid === null) return FIXED;
      const before = find(store, sid);
      if (before === null) return { refused: 'no such subscriber or contact group' };
      const stored = data(before);
      if (columns.slice(0, 3).some((text, at) => text !== stored[at])) {
        return { refused: 'subscriber and contact group of a row do not change' };
      }
      const sent = columns.slice(3, stored.length).map(readBit);
      const wanted = sent.filter((flag) => flag !== null);
      if (wanted.length < sent.length) return { refused: 'a right is 0 or 1' };
      const changed = change(before, wanted);
      if ('refused' in changed) return changed;
      store.savePermission(changed);
      return { id: sid };
    },
    remove: () => FIXED,
  };
}

/** What is left when some rights have been taken away: no write without read, no standard group without write. */
export const settled = (row: Permission): Permission => {
  const write = row.write && row.read;
  return { ...row, write, standard: row.standard && write };
};

export const permissionsGrid = ({ store }: Device): Grid =>
  grid(
    store,
    ({ read, write }) => [read, write],
    (before, [read = false, write = false]) => {
      if (write && !read) return { refused: 'write presupposes read' };
      const google = store.groups().some(({ id, kind }) => id === before.group && kind === 'google');
      if (write && google) return { refused: 'Google groups change at Google only' };
      return settled({ ...before, read, write });
    },
  );

export const standardGroupsGrid = ({ store }: Device): Grid =>
  grid(
    store,
    ({ standard }) => [standard],
    (before, [standard = false]) =>
      standard && !before.write
        ? { refused: 'new contacts only go to groups that the subscriber may write to' }
        : { ...before, standard },
  );
