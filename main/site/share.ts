/** Whether a file lies on a disk of this computer or on one that others reach too. */
import { execFileSync } from 'node:child_process';
import { realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Types of file systems over a network, of `statfs(2)` on Linux: NFS, SMB, CIFS, SMB2, AFS, Ceph, Plan 9 and
 * VirtualBox (what a virtual machine sees of its host), and those of a user's own.
 */
const NETWORKS: ReadonlySet<number> = new Set([
  0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42, 0x53_46_41_4f, 0x00_c3_64_00, 0x01_02_19_97, 0x78_6f_42_56,
  0x65_73_55_46,
]);

/** Longer than it ever takes: it asks the kernel, not the servers (`getmntinfo` with `MNT_NOWAIT`). Milliseconds. */
const MOUNT_TIME = 2000;

/**
 * WAL needs memory that all who use the file share, which computers do not
 * (https://www.sqlite.org/wal.html): over a network the older journal is used, with its locks.
 */
export function isOnNetwork(path: string): boolean {
  try {
    // A drive letter may stand for a share.
    if (process.platform === 'win32') return realpathSync.native(path).startsWith('\\\\');
    if (process.platform === 'darwin') return isOnShareOfMac(path);
    return NETWORKS.has(statfsSync(path).type);
  } catch {
    return path.startsWith('\\\\');
  }
}

/**
 * macOS numbers its file systems as they are loaded (`VFS_TBLNOTYPENUM`): the numbers say nothing, but those of the
 * kind of the system's own disk are disks. Of others `mount(8)` says whether they are local. What it does not know is
 * taken for a share, where the older journal is right as well.
 */
export function isOnShareOfMac(path: string, mounts = listMounts): boolean {
  if (statfsSync(path).type === statfsSync('/').type) return false;
  return !isLocal(mounts(), mountPointOf(realpathSync.native(path)));
}

function listMounts(): string {
  try {
    return execFileSync('/sbin/mount', {
      encoding: 'utf8',
      timeout: MOUNT_TIME,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/** The topmost folder above that is of the same device. */
function mountPointOf(path: string): string {
  const device = statSync(path).dev;
  let point = path;
  while (point !== '/' && statSync(dirname(point)).dev === device) point = dirname(point);
  return point;
}

/** `//me@nas/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)`: a name may hold ` on ` and brackets. */
function isLocal(mounts: string, point: string): boolean {
  const flags = mounts
    .split('\n')
    .filter((line) => line.includes(` on ${point} (`))
    .map((line) => /\(([^()]*)\)$/.exec(line)?.[1]?.split(', ') ?? []);
  return flags.length > 0 && flags.every((each) => each.includes('local'));
}
