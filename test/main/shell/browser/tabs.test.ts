/** Several pages at once on one site file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINE_END } from '../../../../core/api/line.ts';
import { sure, Visited, type Line } from './visitor.ts';

let shell: Visited;
let cookie: string;
const folder = mkdtempSync(join(tmpdir(), 'switchbook-tabs-'));
const path = (name: string): string => join(folder, `${name}.switchbook`);
const tab = async (): Promise<Line> => sure(await shell.line(cookie));

/** Takes connections and never says a word: whoever asks it waits. */
let mute: Server;
let url: string;

beforeAll(async () => {
  shell = await Visited.start();
  cookie = await shell.cookie(shell.shell.address);
  for (const name of ['two', 'one'])
    await shell.host.call('site.create', { path: path(name), device: 'commander-6000', country: 'FR' });
  mute = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const address = mute.address();
  url = typeof address === 'object' && address !== null ? `https://127.0.0.1:${address.port}` : '';
});
afterAll(async () => {
  await shell.close();
  mute.close();
  rmSync(folder, { recursive: true });
});

describe('two tabs', () => {
  it('see each other’s changes, and only their own answers under the same numbers', async () => {
    const [one, two] = [await tab(), await tab()];
    const asked = [one.call('app.info', {}), two.call('site.info', {})] as const;
    expect(await asked[0]).toMatchObject({ result: { shell: 'browser' } });
    expect(await asked[1]).toMatchObject({ result: { path: path('one') } });
    await one.call('groups.create', { name: 'Kunden', kind: 'standard', standardForNew: false });
    await two.frame((frame) => frame['event'] === 'site-changed');
    expect(one.frames.filter((frame) => frame['call'] === 1)).toHaveLength(1);
    one.socket.close();
    two.socket.close();
  });

  it('cancel and close their own work only', async () => {
    const [one, two, three] = [await tab(), await tab(), await tab()];
    const probe = { connector: 'commander', url, user: 'admin' };
    const working = [one, two, three].map((line) => line.call('connection.probe', probe));
    const [first] = working;
    two.send({ cancel: 1 });
    three.socket.close();
    expect(await one.call('app.info', {})).toHaveProperty('result');
    expect(one.frames.filter((frame) => frame['call'] === 1)).toEqual([]);
    one.send({ cancel: 1 });
    one.socket.close();
    two.socket.close();
    void first;
  });

  it('leave each other’s work its site', async () => {
    const [working, other] = [await tab(), await tab()];
    void working.call('connection.probe', { connector: 'commander', url, user: 'admin' });
    await working.call('app.info', {});
    expect(await other.call('site.open', { path: path('two') })).toMatchObject({
      error: { code: 'other-tab-busy' },
    });
    expect(await other.call('site.info', {})).toMatchObject({ result: { path: path('one') } });
    working.socket.close();
    await working.ended;
    expect(await other.call('site.open', { path: path('two') })).toHaveProperty('result');
    other.socket.close();
  });

  it('begin anew when one of them opens another site, which itself goes on', async () => {
    const [opening, other] = [await tab(), await tab()];
    expect(await opening.call('site.open', { path: path('one') })).toHaveProperty('result');
    expect(await other.ended).toBe(LINE_END.renew);
    expect(await opening.call('site.info', {})).toMatchObject({ result: { path: path('one') } });
    opening.socket.close();
  });

  it('are not torn apart by a site that does not open', async () => {
    const [opening, other] = [await tab(), await tab()];
    expect(await opening.call('site.open', { path: path('nowhere') })).toHaveProperty('error');
    expect(await other.call('site.info', {})).toMatchObject({ result: { path: path('one') } });
    opening.socket.close();
    other.socket.close();
  });
});
