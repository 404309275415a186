/** Where a simulated PBX keeps its state, so that starting it again on the same port finds what it held. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../folder.ts';
import { listenOn } from '../listen.ts';

export const DEFAULT_CONTACTS = 300;
export const DEFAULT_SEED = 1;
export const DEFAULT_PROFILE = 'commander-6000';

/** What a fresh device is to hold, and where its folder is. */
interface Wanted {
  contacts?: number | undefined;
  seed?: number | undefined;
  profile?: string | undefined;
  /** Default: the user's state directory. */
  root?: string | undefined;
}

export interface StateRequest extends Wanted {
  device: 'commander' | 'console' | 'phone' | 'ovh';
  /** 0: any free port. */
  port: number;
  /** The person named the port: only then is earlier state resumed. */
  portGiven: boolean;
}

export interface StateFolder {
  folder: string;
  /** The port to start on: the one that was free when none was named. */
  port: number;
  /** Nothing is in the folder yet. */
  fresh: boolean;
}

const NOTE = 'made-for.json';
const MADE_FOR = z.object({ contacts: z.number(), seed: z.number(), profile: z.string() });

/** The XDG state directory, or what macOS and Windows have in its place. */
function stateRoot(): string {
  const home = homedir();
  const base =
    platform() === 'win32'
      ? (process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : platform() === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : process.env['XDG_STATE_HOME'] || join(home, '.local', 'state');
  return join(base, 'switchbook', 'simulators');
}

/** Throws EADDRINUSE: the state of a simulator that is running must not be touched. */
async function freePort(port: number): Promise<number> {
  const probe = createServer();
  const free = await listenOn(probe, port);
  probe.close();
  await once(probe, 'close');
  return free;
}

function madeFor(file: string): z.infer<typeof MADE_FOR> | null {
  try {
    return MADE_FOR.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Does the folder hold what was asked for? */
function resumed(folder: string, request: Wanted): boolean {
  const before = madeFor(join(folder, NOTE));
  const same = <T>(asked: T | undefined, made: T): boolean => asked === undefined || asked === made;
  return (
    before !== null &&
    same(request.contacts, before.contacts) &&
    same(request.seed, before.seed) &&
    same(request.profile, before.profile)
  );
}

function begin(folder: string, request: Wanted): void {
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder, 0o700);
  const made: z.infer<typeof MADE_FOR> = {
    contacts: request.contacts ?? DEFAULT_CONTACTS,
    seed: request.seed ?? DEFAULT_SEED,
    profile: request.profile ?? DEFAULT_PROFILE,
  };
  writeFileSync(join(folder, NOTE), JSON.stringify(made));
}

/**
 * Resumes what a port that the person named held before, unless other contacts, another seed or another
 * profile are asked for; everything else starts from nothing, and what the folder held is removed.
 */
export async function stateFolder(request: StateRequest): Promise<StateFolder> {
  const port = await freePort(request.port);
  const folder = join(request.root ?? stateRoot(), `${request.device}-${port}`);
  const fresh = !(request.portGiven && request.port !== 0 && resumed(folder, request));
  if (fresh) begin(folder, request);
  return { folder, port, fresh };
}

/** The same by the path of a serial line, which is always named. */
export function lineStateFolder(path: string, request: Wanted): string {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const folder = join(request.root ?? stateRoot(), `console-${name}`);
  if (!resumed(folder, request)) begin(folder, request);
  return folder;
}
