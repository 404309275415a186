/** A file that is written stands there whole, or what stood there before does (R12). */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { writeSafely } from '../../../main/api/safe-file.ts';
import { codeOf } from '../../problem-of.ts';
import { openSite } from '../../../main/site/open.ts';
import { add, newSite, somewhere } from '../site/help.ts';

const OLD = 'the old address book';

describe('a file that is written', () => {
  it('takes the place of the old one, with its rights, and leaves nothing else', () => {
    const path = somewhere('all.csv');
    writeFileSync(path, OLD);
    chmodSync(path, 0o640);
    writeSafely(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(dirname(path))).toEqual(['all.csv']);
  });

  it('is written where a link leads, and the link stays', () => {
    const path = somewhere('all.csv');
    const link = join(dirname(path), 'link.csv');
    writeFileSync(path, OLD);
    symlinkSync(path, link);
    writeSafely(link, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(dirname(path))).toEqual(['all.csv', 'link.csv']);
  });

  it('is refused in a sentence where there is no folder, or a folder of that name', () => {
    const path = somewhere('all.csv');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), OLD);
    expect(codeOf(() => writeSafely(path, 'new'))).toBe('file-folder');
    expect(codeOf(() => writeSafely(join(path, 'none', 'a.csv'), 'new'))).toBe('file-unwritable');
    expect(readdirSync(dirname(path))).toEqual(['all.csv']);
    expect(readdirSync(path)).toEqual(['inside']);
  });

  it('is refused where a site stands, also while all of it is in the log of whoever has it open', () => {
    const path = somewhere();
    const site = newSite(path);
    add(site, { familyName: 'Ost' });
    expect(codeOf(() => writeSafely(path, 'new'))).toBe('file-is-site');
    site.close();
    expect(codeOf(() => writeSafely(path, 'new'))).toBe('file-is-site');
    using again = openSite(path);
    expect(again.find({})).toHaveLength(1);
  });
});

/** Mounts of its own without being root: where the system lets nobody do that, there are none. */
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;
const MODULE = new URL('../../../main/api/safe-file.ts', import.meta.url);

/** Runs the writing of `bytes` bytes to `all.csv` on a disk of its own, after `prepare`; says what stands there then. */
function onDisk(prepare: string, bytes: number): { said: string; text: string; names: string } {
  const disk = mkdtempSync(join(tmpdir(), 'switchbook-write-'));
  const work = `import { writeSafely } from '${MODULE.href}';
    try { writeSafely('all.csv', 'x'.repeat(${bytes})); console.log('done'); }
    catch (error) { console.log(error.problem?.code, error.cause?.code); }`;
  const script = `mount -t tmpfs -o size=256k none "$1" && cd "$1" && printf '${OLD}' > all.csv && ${prepare} &&
    "$2" --input-type=module -e "$3"; cat all.csv | head -c 100; echo; ls -A | tr '\\n' ' '`;
  try {
    const { stdout, stderr } = spawnSync(
      'unshare',
      ['-rm', 'sh', '-c', script, 'sh', disk, process.execPath, work],
      {
        encoding: 'utf8',
      },
    );
    const [said = stderr, text = '', names = ''] = stdout.split('\n');
    return { said, text, names: names.trim() };
  } finally {
    rmSync(disk, { recursive: true, force: true });
  }
}

describe.skipIf(!canMount && process.env['CI'] === undefined)(
  'what stood there stays byte for byte (unshare)',
  () => {
    it('where the disk is full', () => {
      expect(onDisk('true', 1_000_000)).toEqual({
        said: 'file-unwritable ENOSPC',
        text: OLD,
        names: 'all.csv',
      });
    });

    it('where another program holds it and it cannot be replaced', () => {
      const held = onDisk('mount --bind all.csv all.csv', 100);
      expect(held).toEqual({ said: 'file-unwritable EBUSY', text: OLD, names: 'all.csv' });
    });

    it('where the disk is read-only', () => {
      const fixed = onDisk('mount -o remount,ro "$1"', 100);
      expect(fixed).toEqual({ said: 'file-unwritable EROFS', text: OLD, names: 'all.csv' });
    });

    it('and where nothing is in the way the new one stands there', () => {
      expect(onDisk('true', 50)).toEqual({ said: 'done', text: 'x'.repeat(50), names: 'all.csv' });
    });
  },
);

it('says why in a cause that the log can note', () => {
  try {
    writeSafely(join(somewhere('none'), 'a.csv'), '');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SwitchbookError);
    expect(error instanceof Error && error.cause).toMatchObject({ code: 'ENOENT' });
  }
});
