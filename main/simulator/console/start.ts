/** Starts a simulated serial console on this machine: another door to the simulated COMmander. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { openDevice, snapshot } from '../commander/open.ts';
import type { BookSnapshot, DeviceOptions } from '../commander/open.ts';
import { listenOn } from '../../listen.ts';
import { DEFAULT_SEED } from '../state-folder.ts';
import { converse, Login } from './dialogue.ts';
import { readConsoleFaults } from './faults.ts';
import { Line, LineGone } from './line.ts';
import { callRecords, pullRecords } from './records.ts';
import { openSerialLine } from './serial.ts';
import { Trouble } from './trouble.ts';

export { SerialLineError } from './serial.ts';

const MOST_CLIENTS = 8;
/** How long a serial line that was cut stays dead. */
const DEAD = 10_000;

/** The pull of the older COMmander speaks nothing else. */
export type ConsoleMode = 'dialogue' | 'call-records';

export interface ConsoleOptions extends DeviceOptions {
  /** TCP on the loopback address, 0: any free port; or the path of a serial line and its baud. */
  place: { port: number } | { path: string; baud: number };
  mode: ConsoleMode;
  /** See `consoleFaultsHelp`. */
  faults?: string | undefined;
}

export interface SimulatedConsole {
  /** What a client opens. */
  place: { port: number; url: string } | { path: string };
  /** The administrator; both empty in the mode `call-records`, which has no login. */
  user: string;
  password: string;
  /** Id of the console profile that speaks to it. */
  profile: 'simulated-console' | 'commander-call-records';
  serial: string;
  /** What the device holds at this moment. */
  book(): BookSnapshot;
  /** Resolves when the serial line is gone for good, as when its adapter is pulled out. */
  gone: Promise<void>;
  stop(): Promise<void>;
}

interface Door {
  place: SimulatedConsole['place'];
  gone: Promise<void>;
  close(): Promise<void>;
}

/** Speaks on one stream until it is cut or gone. Never throws. */
type Speak = (stream: Duplex) => Promise<void>;

async function openPort(port: number, speak: Speak): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true).on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    void speak(socket).then(() => socket.destroy());
  });
  server.maxConnections = MOST_CLIENTS;
  const listening = await listenOn(server, port);
  return {
    place: { port: listening, url: `tcp://127.0.0.1:${listening}` },
    gone: new Promise(() => {}),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function openLine(path: string, baud: number, trouble: Trouble, speak: Speak): Promise<Door> {
  const serial = await openSerialLine(path, baud);
  const { stream } = serial;
  stream.on('error', () => stream.destroy());
  const talk = async (): Promise<void> => {
    while (!stream.destroyed && !stream.readableEnded) {
      await speak(stream);
      await new Line(stream, trouble).dead(DEAD);
    }
  };
  return { place: { path }, gone: talk(), close: () => serial.close() };
}

/**
 * Throws `FaultsError` for faults that nobody understands, `SerialLineError`, `SwitchbookError` for an unknown
 * device profile, `RangeError` for more contacts than the model holds, `StateError`, what `mkdir` throws where the
 * folder cannot be made, and what `listen` throws when the port is taken.
 */
export async function startConsole(options: ConsoleOptions): Promise<SimulatedConsole> {
  const seed = options.seed ?? DEFAULT_SEED;
  const trouble = new Trouble(readConsoleFaults(options.faults ?? ''), seed);
  const device = openDevice(options, null);
  const { store, serial } = device;
  try {
    const login = new Login(device);
    const records = options.mode === 'call-records' ? callRecords(store, seed) : null;
    const speak: Speak = async (stream) => {
      const line = new Line(stream, trouble);
      try {
        await (records === null ? converse(device, line, login) : pullRecords(line, records));
      } catch (error) {
        if (!(error instanceof LineGone)) throw error;
      }
    };
    const { place } = options;
    const door =
      'port' in place
        ? await openPort(place.port, speak)
        : await openLine(place.path, place.baud, trouble, speak);
    const admin = store.subscribers().find(({ role }) => role === 'administrator');
    return {
      place: door.place,
      user: records === null ? (admin?.extension ?? '') : '',
      password: records === null ? (admin?.password ?? '') : '',
      profile: records === null ? 'simulated-console' : 'commander-call-records',
      serial,
      book: () => snapshot(store),
      gone: door.gone,
      async stop() {
        await door.close();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
