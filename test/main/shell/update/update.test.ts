import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installStep, installUpdate } from '../../../../main/shell/update/install.ts';
import { compareVersions, readManifest } from '../../../../main/shell/update/manifest.ts';
import { windowsSignature, type PowerShell } from '../../../../main/shell/update/signature.ts';
import { verifyUpdate } from '../../../../main/shell/update/verify.ts';
import { command } from '../../../command.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'switchbook-update-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CONTENT = Buffer.alloc(300_000, 'an installer ');
const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

/** As electron-builder writes it. */
function manifest(name: string, more: { version?: string; sha512?: string; size?: number } = {}): string {
  const path = join(folder, 'latest.yml');
  const hash = more.sha512 ?? sha512(CONTENT);
  writeFileSync(
    path,
    `version: ${more.version ?? '9.0.1'}
files:
  - url: ${encodeURIComponent(name)}
    sha512: ${hash}
    size: ${more.size ?? CONTENT.length}
    blockMapSize: 1234
path: ${name}
sha512: ${hash}
releaseDate: '2026-11-21T10:00:00.000Z'
`,
  );
  return path;
}

function installer(name: string, content = CONTENT): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const unsigned = () => Promise.resolve({ status: 'none', signer: null } as const);

describe('an update file', () => {
  it('is verified against what was published', async () => {
    const path = installer('Switchbook Setup 9.0.1.exe');
    await expect(verifyUpdate(path, manifest('Switchbook Setup 9.0.1.exe'), unsigned)).resolves.toEqual({
      path,
      version: '9.0.1',
      size: CONTENT.length,
      sha512: sha512(CONTENT),
      isNewer: true,
      signature: { status: 'none', signer: null },
    });
  });

  it('is refused with one byte changed, and with one too few', async () => {
    const listed = manifest('s.exe');
    const changed = Buffer.from(CONTENT);
    changed[150_000] = 0;
    await expect(verifyUpdate(installer('s.exe', changed), listed, unsigned)).rejects.toMatchObject({
      problem: { code: 'update-damaged' },
    });
    await expect(
      verifyUpdate(installer('s.exe', CONTENT.subarray(1)), listed, unsigned),
    ).rejects.toMatchObject({ problem: { code: 'update-damaged', params: { detail: '299999 ≠ 300000' } } });
  });

  it('is refused under another name, without a manifest, and signed by somebody else', async () => {
    const path = installer('s.exe');
    await expect(verifyUpdate(path, manifest('other.exe'), unsigned)).rejects.toMatchObject({
      problem: { code: 'update-not-listed' },
    });
    await expect(verifyUpdate(path, join(folder, 'none.yml'), unsigned)).rejects.toMatchObject({
      problem: { code: 'file-missing' },
    });
    const forged = () => Promise.resolve({ status: 'invalid', signer: 'CN=Mallory' } as const);
    await expect(verifyUpdate(path, manifest('s.exe'), forged)).rejects.toMatchObject({
      problem: { code: 'update-signature', params: { signer: 'CN=Mallory' } },
    });
  });

  it.each([
    ['nothing', ''],
    ['no YAML', '\t: ['],
    ['another document', 'name: x'],
    ['a version that is no version', 'version: ../../x\nfiles: []'],
    ['a hash that is too short', `version: 1.0.0\nfiles:\n  - {url: a, sha512: abc, size: 1}`],
    ['an alias bomb', `a: &a [x,x]\nb: &b [*a,*a]\nversion: 1.0.0\nfiles: *b`],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('has no manifest in %s', (_what, text) => {
    expect(() => readManifest(text, '/somewhere/latest.yml')).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ code: 'update-manifest', value: 'latest.yml' }),
      }),
    );
  });

  it('is newer by number, not by letter', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
    expect(compareVersions('1.2.3', '2.0.0')).toBeLessThan(0);
  });

  it('needs the signer of this program on Windows', async () => {
    const answers = new Map([
      ['setup.exe', { status: 'Valid', signer: 'CN=Publisher' }],
      ['forged.exe', { status: 'Valid', signer: 'CN=Mallory' }],
      ['broken.exe', { status: 'HashMismatch', signer: 'CN=Publisher' }],
      ['bare.exe', { status: 'NotSigned', signer: '' }],
      ['program.exe', { status: 'Valid', signer: 'CN=Publisher' }],
      ['checkout.exe', { status: 'NotSigned', signer: '' }],
    ]);
    const powerShell: PowerShell = (script, variables) => {
      // No name of a file stands in the script.
      expect(script).not.toContain('.exe');
      return Promise.resolve(JSON.stringify(answers.get(variables['SWITCHBOOK_UPDATE_FILE'] ?? '')));
    };
    const status = async (path: string, program: string): Promise<string> =>
      (await windowsSignature(path, program, powerShell)).status;
    expect(await status('setup.exe', 'program.exe')).toBe('valid');
    expect(await status('forged.exe', 'program.exe')).toBe('invalid');
    expect(await status('broken.exe', 'program.exe')).toBe('invalid');
    expect(await status('bare.exe', 'program.exe')).toBe('invalid');
    expect(await status('forged.exe', 'checkout.exe')).toBe('valid');
  });

  it('is given to what installs it', () => {
    expect(installStep('/t/s.exe', 'win32', false)).toEqual({ command: '/t/s.exe', words: [] });
    expect(installStep('/t/s.dmg', 'darwin', false)).toEqual({ command: 'open', words: ['/t/s.dmg'] });
    expect(installStep('/t/s.deb', 'linux', true)).toEqual({
      command: 'dpkg',
      words: ['--install', '/t/s.deb'],
    });
    expect(installStep('/t/s.deb', 'linux', false)).toMatchObject({ command: 'pkexec' });
    expect(() => installStep('/t/s.exe', 'linux', true)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'update-kind' }) }),
    );
  });
});

