/** The main job over a serial line, by processes of their own: pulled, edited by import, compared, pushed, compared. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, start, type Running } from '../command.ts';
import { freePort } from './modem-peer.ts';

const SER2NET = '/usr/sbin/ser2net';
const present = spawnSync('socat', ['-V']).error === undefined && existsSync(SER2NET);
if (!present && process.env['CI'] !== undefined) throw new Error('socat or ser2net is missing');

const WAYS = ['a pseudo-terminal', 'a pair of pseudo-terminals', 'ser2net, raw', 'ser2net, telnet'] as const;
type Way = (typeof WAYS)[number];

const nothing = { create: [], update: [], delete: [] };

const printed = z.object({
  path: z.string(),
  user: z.string(),
  password: z.string(),
  profile: z.literal('simulated-console'),
});

describe.skipIf(!present)('the main job over a serial line', () => {
  const root = mkdtempSync(join(tmpdir(), 'switchbook-line-journey-'));
  const children: ChildProcess[] = [];
  let running: Running | null = null;
  afterEach(async () => {
    await running?.kill();
    running = null;
    for (const child of children.splice(0)) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const run = (program: string, ...words: string[]): void => {
    children.push(spawn(program, words, { stdio: 'ignore' }));
  };

  /** The simulated console behind a line, and what a client writes to reach it. */
  async function lineTo(way: Way, folder: string): Promise<z.infer<typeof printed> & { url: string }> {
    const far = join(folder, 'far');
    const near = join(folder, 'near');
    if (way === 'a pair of pseudo-terminals') {
      run('socat', `PTY,link=${far},raw,echo=0`, `PTY,link=${near},raw,echo=0`);
      await expect.poll(() => existsSync(far) && existsSync(near), { timeout: 5000 }).toBe(true);
    }
    running = await start(['simulate', 'console', '--serial', far, '--contacts', '12', '--json'], {
      XDG_STATE_HOME: join(folder, 'state'),
    });
    const simulated = printed.parse(JSON.parse(running.line));
    expect(simulated.path).toBe(far);
    if (way === 'a pair of pseudo-terminals') return { ...simulated, url: `serial:${near}?baud=115200` };
    if (way === 'a pseudo-terminal') return { ...simulated, url: `serial:${far}?baud=115200` };
    const port = await freePort();
    const telnet = way === 'ser2net, telnet';
    const config = join(folder, 'ser2net.yaml');
    writeFileSync(
      config,
      `connection: &line\n  accepter: ${telnet ? 'telnet(rfc2217),' : ''}tcp(nodelay),127.0.0.1,${port}\n  connector: serialdev,${far},115200n81,local\n`,
    );
    run(SER2NET, '-n', '-d', '-c', config);
    await expect.poll(() => listens(port), { timeout: 5000 }).toBe(true);
    const address = `127.0.0.1:${port}`;
    return { ...simulated, url: telnet ? `telnet://${address}?baud=115200` : `tcp://${address}` };
  }

  it.each(WAYS)('is done over %s', async (way) => {
    const folder = join(root, String(WAYS.indexOf(way)));
    mkdirSync(folder);
    const { url, user, password, profile } = await lineTo(way, folder);
    const site = join(folder, 'office.switchbook');
    const json = (...words: string[]): { code: number | null; document: unknown } => {
      const { code, stdout } = command([...words, '--site', site, '--json'], {
        XDG_DATA_HOME: join(folder, 'data'),
        SWITCHBOOK_PASSWORD: password,
      });
      return { code, document: JSON.parse(stdout) };
    };
    command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
    const reach = ['connect', '--connector', 'console', '--url', url, '--profile', profile, '--user', user];
    expect(json(...reach)).toMatchObject({ code: 0, document: { model: 'Auerswald COMmander 6000' } });
    expect(json('pull')).toMatchObject({ code: 0, document: { takenOver: 12 } });

    const people = join(folder, 'people.csv');
    writeFileSync(
      people,
      'Vorname;Nachname;Firma;Telefon geschäftlich\nZoé;Größe;Atelier;+33 1 99 00 10 10\nÉlan;Müller;Œuvre;+33 1 99 00 10 11\n',
    );
    expect(json('import', people).document).toMatchObject({ created: 2, rejected: 0 });
    expect(json('diff').document).toMatchObject({
      conflicts: [],
      toPbx: { create: [{ name: 'Zoé Größe' }, { name: 'Élan Müller' }], update: [], delete: [] },
      toSite: nothing,
    });
    const pushed = json('push');
    expect(pushed).toMatchObject({ code: 0, document: { verified: true, differences: [] } });
    expect(json('diff').document).toMatchObject({
      conflicts: [],
      toPbx: nothing,
      toSite: nothing,
      unchanged: 14,
    });
  });
});

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
