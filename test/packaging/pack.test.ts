import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { extractAll, extractFile, getRawHeader } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { createHash } from 'node:crypto';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareContents, packedFiles } from '../../packaging/contents.ts';
import { EXECUTABLE } from '../../packaging/command-line.ts';
import { readFuses } from '../../packaging/fuses.ts';
import { executableIn, resourcesIn, type System } from '../../packaging/layout.ts';
import { configuredFuses, pack, type Packed } from '../../packaging/pack.ts';
import { report } from '../../packaging/report.ts';
import { standIn } from '../../packaging/stand-in.ts';

const root = join(import.meta.dirname, '..', '..');
const temporary = mkdtempSync(join(tmpdir(), 'switchbook-packaging-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

async function packFor(system: System): Promise<Packed> {
  const runtime = join(temporary, `runtime-${system}`);
  await standIn(runtime, system);
  return pack({ project: root, output: join(temporary, system), system, runtime, mustBeSigned: false });
}

const archiveOf = ({ folder, system }: Packed): string => join(resourcesIn(folder, system), 'app.asar');
const binariesOf = (packed: Packed): string[] =>
  packedFiles(archiveOf(packed))
    .filter(({ path }) => path.endsWith('.node'))
    .map(({ path }) => path.split('/').at(-1) ?? '')
    .toSorted();
/** What an executable or its bundle says the archive must be. */
const headerHash = (packed: Packed): string =>
  createHash('sha256')
    .update(getRawHeader(archiveOf(packed)).headerString)
    .digest('hex');

/** Keyrings come as one package a system, and npm installs the one of this machine only. */
const KEYRINGS = {
  linux: ['node_modules/@napi-rs/keyring-linux-x64-gnu/'],
  win32: ['node_modules/@napi-rs/keyring-win32-x64-msvc/'],
  darwin: ['node_modules/@napi-rs/keyring-darwin-arm64/', 'node_modules/@napi-rs/keyring-darwin-x64/'],
} as const;

describe('the application packed with a stand-in for Electron', () => {
  const packed = new Map<System, Packed>();
  const at = (system: System): Packed => {
    const one = packed.get(system);
    if (one === undefined) throw new Error(`${system} was not packed`);
    return one;
  };
  beforeAll(async () => {
    for (const system of ['linux', 'win32', 'darwin'] as const) packed.set(system, await packFor(system));
  }, 180_000);

  it.each(['linux', 'win32', 'darwin'] as const)('holds exactly what the list allows for %s', (system) => {
    const { unexpected, missing, misplaced } = compareContents(packedFiles(archiveOf(at(system))), system);
    expect(unexpected).toEqual([]);
    expect(misplaced).toEqual([]);
    const foreign = system === process.platform ? [] : KEYRINGS[system];
    expect(missing.filter((path) => !foreign.some((keyring) => path.startsWith(keyring)))).toEqual([]);
  });

  it('holds the binaries of its own system only', () => {
    const ownKeyring = (system: System, name: string): string[] =>
      system === process.platform ? [name] : [];
    expect(binariesOf(at('linux'))).toEqual([
      '@serialport+bindings-cpp.glibc.node',
      ...ownKeyring('linux', 'keyring.linux-x64-gnu.node'),
      'linux-x64.node',
    ]);
    expect(binariesOf(at('win32'))).toEqual([
      '@serialport+bindings-cpp.node',
      ...ownKeyring('win32', 'keyring.win32-x64-msvc.node'),
      'win32-x64.node',
    ]);
    expect(binariesOf(at('darwin')).filter((name) => !name.startsWith('keyring.'))).toEqual([
      '@serialport+bindings-cpp.node',
      'darwin-arm64.node',
      'darwin-x64.node',
    ]);
  });

  it('keeps three languages of the runtime', () => {
    expect(readdirSync(join(at('linux').folder, 'locales'))).toEqual(['de.pak', 'en-US.pak', 'fr.pak']);
    expect(readdirSync(join(at('win32').folder, 'locales'))).toEqual(['de.pak', 'en-US.pak', 'fr.pak']);
    const names = readdirSync(resourcesIn(at('darwin').folder, 'darwin'));
    expect(names.filter((name) => name.endsWith('.lproj'))).toEqual(['de.lproj', 'en-US.lproj', 'fr.lproj']);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('has every fuse set on %s, as read back', async (system) => {
    const { folder } = at(system);
    const fuses = await readFuses(executableIn(folder, system), configuredFuses(root));
    expect(Object.fromEntries(fuses)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });

  it('says so when a fuse is not as configured', async () => {
    const runtime = join(temporary, 'open-fuses');
    await standIn(runtime, 'linux');
    const executable = join(runtime, 'electron');
    await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableCookieEncryption]: true });
    await expect(readFuses(executable, configuredFuses(root))).rejects.toThrow(
      'Fuse RunAsNode should be off and is on',
    );
  });

  it('carries the checksum of its archive where Electron looks for it', () => {
    const info = readFileSync(join(at('darwin').folder, 'Switchbook.app', 'Contents', 'Info.plist'), 'utf8');
    expect(info).toMatch(/ElectronAsarIntegrity[\s\S]*Resources\/app\.asar[\s\S]*SHA256/);
    expect(info).toContain(headerHash(at('darwin')));
    const program = NtExecutable.from(readFileSync(join(at('win32').folder, 'Switchbook.exe')));
    const entry = NtExecutableResource.from(program).entries.find(({ type }) => type === 'INTEGRITY');
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer()).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: headerHash(at('win32')) },
    ]);
  });

  it('has its icon in the program for Windows, in the bundle for macOS and beside the windows of Linux', () => {
    const resources = join(root, 'packaging', 'resources');
    const program = NtExecutable.from(readFileSync(join(at('win32').folder, 'Switchbook.exe')));
    const groups = Resource.IconGroupEntry.fromEntries(NtExecutableResource.from(program).entries);
    const { icons } = Data.IconFile.from(readFileSync(join(resources, 'icon.ico')));
    expect(groups.map((group) => group.icons.map(({ dataSize }) => dataSize))).toEqual([
      icons.map(({ data }) => (data.isIcon() ? 0 : data.bin.byteLength)),
    ]);
    const bundle = join(at('darwin').folder, 'Switchbook.app', 'Contents');
    expect(readFileSync(join(bundle, 'Info.plist'), 'utf8')).toMatch(
      /<key>CFBundleIconFile<\/key>\s*<string>icon\.icns</,
    );
    expect(readFileSync(join(bundle, 'Resources', 'icon.icns'))).toEqual(
      readFileSync(join(resources, 'icon.icns')),
    );
    const ofWindows = 'packaging/resources/icons/256x256.png';
    expect(extractFile(archiveOf(at('linux')), ofWindows)).toEqual(readFileSync(join(root, ofWindows)));
  });

  it('declares which files it opens, without taking spreadsheets and cards from anybody', () => {
    const info = readFileSync(join(at('darwin').folder, 'Switchbook.app', 'Contents', 'Info.plist'), 'utf8');
    const rankOf = (extension: string): string | undefined =>
      new RegExp(`<string>${extension}</string>[\\s\\S]*?LSHandlerRank</key>\\s*<string>(\\w+)<`).exec(
        info,
      )?.[1];
    expect(['switchbook', 'csv', 'xlsx', 'vcf'].map(rankOf)).toEqual([
      'Owner',
      'Alternate',
      'Alternate',
      'Alternate',
    ]);
  });

  it.runIf(process.platform === 'linux')('is reported with its sizes, within the budget', async () => {
    const { lines, isGood } = await report(at('linux'), false);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^app\.asar: \d+ files, [\d.]+ MB$/),
        expect.stringMatching(/^application: [\d.]+ MB of at most 30 MB$/),
        expect.stringMatching(/^command line: [\d.]+ MB of at most 160 MB$/),
        expect.stringMatching(/with a stand-in for Electron, which cannot start$/),
      ]),
    );
    expect(isGood).toBe(true);
  });

  it('is refused when a file too many or too few is in it', () => {
    const files = packedFiles(archiveOf(at('linux')));
    const stranger = { path: 'dist/main/notes.txt', unpacked: false, bytes: 1 };
    expect(compareContents([...files, stranger], 'linux').unexpected).toEqual([stranger.path]);
    const without = files.filter(({ path }) => path !== 'dist/preload/preload.cjs');
    expect(compareContents(without, 'linux').missing).toEqual(['dist/preload/preload.cjs']);
    const inside = files.map((file) => ({ ...file, unpacked: false }));
    expect(compareContents(inside, 'linux').misplaced).toHaveLength(3);
  });

  it('needs nothing that is not in it', () => {
    const folder = join(temporary, 'extracted');
    extractAll(archiveOf(at('linux')), folder);
    const own = new Set(['electron', ...builtinModules]);
    const bundles = readdirSync(join(folder, 'dist', 'main')).map((name) =>
      readFileSync(join(folder, 'dist', 'main', name), 'utf8'),
    );
    const wanted = new Set(
      bundles.flatMap((text) =>
        [...text.matchAll(/^(?:import|export) [^'"\n]*from "([^./"][^"]*)";$/gm)].map(
          ([, name = '']) => name,
        ),
      ),
    );
    const strangers = [...wanted].filter((name) => !name.startsWith('node:') && !own.has(name));
    expect(strangers.toSorted()).toEqual(['@napi-rs/keyring', 'better-sqlite3']);
    // Outside the checkout, so that none of its modules can help.
    const load = spawnSync(
      process.execPath,
      [
        '-e',
        "for (const name of ['better-sqlite3', '@napi-rs/keyring', '@serialport/bindings-cpp']) require(name)",
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(load).toMatchObject({ status: 0, stderr: '' });
  });

  describe.runIf(process.platform === 'linux')('the command line beside it', () => {
    const run = (words: readonly string[], more: Record<string, string> = {}) =>
      spawnSync(join(resourcesIn(at('linux').folder, 'linux'), 'cli', EXECUTABLE), words, {
        cwd: temporary,
        encoding: 'utf8',
        env: { HOME: temporary, LANG: 'en_US.UTF-8', ...more },
      });

    it('runs without a Node, a checkout or a screen', () => {
      const site = join(temporary, 'office.switchbook');
      const created = run(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']);
      expect(created).toMatchObject({ status: 0, stderr: '' });
      const csv = join(temporary, 'one.csv');
      writeFileSync(csv, 'First name;Last name;Phone\nAda;Lovelace;+33 9 72 10 10 01\n');
      const imported = run(['import', csv, '--site', site, '--json']);
      expect(imported.stderr).toBe('');
      expect(JSON.parse(imported.stdout)).toMatchObject({ created: 1, rejected: 0 });
      expect(run(['nonsense']).status).toBe(2);
    });

    it('takes nothing from NODE_OPTIONS', () => {
      expect(run(['--version'], { NODE_OPTIONS: '--require ./not-there.js' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    });
  });

  it('is broken by one changed byte of what the checksum covers', () => {
    const archive = archiveOf(at('win32'));
    const before = headerHash(at('win32'));
    const bytes = readFileSync(archive);
    const place = bytes.indexOf('electron.js');
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(archive, bytes);
    expect(headerHash(at('win32'))).not.toBe(before);
    truncateSync(archive, 8);
    expect(() => packedFiles(archive)).toThrow();
  });
});
