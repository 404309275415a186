/** Starts a simulated COMmander-class PBX on this machine. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import type { Role } from '../../../core/directory/subscriber.ts';
import { DEFAULT_CONTACTS, DEFAULT_PROFILE, DEFAULT_SEED } from '../state-folder.ts';
import { certificateOf } from './certificate.ts';
import { HEADER } from './columns.ts';
import type { Device } from './device.ts';
import { readFaults } from './faults.ts';
import { seedStore } from './seed.ts';
import { makeServer } from './server.ts';
import type { SimulatorEvent } from './server.ts';
import { Store } from './store.ts';

export interface CommanderOptions {
  /** 0: any free port. */
  port: number;
  /** Where the state is kept; made when it does not exist. */
  folder: string;
  /** What a fresh device holds; a folder that already has state keeps it. */
  contacts?: number | undefined;
  seed?: number | undefined;
  /** Id of a device profile. */
  profile?: string | undefined;
  /** See `faultsHelp`. */
  faults?: string | undefined;
  onEvent?: (event: SimulatorEvent) => void;
}

export interface BookSnapshot {
  groups: { id: number; name: string; kind: GroupKind; standardForNew: boolean }[];
  /** `columns`: by the name of the CSV column, only those that are not empty. `groups`: names. */
  contacts: { id: number; columns: Record<string, string>; groups: string[] }[];
}

export interface SimulatedPbx {
  url: string;
  port: number;
  /** The administrator: may write, but does not read through the ICT API. */
  user: string;
  password: string;
  /** SHA-256 of the certificate, upper case, with colons. */
  fingerprint: string;
  /** The sub-administrator and the first subscriber may read every group. */
  subscribers: { extension: string; password: string; role: Role }[];
  serial: string;
  /** What the device holds at this moment. */
  book(): BookSnapshot;
  stop(): Promise<void>;
}

/** The state of a folder, made when the folder is new. A folder whose making was interrupted is made anew. */
function openDevice(options: CommanderOptions, firmware: string | null): Device {
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

function snapshot(store: Store): BookSnapshot {
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

/**
 * Listens on the loopback address only.
 *
 * Throws `FaultsError` for faults that nobody understands, `SwitchbookError` for an unknown profile,
 * `RangeError` for more contacts than the model holds, and what `listen` throws when the port is taken.
 */
export async function startCommander(options: CommanderOptions): Promise<SimulatedPbx> {
  const faults = readFaults(options.faults ?? '');
  const device = openDevice(options, faults.firmware);
  const { store, serial } = device;
  try {
    const certificate = await certificateOf(store, device.profile.name);
    const server = makeServer(device, certificate, faults, options.onEvent ?? (() => {}));
    server.listen(options.port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : options.port;
    const subscribers = store
      .subscribers()
      .map(({ extension, password, role }) => ({ extension, password, role }));
    const admin = subscribers.find(({ role }) => role === 'administrator');
    return {
      url: `https://127.0.0.1:${port}`,
      port,
      user: admin?.extension ?? '',
      password: admin?.password ?? '',
      fingerprint: certificate.fingerprint,
      subscribers,
      serial,
      book: () => snapshot(store),
      async stop() {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
