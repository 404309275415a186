/** The shipped profile of a Linux console at a real shell on a pseudo-terminal, with the real sz and rz. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { connectConsole } from '../../main/pbx/console/connect.ts';
import type { LogIn } from '../main/pbx/console/journey.ts';
import { agreed, atEnd, diff, edit, folder, on, pull, push, site } from '../main/pbx/console/journey.ts';
import type { Site } from '../../main/site/site.ts';
import { startConsole } from '../../main/simulator/console/start.ts';
import { quiet } from '../quiet.ts';
import { freePort } from './modem-peer.ts';

const missing = ['socat', 'bash', 'sx', 'rx', 'sb', 'rb'].filter(
  (name) => spawnSync(name, ['--version']).error !== undefined,
);
if (missing.length > 0 && process.env['CI'] !== undefined) throw new Error(`${missing.join(', ')} missing`);

const CONTACTS = 30;
const PROTOCOLS = ['ymodem', 'xmodem-1k', 'xmodem'] as const;

/** A shell as a person finds it at a serial port: it echoes, it edits lines, Ctrl-C ends what runs. */
async function shell(home: string): Promise<number> {
  const port = await freePort();
  const child = spawn(
    'socat',
    [
      `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork,nodelay`,
      'EXEC:bash --noprofile --norc -i,pty,setsid,ctty,stderr,sane',
    ],
    {
      cwd: home,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: home, TERM: 'vt100', PS1: '\\u@\\h:\\w\\$ ' },
    },
  );
  atEnd(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  for (let tries = 0; tries < 250; tries++) {
    const socket = connect(port, '127.0.0.1');
    const answered = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (answered) return port;
    await pause(20);
  }
  throw new Error('socat does not listen');
}

const at =
  (port: number, protocol: string): LogIn =>
  () =>
    connectConsole({
      url: `tcp://127.0.0.1:${port}`,
      user: '',
      password: '',
      console: `linux-console#${protocol}`,
    });

/** Contacts that never stood in a PBX: invented by a simulated console, and copied. */
async function filled(): Promise<Site> {
  const place = { port: 0 };
  const one = await startConsole({ place, mode: 'dialogue', folder: folder(), contacts: CONTACTS, seed: 5 });
  atEnd(() => one.stop());
  if (!('url' in one.place)) throw new Error('No address');
  const { url } = one.place;
  const { user, password } = one;
  const source = site();
  await pull(() => connectConsole({ url, user, password, console: 'simulated-console' }), source);
  const book = site();
  book.change('create-contact', '', { kind: 'hand' }, (change) => {
    // A group without a contact cannot travel.
    const groups = new Set([...source.eachContact()].flatMap((contact) => contact.groups));
    for (const name of groups) change.ensureGroup(name, 'standard');
    for (const { id: _id, photo: _photo, ...fields } of source.eachContact()) {
      change.createContact({ ...fields, photo: null });
    }
  });
  return book;
}

describe.skipIf(missing.length > 0).concurrent('a Linux console with sz and rz', () => {
  it.each(PROTOCOLS)('takes and gives the book by %s', async (protocol) => {
    const home = folder();
    const port = await shell(home);
    const logIn = at(port, protocol);
    const empty = await on(logIn, (connector) => connector.read(() => undefined, quiet.signal));
    expect(empty).toMatchObject({ contacts: [], groups: [] });
    expect(empty.identity.model).toMatch(/^Linux /);
    expect(empty.identity.serial).not.toBe('');

    const book = await filled();
    expect(await push(logIn, book)).toMatchObject({ verified: true, differences: [] });
    expect(await diff(logIn, book)).toMatchObject(agreed(CONTACTS));
    edit(book);
    const report = await push(logIn, book);
    expect(report.operations.map(({ kind, outcome }) => `${kind} ${outcome}`).sort()).toEqual([
      'create done',
      'create-group done',
      'delete done',
      'update done',
    ]);
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(readdirSync(home).filter((name) => name.startsWith('contacts'))).toEqual(['contacts.csv']);

    // Somebody else, by whatever protocol, finds the same book.
    const other = site();
    expect(await pull(at(port, 'ymodem'), other)).toBe(CONTACTS);
    const names = (one: Site) =>
      [...one.eachContact()].map(({ familyName, company }) => `${familyName} ${company}`).sort();
    // The PBX has no Œ.
    expect(names(other)).toEqual(names(book).map((name) => name.replace('Œ', 'Oe')));
  });

  it.each(['ymodem', 'xmodem'])(
    'is left at its prompt, its book untouched, when an upload by %s is cancelled',
    async (protocol) => {
      const home = folder();
      const logIn = at(await shell(home), protocol);
      const book = await filled();
      await push(logIn, book);
      const before = readFileSync(join(home, 'contacts.csv'));
      edit(book);
      const stop = new AbortController();
      const report = await push(logIn, book, {
        progress: ({ phase, done }) => {
          if (phase === 'upload' && done > 0) stop.abort();
        },
        signal: stop.signal,
      });
      expect(new Set(report.operations.map(({ problem }) => problem?.code))).toEqual(new Set(['cancelled']));
      expect(readFileSync(join(home, 'contacts.csv')).equals(before)).toBe(true);
      expect(await push(logIn, book)).toMatchObject({ verified: true, differences: [] });
      expect(await diff(logIn, book)).toMatchObject(agreed(CONTACTS));
    },
  );
});
