/** A simulated telephone of the D series that dials on command: docs/protocols/commander.md, section 5e. */
import { randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../folder.ts';
import { makeCertificate } from '../commander/certificate.ts';
import { hangUp, listenOn } from '../../listen.ts';
import { StateError } from '../state-error.ts';

export interface PhoneOptions {
  /** 0: any free port. */
  port: number;
  /** Where certificate and token are kept, so that the phone is known again; made when it does not exist. */
  folder: string;
  /** Hears of each number just before the answer is sent. */
  onCall?: (number: string) => void;
}

export interface SimulatedPhone {
  url: string;
  port: number;
  /** What opens its commands. */
  token: string;
  /** SHA-256 of the certificate, upper case, with colons. */
  fingerprint: string;
  /** The numbers that it was told to dial, in that order. */
  calls(): string[];
  stop(): Promise<void>;
}

const COMMAND = '/api/v1/exec/command';
const DIALABLE = /^\+?[0-9*#]{1,32}$/;

const KEPT = z.object({ key: z.string(), cert: z.string(), token: z.string() });

async function identityIn(folder: string): Promise<z.infer<typeof KEPT>> {
  makeFolder(folder, 0o700);
  const file = join(folder, 'phone.json');
  if (existsSync(file))
    return inState('foreign', file, () => KEPT.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const made = {
    ...(await makeCertificate('Telephone, simulated')),
    token: randomBytes(16).toString('hex'),
  };
  inState('unwritable', file, () => {
    writeFileSync(`${file}.part`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  });
  return made;
}

function inState<T>(kind: StateError['kind'], file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StateError(kind, file, { cause: error });
  }
}

function isToken(header: string, token: string): boolean {
  const given = Buffer.from(header);
  const right = Buffer.from(`Bearer ${token}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Listens on the loopback address only. Throws `StateError`, and what `mkdir` and `listen` throw. */
export async function startPhone({ port, folder, onCall }: PhoneOptions): Promise<SimulatedPhone> {
  const { key, cert, token } = await identityIn(folder);
  const dialled: string[] = [];

  const statusOf = (method: string, address: string, header: string): number => {
    const { pathname, searchParams } = new URL(address, 'https://phone');
    if (pathname !== COMMAND) return 404;
    if (method !== 'GET') return 405;
    if (!isToken(header, token)) return 401;
    const number = searchParams.get('number') ?? '';
    if (searchParams.get('action') !== 'call' || !DIALABLE.test(number)) return 400;
    dialled.push(number);
    onCall?.(number);
    return 200;
  };

  const server = createServer({ key, cert }, ({ method = '', url = '/', headers }, response) => {
    const status = URL.canParse(url, 'https://phone')
      ? statusOf(method, url, headers.authorization ?? '')
      : 400;
    response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end();
  });
  const listening = await listenOn(server, port);
  return {
    url: `https://127.0.0.1:${listening}`,
    port: listening,
    token,
    fingerprint: new X509Certificate(cert).fingerprint256,
    calls: () => [...dialled],
    async stop() {
      await hangUp(server);
    },
  };
}
