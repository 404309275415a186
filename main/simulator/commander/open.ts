/** The simulated PBX behind its doors: what it is and holds, from a folder that all of them may share. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { DEFAULT_CONTACTS, DEFAULT_PROFILE, DEFAULT_SEED } from '../state-folder.ts';
import { HEADER } from './columns.ts';
import type { Device } from './device.ts';
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
}

export interface BookSnapshot {
  groups: { id: number; name: string; kind: GroupKind; standardForNew: boolean }[];
  /** `columns`: by the name of the CSV column, only those that are not empty. `groups`: names. */
  contacts: { id: number; columns: Record<string, string>; groups: string[] }[];
}

/** The state of a folder, made when the folder is new. A folder whose making was interrupted is made anew. */
export function openDevice(options: DeviceOptions, firmware: string | null): Device {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
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
    const serial = store.fact('serial') ?? '';
    return { profile, store, serial, firmware: firmware ?? profile.firmware.leastSafe.value };
  } catch (error) {
    store.close();
    throw error;
  }
}

export function snapshot(store: Store): BookSnapshot {
  const groups = store.groups();
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return {
    groups: groups.map(({ id, name, kind, standard }) => ({ id, name, kind, standardForNew: standard })),
    contacts: [...store.contacts()].map(({ id, cells, groups: members }) => ({
      id,
      columns: Object.fromEntries(
        HEADER.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, value]) => value !== ''),
      ),
      groups: members.map((member) => names.get(member) ?? ''),
    })),
  };
}
