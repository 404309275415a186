/** A site on a share that is a real one to SQLite: FUSE, without memory that several programs could map. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const PROGRAM = fileURLToPath(new URL('share.ts', import.meta.url));
const KILLS = process.env['CI'] ? 30 : 6;
const CHANGES = process.env['CI'] ? 60 : 15;
/** Mounted without being root; where the system lets nobody do that, there is no share. */
const MOUNTED = `bindfs -f -o direct_io "$1/disk" "$1/share" & fuse=$!
  trap 'kill $fuse' EXIT
  until [ "$(stat -f -c %t "$1/share")" = 65735546 ]; do kill -0 $fuse || exit 1; sleep 0.05; done
  "$2" "$3" "$1/share" "$1/disk" ${KILLS} ${CHANGES}`;
/** A matter of the system, not of a program that could be installed. */
const hasFuse = spawnSync('unshare', ['-rm', 'sh', '-c', 'test -w /dev/fuse']).status === 0;
const isInstalled = spawnSync('bindfs', ['--version']).status === 0;

it.skipIf(!hasFuse || (!isInstalled && process.env['CI'] === undefined))(
  `a share without WAL: ${KILLS} kills, two programs, a copy put back (bindfs, FUSE)`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchbook-share-'));
    try {
      for (const name of ['disk', 'share']) mkdirSync(join(folder, name));
      const words = ['-rm', 'sh', '-c', MOUNTED, 'sh', folder, process.execPath, PROGRAM];
      const { stdout, stderr } = spawnSync('unshare', words, { encoding: 'utf8' });
      if (stdout === '') throw new Error(stderr);
      const met = z
        .looseObject({ kills: z.looseObject({ hot: z.number(), torn: z.number() }) })
        .parse(JSON.parse(stdout));
      const { hot, torn } = met.kills;
      expect(torn).toBeGreaterThan(0);
      expect(met).toEqual({
        wal: 'SQLITE_IOERR_SHMMAP',
        whileOpen: ['office.switchbook', 'office.switchbook-journal'],
        whenClosed: ['office.switchbook'],
        kills: { hot, torn, off: 0, faults: 0, uncounted: 0 },
        inOtherWays: { readOnly: true, salvaged: true, untouched: true },
        together: { ends: [0, null, 0, null], contacts: 2 * CHANGES, revision: 2 * CHANGES },
        restored: 2 * CHANGES,
        fromDisk: null,
        deleted: ['site-moved', 'site-moved'],
        left: ['moved.switchbook', 'office.switchbook'],
      });
      if (process.env['CI'])
        console.info(`${KILLS} kills, ${hot} hot journals, ${torn} torn files, none lost`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);
