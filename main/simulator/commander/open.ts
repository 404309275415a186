/** The simulated PBX behind its doors: what it is and holds, from a folder that all of them may share. */
import { join } from 'node:path';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { makeFolder } from '../../folder.ts';
import { DEFAULT_CONTACTS, DEFAULT_PROFILE, DEFAULT_SEED } from '../state-folder.ts';
import { HEADER } from './columns.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import type { Device, Generation, Language } from './device.ts';
import { ldapServer, ldapUser } from './ldap.ts';
import type { LdapServer } from './ldap.ts';
import { seedStore } from './seed.ts';
import { Store } from './store.ts';

export interface DeviceOptions {
  /** Where the state is kept; made when it does not exist. */
  folder: string;
  /** What a fresh device holds; a folder that already has state keeps it. */
  contacts?: number | undefined;
  seed?: number | undefined;
  /** Id of a device profile. */
  profile?: string | undefined;
  /** Default: the newer one. */
  generation?: Generation | undefined;
  /** Of the menu; default: English. */
  language?: Language | undefined;
  /** In front of the name that each page of the contacts has in the profile; default: nothing. */
  pages?: string | undefined;
}

export interface BookSnapshot {
  groups: { id: number; name: string; kind: GroupKind; standardForNew: boolean }[];
  /** `columns`: by the name of the CSV column, only those that are not empty. `groups`: names. */
  contacts: { id: number; columns: Record<string, string>; groups: string[] }[];
  /** Grants and standard groups by the name of the contact group; only the role *subscriber* has any. */
  subscribers: Subscriber[];
  ldap: LdapServer & { exported: { group: string; user: string; password: string }[] };
}

/**
 * Throws `StateError`. The state of a folder, made when the folder is new. A folder whose making was interrupted is made anew.
 * `firmware` and `serial`: what the device says of itself instead of the truth, unless null.
 */
export function openDevice(
  options: DeviceOptions,
  firmware: string | null,
  serial: string | null = null,
): Device {
  makeFolder(options.folder, 0o700);
  const store = new Store(join(options.folder, 'commander.sqlite'));
  try {
    const made = store.fact('profile');
    const profile = deviceProfile(made ?? options.profile ?? DEFAULT_PROFILE);
    if (made === null) {
      store.transaction(() => {
        seedStore(store, profile, options.contacts ?? DEFAULT_CONTACTS, options.seed ?? DEFAULT_SEED);
        store.setFact('profile', profile.id);
      });
    }
    const { generation = 'newer', language = 'en', pages = '' } = options;
    return {
      profile,
      store,
      serial: serial ?? store.fact('serial') ?? '',
      firmware: firmware ?? profile.firmware.leastSafe.value,
      generation,
      language,
      pageName: (page) => pages + profile.pages[page].path,
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

export function snapshot(store: Store): BookSnapshot {
  const groups = store.groups();
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const nameOf = (group: number): string => names.get(group) ?? '';
  const permissions = store.permissions();
  return {
    groups: groups.map(({ id, name, kind, standard }) => ({ id, name, kind, standardForNew: standard })),
    contacts: [...store.contacts()].map(({ id, cells, groups: members }) => ({
      id,
      columns: Object.fromEntries(
        HEADER.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, value]) => value !== ''),
      ),
      groups: members.map(nameOf),
    })),
    subscribers: store.subscribers().map(({ extension, name, role }) => {
      const own = permissions.filter((row) => row.extension === extension && row.read);
      return {
        extension,
        name,
        role,
        grants: Object.fromEntries(
          own.map(({ group, write }) => [nameOf(group), write ? 'write' : 'read'] as const),
        ),
        standardGroups: own.filter(({ standard }) => standard).map(({ group }) => nameOf(group)),
      };
    }),
    ldap: {
      ...ldapServer(store),
      exported: store
        .ldapExports()
        .filter(({ exported }) => exported)
        .map(({ group, password }) => {
          const name = nameOf(group);
          return { group: name, user: ldapUser(name), password };
        }),
    },
  };
}
