/** Where the files of tests lie, as long as there are tests. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As much as the files of all tests that run at once may take, in bytes. */
const ENOUGH = 4 * 2 ** 30;

function hasRoom(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    if (bavail * bsize < ENOUGH) return false;
    const folder = mkdtempSync(join(place, 'switchbook-'));
    const program = join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    const { status } = spawnSync(program);
    rmSync(folder, { recursive: true });
    return status === 0;
  } catch {
    return false;
  }
}

/**
 * In memory where there is such a place, with room for the files and for programs: what a killed program leaves is the
 * same on any file system, and a disk would be waited for at each of a million commits.
 */
export const ROOM = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();

/** What a test leaves, and whoever it kills, is gone with the last of them. */
export function setup(): () => void {
  const folder = mkdtempSync(join(ROOM, 'switchbook-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
