import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stateFolder } from '../../../main/simulator/state-folder.ts';
import { device, temporaryFolder } from './client.ts';

describe('state folder', () => {
  it('is found again by the port that the system chose', async () => {
    const root = temporaryFolder();
    const first = await stateFolder({ device: 'commander', port: 0, portGiven: true, contacts: 5, root });
    expect(first.fresh).toBe(true);
    const pbx = await device({ folder: first.folder, port: first.port, contacts: 5 });
    expect(pbx.port).toBe(first.port);
    await pbx.stop();
    const again = await stateFolder({ device: 'commander', port: first.port, portGiven: true, root });
    expect(again).toEqual({ ...first, fresh: false });
    const resumed = await device({ folder: again.folder, port: again.port });
    expect(resumed.fingerprint).toBe(pbx.fingerprint);
    expect(resumed.book().contacts).toHaveLength(5);
  });

  it.each([
    ['the same contacts and seed', { contacts: 5, seed: 1 }, false],
    ['other contacts', { contacts: 6 }, true],
    ['another seed', { seed: 2 }, true],
    ['another profile', { profile: 'compact-4000' }, true],
    ['a port that the person did not name', { portGiven: false }, true],
  ])('with %s', async (_, asked, fresh) => {
    const root = temporaryFolder();
    const first = await stateFolder({ device: 'commander', port: 0, portGiven: true, contacts: 5, root });
    writeFileSync(join(first.folder, 'kept'), '');
    const again = await stateFolder({
      device: 'commander',
      port: first.port,
      portGiven: true,
      root,
      ...asked,
    });
    expect(again.fresh).toBe(fresh);
    expect(existsSync(join(again.folder, 'kept'))).toBe(!fresh);
  });

  it('leaves the state of a running device alone', async () => {
    const root = temporaryFolder();
    const first = await stateFolder({ device: 'commander', port: 0, portGiven: true, root });
    const server = createServer();
    server.listen(first.port, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    await expect(
      stateFolder({ device: 'commander', port: first.port, portGiven: true, contacts: 9, root }),
    ).rejects.toThrow('EADDRINUSE');
    expect(existsSync(first.folder)).toBe(true);
  });
});
