import { duplexPair } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDevice } from '../../../../main/simulator/commander/open.ts';
import { converse, Login } from '../../../../main/simulator/console/dialogue.ts';
import { readConsoleFaults } from '../../../../main/simulator/console/faults.ts';
import { Line } from '../../../../main/simulator/console/line.ts';
import { Trouble } from '../../../../main/simulator/console/trouble.ts';
import { temporaryFolder } from '../client.ts';
import { atWork, dial, simulated } from './person.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the console', () => {
  it('asks for name and password, echoes what is typed but no password, and greets', async () => {
    const console = await simulated();
    const person = await dial(console);
    person.type('\r');
    expect(await person.until(/: $/)).toBe('\r\nlogin: ');
    person.type('admin\r\n');
    expect(await person.until(/Password: $/)).toBe('admin\r\nPassword: ');
    person.type(`${console.password}\r\n`);
    expect(await person.until(/> $/)).toBe(
      '\r\nCOMmander console\r\nAuerswald COMmander 6000\r\nCOMmander> ',
    );
  });

  it('says what it is, and its groups', async () => {
    const console = await simulated();
    const person = await atWork(console);
    expect(await person.ask('identify')).toBe(
      `Model: Auerswald COMmander 6000\r\nProfile: commander-6000\r\nSerial: ${console.serial}\r\nFirmware: 8.2B\r\n`,
    );
    expect((await person.ask('groups')).split('\r\n')).toEqual([
      'version-1\tTelefonbuch Version 1',
      'standard\tClients',
      'standard\tLieferanten',
      'standard\tService partners',
      'standard\tPersonnel',
      'dect-900\tDECT Werkstatt',
      'google\tGoogle Vertrieb',
      '',
    ]);
    expect(await person.ask('format c:')).toBe('Unknown command: format c:\r\n');
  });

  it('takes back a character with backspace and the line with Ctrl-C', async () => {
    const person = await atWork(await simulated());
    person.type('ide\x08\x7f\x08\x08\x08groupz\x08s\r');
    expect(await person.until(/COMmander> $/)).toMatch(
      // oxlint-disable-next-line no-control-regex -- what erases a character on a screen
      /^ide(\x08 \x08){3}groupz\x08 \x08s\r\nversion-1\t/,
    );
    person.type('format\x03');
    expect(await person.until(/COMmander> $/)).toBe('format\r\nCOMmander> ');
    expect(await person.ask('identify')).toContain('Serial: ');
  });

  it.each(['logout', 'log off'])('logs out by %s, and the same line can log in again', async (word) => {
    const console = await simulated();
    const person = await atWork(console);
    person.type(`${word}\r`);
    expect(await person.until(/login: $/)).toBe(`${word}\r\nBye\r\nlogin: `);
    expect(await person.logIn(console.user, console.password)).toContain('COMmander> ');
  });

  it('locks itself for 60 s after the third wrong login in a row, on every line', async () => {
    const console = await simulated();
    const person = await dial(console);
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    expect(await person.logIn('admin', 'wrong')).toContain('\r\nLogin incorrect\r\nlogin: ');
    expect(await person.logIn('nobody', console.password)).toContain('Login incorrect');
    expect(await person.logIn('admin', console.password)).toContain('COMmander> ');
    person.type('logout\r');
    await person.until(/login: $/);
    for (const _ of [1, 2]) expect(await person.logIn('admin', 'wrong')).toContain('Login incorrect');
    expect(await person.logIn('admin', 'wrong')).toBe('\r\nLocked for 60 s\r\nlogin: ');
    vi.setSystemTime(start + 18_000);
    const other = await dial(console);
    expect(await other.logIn('admin', console.password)).toContain('Locked for 42 s\r\n');
    vi.setSystemTime(start + 60_001);
    expect(await other.logIn('admin', console.password)).toContain('COMmander> ');
  });

  it('knows the sub-administrator, not the subscribers', async () => {
    const folder = temporaryFolder();
    const { store } = openDevice({ folder, contacts: 5 }, null);
    const passwords = new Map(store.subscribers().map(({ extension, password }) => [extension, password]));
    store.close();
    const person = await dial(await simulated({ folder }));
    expect(await person.logIn('21', passwords.get('21') ?? '')).toContain('Login incorrect');
    expect(await person.logIn('11', passwords.get('11') ?? '')).toContain('COMmander> ');
  });

  it('logs out who types nothing for ten minutes', async () => {
    const device = openDevice({ folder: temporaryFolder(), contacts: 0 }, null);
    const admin = device.store.subscriber('admin');
    const [client, end] = duplexPair();
    let read = '';
    client.on('data', (bytes: Buffer) => (read += bytes.toString('latin1')));
    const line = new Line(end, new Trouble(readConsoleFaults(''), 1));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const talk = converse(device, line, new Login(device));
    const gone = expect(talk).rejects.toThrow('');
    client.write(`\radmin\r${admin?.password}\r`);
    await vi.waitUntil(() => read.endsWith('COMmander> '));
    await vi.advanceTimersByTimeAsync(599_000);
    expect(read.endsWith('COMmander> ')).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    await vi.waitUntil(() => read.endsWith('\r\nTimed out\r\nlogin: '));
    client.destroy();
    end.destroy();
    await gone;
    device.store.close();
  });

  it('serves several lines at once, each with its own login', async () => {
    const console = await simulated();
    const [one, two] = [await atWork(console), await dial(console)];
    two.type('identify\r');
    await two.until(/login: $/);
    expect(await one.ask('identify')).toContain('Model: ');
  });
});
