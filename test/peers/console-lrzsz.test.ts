/** The simulated console sends to and receives from lrzsz, the usual programs for XMODEM and YMODEM. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { start } from '../command.ts';
import { atWork, exported, Person, simulated } from '../main/simulator/console/person.ts';

const missing = ['sx', 'rx', 'sb', 'rb', 'socat'].filter(
  (name) => spawnSync(name, ['--version']).error !== undefined,
);
if (missing.length > 0 && process.env['CI'] !== undefined) throw new Error(`${missing.join(', ')} missing`);

const TRANSFERS = ['xmodem', 'xmodem-1k', 'ymodem'] as const;
type Transfer = (typeof TRANSFERS)[number];

const line = z.strictObject({
  path: z.string(),
  user: z.literal('admin'),
  password: z.string().min(8),
  profile: z.literal('simulated-console'),
  pid: z.number(),
});

describe.skipIf(missing.length > 0)('lrzsz at the simulated console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-lrzsz-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Lets a program have the line until it ends. */
  async function onLine(person: Person, words: readonly string[]): Promise<number | null> {
    const [program = '', ...rest] = words;
    const { stream } = person;
    const child: ChildProcess = spawn(program, rest, {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('No pipes');
    stdin.on('error', () => {});
    const hear = (bytes: Buffer): void => void stdin.write(bytes);
    hear(person.unread());
    stream.on('data', hear);
    stdout.pipe(stream, { end: false });
    const exit = once(child, 'exit').then(() => child.exitCode);
    const closed = once(stream, 'close').then(() => {
      child.kill();
      return null;
    });
    const code = await Promise.race([exit, closed]);
    stream.off('data', hear);
    stdout.unpipe(stream);
    return code;
  }

  async function receive(person: Person, transfer: Transfer): Promise<Buffer> {
    person.type(`export ${transfer}\r`);
    const said = /, (\d+) bytes: start your receiver\r\n$/;
    const [, length = ''] = said.exec(await person.until(said)) ?? [];
    const words = transfer === 'ymodem' ? ['rb', '-y'] : ['rx', '-c', '-y', 'contacts.csv'];
    expect(await onLine(person, words)).toBe(0);
    await person.until(/Sent\r\nCOMmander> $/);
    const file = readFileSync(join(folder, 'contacts.csv'));
    if (transfer === 'ymodem') expect(file).toHaveLength(Number(length));
    return file.subarray(0, Number(length));
  }

  async function send(person: Person, transfer: Transfer, file: string): Promise<string> {
    writeFileSync(join(folder, 'book.csv'), file, 'latin1');
    person.type(`import ${transfer}\r`);
    await person.until(/Ready: start your sender\r\n/);
    const words = { xmodem: ['sx'], 'xmodem-1k': ['sx', '-k'], ymodem: ['sb', '-k'] }[transfer];
    expect(await onLine(person, [...words, 'book.csv'])).toBe(0);
    const answer = await person.until(/COMmander> $/);
    return answer.slice(answer.search(/Imported|Transfer failed/));
  }

  it.each(TRANSFERS)('takes and gives the book by %s', async (transfer) => {
    const console = await simulated({ contacts: 60 });
    const person = await atWork(console);
    const file = (await receive(person, transfer)).toString('latin1');
    expect(file).toBe(await exported(person));
    const before = console.book().contacts;
    const lines = file.split('\n');
    const [gone = ''] = lines.splice(5, 1);
    const own = lines.findIndex((line, at) => at > 5 && line.includes('"Personnel"'));
    lines[own] = lines[own]?.replace('"Personnel"', '"Größe"') ?? '';
    expect(gone).not.toContain('Google');
    expect(await send(person, transfer, lines.join('\n'))).toBe(
      'Imported: 0 created, 1 updated, 1 deleted, 0 refused\r\nCOMmander> ',
    );
    const after = console.book();
    expect(after.contacts).toHaveLength(before.length - 1);
    expect(after.groups.at(-1)?.name).toBe('Größe');
  });

  it.each(TRANSFERS)('carries every byte by %s although bits turn over on the line', async (transfer) => {
    const console = await simulated({ contacts: 40, faults: 'flip:1/1500' });
    const person = await atWork(console);
    const file = (await receive(person, transfer)).toString('latin1');
    const quiet = await simulated({ contacts: 40 });
    expect(file).toBe(await exported(await atWork(quiet)));
    expect(await send(person, transfer, file)).toContain('0 created, 0 updated, 0 deleted, 0 refused');
    expect(console.book()).toEqual(quiet.book());
  });

  it.each([1, 2, 9])(
    'keeps the book when the line drops at block %i, and a second try succeeds',
    async (at) => {
      const console = await simulated({ contacts: 40, faults: `cut:b${at}` });
      const before = console.book();
      const person = await atWork(console);
      const file = await exported(person);
      const fewer = `${file.split('\n').slice(0, 3).join('\n')}\n`.padEnd(3000, ' ');
      writeFileSync(join(folder, 'book.csv'), fewer, 'latin1');
      person.type('import xmodem\r');
      await person.until(/Ready: start your sender\r\n/);
      expect(await onLine(person, ['sx', 'book.csv'])).not.toBe(0);
      expect(console.book()).toEqual(before);
      const again = await atWork(console);
      expect(await send(again, 'xmodem', file)).toContain('0 created, 0 updated, 0 deleted, 0 refused');
    },
  );

  /** As a program without any serial library: the kernel's terminal, opened twice. */
  const onTerminal = (path: string): Person => {
    const stream = Duplex.from({
      readable: createReadStream(path),
      writable: createWriteStream(path, { flags: 'r+' }),
    });
    onTestFinished(() => {
      stream.destroy();
    });
    return new Person(stream);
  };

  it('opens a device that exists, and ends when that is gone', async () => {
    const [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')];
    const wire = spawn('socat', [`PTY,link=${ours},raw,echo=0`, `PTY,link=${theirs},raw,echo=0`]);
    onTestFinished(() => {
      wire.kill();
    });
    await expect.poll(() => existsSync(ours) && existsSync(theirs), { timeout: 5000 }).toBe(true);
    const running = await start(
      ['simulate', 'console', '--serial', ours, '--baud', '9600', '--contacts', '20', '--json'],
      { XDG_STATE_HOME: join(folder, 'state') },
    );
    onTestFinished(() => running.kill());
    const { path, user, password } = line.parse(JSON.parse(running.line));
    expect(path).toBe(ours);
    const person = onTerminal(theirs);
    expect(await person.logIn(user, password)).toContain('COMmander> ');
    expect((await receive(person, 'ymodem')).toString('latin1')).toBe(await exported(person));
    const end = once(running.child, 'exit');
    wire.kill();
    await end;
    expect(running.child.exitCode).toBe(1);
  });

  it('stands on a pseudo-terminal that the command line makes, prints one line, and cleans up', async () => {
    const path = join(folder, 'line,1');
    const running = await start(
      ['simulate', 'console', '--serial', path, '--contacts', '20', '--seed', '7', '--json'],
      { XDG_STATE_HOME: join(folder, 'state') },
    );
    onTestFinished(() => running.kill());
    const printed = line.parse(JSON.parse(running.line));
    expect(printed.pid).toBe(running.child.pid);
    expect(printed.path).toBe(path);
    const person = onTerminal(path);
    expect(await person.logIn(printed.user, printed.password)).toContain('COMmander> ');
    const file = await receive(person, 'xmodem-1k');
    expect(file.toString('latin1')).toBe(await exported(person));
    expect(await send(person, 'ymodem', file.toString('latin1'))).toContain('0 refused');
    running.child.kill('SIGTERM');
    await once(running.child, 'exit');
    expect(running.child.exitCode).toBe(0);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});
