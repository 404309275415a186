/** From a file to the PBX and back, by processes of their own; the PBX is read by a foreign program. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { begin, command, start, type Running } from '../command.ts';

const pbxLine = z.object({
  url: z.string(),
  user: z.string(),
  password: z.string(),
  fingerprint: z.string(),
  subscribers: z.array(z.object({ extension: z.string(), password: z.string(), role: z.string() })),
});
type Pbx = z.infer<typeof pbxLine>;

const phoneBook = z.array(
  z.object({ surname: z.string(), givenname: z.string(), company: z.string(), number1: z.string() }).loose(),
);

const curl = spawnSync('curl', ['--version']).status === 0;
if (!curl && process.env['CI'] !== undefined) throw new Error('curl is missing');

describe.skipIf(!curl)('the main job', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-journey-'));
  const at = (name: string): string => join(folder, name);
  const state = { XDG_STATE_HOME: at('state'), XDG_DATA_HOME: at('data') };
  let running: Running | null = null;
  let pbx: Pbx;

  const simulate = async (...words: string[]): Promise<void> => {
    running = await start(['simulate', 'commander', '--json', ...words], state);
    pbx = pbxLine.parse(JSON.parse(running.line));
  };
  const secret = () => ({ ...state, SWITCHBOOK_PASSWORD: pbx.password });
  const json = (...words: string[]): { code: number | null; document: unknown } => {
    const { code, stdout } = command([...words, '--json'], secret());
    return { code, document: JSON.parse(stdout) };
  };
  /** With digest, without our code: what any program on the network would see. */
  const readThere = (path: string): unknown => {
    const login = pbx.subscribers.find(({ role }) => role === 'sub-administrator');
    const account = `${login?.extension}:${login?.password}`;
    const words = ['-sk', '--digest', '-u', account, `${pbx.url}${path}`];
    return JSON.parse(spawnSync('curl', words, { encoding: 'utf8' }).stdout);
  };
  const readBack = () => phoneBook.parse(readThere('/app_telefonbuch?catId=0'));
  const names = () =>
    readBack()
      .map(({ surname, number1 }) => `${surname} ${number1}`)
      .toSorted();

  const people = (count: number): string =>
    ['Vorname;Nachname;Firma;Telefon geschäftlich']
      .concat(
        Array.from(
          { length: count },
          (_, i) =>
            `Zoé;Müller-${String(i).padStart(3, '0')};Atelier ${i};+33 1 99 00 ${String(10 + (i % 90))} ${String(10 + Math.floor(i / 90))}`,
        ),
      )
      .join('\n');

  const newSite = (name: string, count: number): string => {
    const site = at(name);
    writeFileSync(at('people.csv'), people(count));
    command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
    expect(json('import', at('people.csv'), '--site', site).document).toMatchObject({
      created: count,
      rejected: 0,
    });
    return site;
  };
  const connect = (site: string, user = pbx.user, password = pbx.password) =>
    command(
      [
        'connect',
        '--site',
        site,
        '--connector',
        'commander',
        '--url',
        pbx.url,
        '--user',
        user,
        '--fingerprint',
        pbx.fingerprint,
        '--json',
      ],
      { ...state, SWITCHBOOK_PASSWORD: password },
    );

  afterEach(async () => {
    await running?.kill();
    running = null;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('uploads what was imported; a foreign client reads every contact back; again does nothing', async () => {
    await simulate('--port', '0', '--contacts', '0');
    const site = newSite('first.switchbook', 60);
    expect(connect(site).code).toBe(0);
    expect(json('diff', '--site', site).document).toMatchObject({ conflicts: [], toSite: { create: [] } });
    const pushed = json('push', '--site', site);
    expect(pushed).toMatchObject({ code: 0, document: { verified: true, differences: [] } });
    expect(names()).toHaveLength(60);
    expect(readBack()).toContainEqual(
      expect.objectContaining({
        surname: 'Müller-007',
        givenname: 'Zoé',
        company: 'Atelier 7',
        number1: '0033199001710',
      }),
    );
    expect(json('push', '--site', site)).toMatchObject({
      code: 0,
      document: { operations: [], verified: true },
    });
  });

  it('reports a contact changed at both ends and overwrites nothing until somebody decides', async () => {
    await simulate('--port', '0', '--contacts', '0');
    const [here, there] = [newSite('here.switchbook', 5), at('there.switchbook')];
    connect(here);
    json('push', '--site', here);
    command(['site', 'create', there, '--device', 'commander-6000', '--country', 'FR']);
    connect(there);
    expect(json('pull', '--site', there)).toMatchObject({ code: 0, document: { takenOver: 5 } });
    const rename = (company: string): void =>
      writeFileSync(
        at('edit.csv'),
        `Vorname;Nachname;Firma;Telefon geschäftlich\nZoé;Müller-003;${company};+33 1 99 00 13 10\n`,
      );
    rename('Over there');
    expect(json('import', at('edit.csv'), '--site', there).document).toMatchObject({
      updated: 1,
      created: 0,
    });
    expect(json('push', '--site', there).code).toBe(0);
    rename('Over here');
    json('import', at('edit.csv'), '--site', here);
    const refused = json('push', '--site', here);
    expect(refused).toMatchObject({
      code: 3,
      document: {
        operations: [],
        conflicts: [
          {
            kind: 'both-changed',
            fields: [{ field: 'company', base: 'Atelier 3', site: 'Over here', pbx: 'Over there' }],
          },
        ],
      },
    });
    expect(readBack()).toContainEqual(
      expect.objectContaining({ surname: 'Müller-003', company: 'Over there' }),
    );
    expect(json('push', '--site', here, '--resolve', 'local')).toMatchObject({
      code: 0,
      document: { verified: true },
    });
    expect(readBack()).toContainEqual(
      expect.objectContaining({ surname: 'Müller-003', company: 'Over here' }),
    );
    expect(json('pull', '--site', there)).toMatchObject({ code: 0, document: { takenOver: 1 } });
    expect(json('contacts', '--site', there, '--search', 'Müller-003').document).toMatchObject({
      contacts: [{ company: 'Over here' }],
    });
  });

  it.each(['the PBX', 'the client'])(
    'goes on after %s was killed in the middle: same end, nobody twice',
    async (victim) => {
      await simulate('--port', '0', '--contacts', '0', '--faults', 'slow:40');
      const port = new URL(pbx.url).port;
      const site = newSite(`killed-${victim.length}.switchbook`, 40);
      connect(site);
      const pushing = begin(['push', '--site', site, '--json'], secret());
      const ended = once(pushing, 'exit');
      for (let there = 0; there < 8; there = readBack().length) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      if (victim === 'the PBX') {
        await running?.kill();
        await ended;
        await simulate('--port', port);
      } else {
        pushing.kill('SIGKILL');
        await ended;
      }
      const there = names().length;
      expect(there).toBeGreaterThan(0);
      expect(there).toBeLessThan(40);
      expect(json('push', '--site', site)).toMatchObject({ code: 0, document: { verified: true } });
      const all = names();
      expect(all).toHaveLength(40);
      expect(new Set(all).size).toBe(40);
      expect(json('push', '--site', site).document).toMatchObject({ operations: [], verified: true });
    },
  );

  it('uploads a right changed in the matrix, and a foreign client reads it back', async () => {
    await simulate('--port', '0', '--contacts', '20');
    const site = newSite('rights.switchbook', 1);
    connect(site);
    expect(json('pull', '--site', site).code).toBe(0);
    const grantOf = (page: string): string[][] =>
      z
        .object({ rows: z.array(z.object({ data: z.array(z.string()) })) })
        .parse(readThere(`/${page}_state`))
        .rows.map(({ data }) => data)
        .filter(([extension]) => extension === '25');
    // Of each row: extension, name, group, then read and write, or standard.
    expect(grantOf('adressbuch_berechtigungen').flatMap((row) => row.slice(3))).not.toContain('1');
    const set = json('access', 'set', '25', 'Clients', 'write', '--standard', '--site', site);
    expect(set.code).toBe(0);
    expect(json('push', '--site', site)).toMatchObject({ code: 0, document: { verified: true } });
    const granted = grantOf('adressbuch_berechtigungen').filter((row) => row.slice(3).includes('1'));
    expect(granted.map((row) => row.slice(3))).toEqual([['1', '1']]);
    const standard = grantOf('adressbuch_standardgruppen').filter(([, , , flag]) => flag === '1');
    expect(standard.map(([, , group]) => group)).toEqual(granted.map(([, , group]) => group));
  });

  it('refuses another certificate before it sends the password, and a wrong password once', async () => {
    await simulate('--port', '0', '--contacts', '0');
    const site = newSite('pinned.switchbook', 1);
    const other = pbx.fingerprint.replaceAll(/[0-9]/g, (digit) => String(9 - Number(digit)));
    const { code, stderr } = command(
      [
        'connect',
        '--site',
        site,
        '--connector',
        'commander',
        '--url',
        pbx.url,
        '--user',
        pbx.user,
        '--fingerprint',
        other,
      ],
      secret(),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/certificate/i);
    expect(connect(site, pbx.user, 'wrong-password')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/password/i),
    });
    expect(connect(site).code).toBe(0);
  });
});
