/** Starts a simulated OVHcloud API on this machine. */
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../folder.ts';
import { hangUp, listenOn } from '../../listen.ts';
import { DEFAULT_CONTACTS, DEFAULT_SEED } from '../state-folder.ts';
import { ownerKey, randomKey } from './credentials.ts';
import { readOvhFaults } from './faults.ts';
import { ids } from './rows.ts';
import { fill, GROUP, OWNER } from './seed.ts';
import { makeServer, type SimulatorEvent } from './server.ts';
import { Store } from './store.ts';
import type { World } from './world.ts';

export interface OvhOptions {
  /** Where the state is kept; made where it does not exist. */
  folder: string;
  /** 0: any free port. */
  port: number;
  /** Of the customer, ISO 3166 upper case; France when absent. */
  country?: string | undefined;
  /** How many lines the group has, and then nothing else; a few services of each kind when absent. */
  services?: number | undefined;
  contacts?: number | undefined;
  seed?: number | undefined;
  /** See `ovhFaultsHelp`. */
  faults?: string | undefined;
  onEvent?: (event: SimulatorEvent) => void;
}

export interface SimulatedOvh {
  /** With the version: `http://127.0.0.1:PORT/1.0` */
  url: string;
  applicationKey: string;
  applicationSecret: string;
  /** Validated, for everything, of the customer who is every contact of the group. */
  consumerKey: string;
  billingAccount: string;
  /** The lines of the group; the first has a telephone that can hold phone books. */
  lines: string[];
  stop: () => Promise<void>;
}

const NAME = z.string();

/** All or nothing: a simulator that is killed while it is made starts anew. */
function prepare(store: Store, { country = 'FR', services, contacts, seed }: OvhOptions): void {
  store.transaction(() => {
    if (store.fact('consumerKey') !== null) return;
    fill(store, {
      country,
      services: services ?? null,
      contacts: contacts ?? DEFAULT_CONTACTS,
      seed: seed ?? DEFAULT_SEED,
    });
    store.setFact('applicationKey', randomKey(16));
    store.setFact('applicationSecret', randomKey(32));
    store.setFact('consumerKey', ownerKey({ store, now: Date.now }, OWNER));
  });
}

/** Listens on the loopback address only. Throws `FaultsError`, `StateError`, and what `mkdir` and `listen` throw. */
export async function startOvh(options: OvhOptions): Promise<SimulatedOvh> {
  const faults = readOvhFaults(options.faults ?? '');
  makeFolder(options.folder, 0o700);
  const store = new Store(join(options.folder, 'ovh.sqlite'));
  try {
    prepare(store, options);
    let origin = '';
    const world: World = {
      store,
      now: () => Date.now() + faults.clock * 1000,
      get origin() {
        return origin;
      },
      step: faults.step,
      addressLife: faults.address * 1000,
      requestLife: faults.request * 1000,
    };
    const server = makeServer(world, faults, options.onEvent ?? (() => {}));
    const port = await listenOn(server, options.port);
    origin = `http://127.0.0.1:${port}`;
    const fact = (name: string): string => store.fact(name) ?? '';
    return {
      url: `${origin}/1.0`,
      applicationKey: fact('applicationKey'),
      applicationSecret: fact('applicationSecret'),
      consumerKey: fact('consumerKey'),
      billingAccount: GROUP,
      lines: ids(
        store,
        "SELECT name AS id FROM service WHERE account = ? AND kind = 'line' ORDER BY rowid",
        GROUP,
      ).map((id) => NAME.parse(id)),
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