describe.runIf(process.platform === 'linux')('installing an update file on Linux', () => {
  it('hands over a copy that was verified, and only that', async () => {
    const path = installer('switchbook_9.0.1_amd64.deb');
    const listed = manifest('switchbook_9.0.1_amd64.deb');
    const seen: { words: readonly string[]; content: Buffer }[] = [];
    await installUpdate(path, listed, (_command, words) => {
      // Whoever exchanges the file now comes too late.
      writeFileSync(path, 'something else');
      seen.push({ words, content: readFileSync(words.at(-1) ?? '') });
      return Promise.resolve();
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.words.at(-1)).not.toBe(path);
    expect(seen[0]?.content.equals(CONTENT)).toBe(true);
    expect(() => statSync(seen[0]?.words.at(-1) ?? '')).toThrow();
  });

  it('installs nothing damaged, older, or that the system refuses', async () => {
    const none = (): Promise<void> => Promise.reject(new Error('must not be run'));
    const path = installer('s.deb');
    const damaged = manifest('s.deb', { sha512: sha512(Buffer.from('x')) });
    await expect(installUpdate(path, damaged, none)).rejects.toMatchObject({
      problem: { code: 'update-damaged' },
    });
    const older = manifest('s.deb', { version: '0.0.1' });
    await expect(installUpdate(path, older, none)).rejects.toMatchObject({
      problem: { code: 'update-older' },
    });
    await expect(installUpdate(path, manifest('s.deb'), none)).rejects.toMatchObject({
      problem: { code: 'update-install' },
    });
  });

  it('puts an AppImage in the place of the one that runs', async () => {
    const running = installer('Switchbook.AppImage', Buffer.from('old'));
    const path = installer('Switchbook-9.0.1.AppImage');
    const before = process.env['APPIMAGE'];
    process.env['APPIMAGE'] = running;
    try {
      await installUpdate(path, manifest('Switchbook-9.0.1.AppImage'));
    } finally {
      if (before === undefined) delete process.env['APPIMAGE'];
      else process.env['APPIMAGE'] = before;
    }
    expect(readFileSync(running).equals(CONTENT)).toBe(true);
    expect(statSync(running).mode & 0o777).toBe(0o755);
  });
});

describe.runIf(process.platform === 'linux')('on the command line', () => {
  it('says in JSON and in words what a file is', () => {
    const path = installer('s.deb');
    const listed = manifest('s.deb');
    const json = command(['update', 'verify', path, '--manifest', listed, '--json']);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ path, version: '9.0.1', isNewer: true });
    expect(command(['update', 'verify', path, '--manifest', listed]).stdout).toContain(
      'is what was published as version 9.0.1, unchanged',
    );
    writeFileSync(path, 'broken');
    const broken = command(['update', 'verify', path, '--manifest', listed, '--json']);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({ error: { code: 'update-damaged' } });
    expect(command(['update', 'verify', path]).code).toBe(2);
  });
});
