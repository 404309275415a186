/** Which disks are shares. What Linux says of its own is tried in `test/crash/share.test.ts`. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isOnNetwork, isOnShareOfMac } from '../../../main/site/share.ts';

/** As mount(8) of macOS writes it; `/proc` stands for a volume that is not of the kind of the system's disk. */
const table = (...lines: string[]): string =>
  [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    'devfs on /dev (devfs, local, nobrowse)',
    '/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)',
    'map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)',
    ...lines,
    '',
  ].join('\n');

describe.skipIf(process.platform !== 'linux')('on macOS', () => {
  it.each([
    ['//anna@nas._smb._tcp.local/team on /proc (smbfs, nodev, nosuid, mounted by anna)', true],
    ['nas:/export/team on /proc (nfs, nodev, nosuid, automounted, nobrowse)', true],
    ['//anna@nas/team on /proc (afpfs, nodev, nosuid, mounted by anna)', true],
    ['https://cloud.example/dav on /proc (webdav, nodev, nosuid, mounted by anna)', true],
    ['/dev/disk4s1 on /proc (exfat, local, nodev, nosuid, noowners)', false],
    ['/dev/disk4s2 on /proc (hfs, local, nodev, nosuid, journaled, noowners)', false],
    // The name of a share is what its server wants it to be.
    ['//anna@nas/x on /proc (apfs, local) on /proc (smbfs, nodev, nosuid, mounted by anna)', true],
    ['/dev/disk4s1 on /process (exfat, local)', true],
  ])('%s', (line, shared) => {
    expect(isOnShareOfMac('/proc/version', () => table(line))).toBe(shared);
    expect(isOnShareOfMac('/proc', () => table(line))).toBe(shared);
  });

  it('what nothing is known of is taken for a share', () => {
    expect(isOnShareOfMac('/proc/version', () => '')).toBe(true);
  });

  it('the disk of the system is none, and nobody is asked', () => {
    const asked = (): string => {
      throw new Error('asked');
    };
    expect(isOnShareOfMac('/', asked)).toBe(false);
    expect(() => isOnShareOfMac('/proc', asked)).toThrow('asked');
  });
});

it('a folder of this computer is on none, and one that is not there neither', () => {
  expect(isOnNetwork(tmpdir())).toBe(false);
  expect(isOnNetwork('/nowhere/at/all')).toBe(false);
  expect(isOnNetwork(String.raw`\\nas\team\office.switchbook`)).toBe(true);
});
