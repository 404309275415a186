/** Where a simulated PBX keeps its state, so that starting it again on the same port finds what it held. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export const DEFAULT_CONTACTS = 300;
export const DEFAULT_SEED = 1;
export const DEFAULT_PROFILE = 'commander-6000';

export interface StateRequest {
  /** 0: any free port. */
  port: number;
  /** The person named the port: only then is earlier state resumed. */
  portGiven: boolean;
  contacts?: number | undefined;
  seed?: number | undefined;
  profile?: string | undefined;
  /** Default: the user's state directory. */
  root?: string | undefined;
}

export interface StateFolder {
  folder: string;
  /** The port to start on: the one that was free when none was named. */
  port: number;
  /** Nothing is in the folder yet. */
  fresh: boolean;
}

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
  probe.listen(port, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}

function madeFor(file: string): z.infer<typeof MADE_FOR> | null {
  try {
    return MADE_FOR.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Resumes what a port that the person named held before, unless other contacts, another seed or another
 * profile are asked for; everything else starts from nothing, and what the folder held is removed.
 */
export async function stateFolder(request: StateRequest): Promise<StateFolder> {
  const port = await freePort(request.port);
  const folder = join(request.root ?? stateRoot(), `commander-${port}`);
  const note = join(folder, 'made-for.json');
  const before = request.portGiven && request.port !== 0 ? madeFor(note) : null;
  const same = <T>(asked: T | undefined, made: T): boolean => asked === undefined || asked === made;
  if (
    before !== null &&
    same(request.contacts, before.contacts) &&
    same(request.seed, before.seed) &&
    same(request.profile, before.profile)
  ) {
    return { folder, port, fresh: false };
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made: z.infer<typeof MADE_FOR> = {
    contacts: request.contacts ?? DEFAULT_CONTACTS,
    seed: request.seed ?? DEFAULT_SEED,
    profile: request.profile ?? DEFAULT_PROFILE,
  };
  writeFileSync(note, JSON.stringify(made));
  return { folder, port, fresh: true };
}
