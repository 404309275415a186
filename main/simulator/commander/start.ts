/** Starts a simulated COMmander-class PBX on this machine. */
import type { Role } from '../../../core/directory/subscriber.ts';
import { hangUp, listenOn } from '../../listen.ts';
import { certificateOf } from './certificate.ts';
import { readFaults } from './faults.ts';
import { openingPassword } from './gate.ts';
import { openDevice, snapshot } from './open.ts';
import type { BookSnapshot, DeviceOptions } from './open.ts';
import type { SoftCall, StoredSubscriber } from './rows.ts';
import { makeServer } from './server.ts';
import type { SimulatorEvent } from './server.ts';

export interface CommanderOptions extends DeviceOptions {
  /** 0: any free port. */
  port: number;
  /** See `faultsHelp`. */
  faults?: string | undefined;
  onEvent?: (event: SimulatorEvent) => void;
}

export interface SimulatedLogin {
  extension: string;
  name: string;
  /** The one that lets in: an app password, where there is one. */
  password: string;
  role: Role;
  /** The one that no longer lets in, because there is an app password. */
  ordinaryPassword?: string;
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
  subscribers: SimulatedLogin[];
  serial: string;
  /** What the device holds at this moment. */
  book(): BookSnapshot;
  /** What subscribers had it dial, in that order. */
  calls(): SoftCall[];
  stop(): Promise<void>;
}

function loginOf(subscriber: StoredSubscriber): SimulatedLogin {
  const { extension, name, role, password, appPassword } = subscriber;
  const login = { extension, name, password: openingPassword(subscriber), role };
  return appPassword === null ? login : { ...login, ordinaryPassword: password };
}

/**
 * Listens on the loopback address only.
 *
 * Throws `FaultsError` for faults that nobody understands, `SwitchbookError` for an unknown profile,
 * `RangeError` for more contacts than the model holds, `StateError`, what `mkdir` throws where the folder cannot be
 * made, and what `listen` throws when the port is taken.
 */
export async function startCommander(options: CommanderOptions): Promise<SimulatedPbx> {
  const faults = readFaults(options.faults ?? '');
  const device = openDevice(options, faults.firmware, faults.serial);
  const { store, serial } = device;
  try {
    const certificate = await certificateOf(store, device.profile.name);
    const server = makeServer(device, certificate, faults, options.onEvent ?? (() => {}));
    const port = await listenOn(server, options.port);
    const subscribers = store.subscribers().map(loginOf);
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
      calls: () => store.softCalls(),
      async stop() {
        await hangUp(server);
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
