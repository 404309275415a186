import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packager } from 'app-builder-lib';
import { LinuxPackager } from 'app-builder-lib/out/linuxPackager.js';
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import allowed from '../../packaging/contents.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');
const read = (): Promise<Awaited<ReturnType<typeof getConfig>>> =>
  getConfig(root, join(root, 'electron-builder.yml'), null);

describe('electron-builder.yml', () => {
  let config: Awaited<ReturnType<typeof getConfig>> = {};
  beforeAll(async () => void (config = await read()));

  it('is as electron-builder’s own schema wants it', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    const wrong = { ...config, npmRebuilt: false };
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/npmRebuilt/);
  });

  it('rebuilds nothing, packs an archive and keeps three languages', () => {
    expect(config).toMatchObject({
      npmRebuild: false,
      asar: { smartUnpack: false },
      electronLanguages: ['de', 'en', 'fr'],
    });
    expect(config.disableAsarIntegrity ?? false).toBe(false);
  });

  it('makes every kind of installer', () => {
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: 'x64' }]);
    // One installer that asks: for this account or for everybody.
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true });
    expect(config.mac?.target).toEqual([
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ]);
    expect(config.linux?.target).toEqual([
      { target: 'AppImage', arch: 'x64' },
      { target: 'deb', arch: 'x64' },
    ]);
  });

  it('calls the entry in menus on Linux what windows there say they are', async () => {
    const builder = new Packager({ projectDir: root, config: join(root, 'electron-builder.yml') });
    await builder.validateConfig();
    const linux = new LinuxPackager(builder);
    const entry = new LinuxTargetHelper(linux);
    // Electron says the name without the ending, and that is the name of a file with it.
    expect(`${entry.getDesktopFileName()}.desktop`).toBe(manifest.desktopName);
    const text = await entry.computeDesktopEntry(linux.platformSpecificBuildOptions);
    expect(text).toContain('\nStartupWMClass=com.switchbook\n');
    expect(text).toContain('\nIcon=switchbook-desktop\n');
  });

  it('names files that are there', () => {
    const { deb } = z
      .object({ deb: z.object({ fpm: z.array(z.string()) }) })
      .parse(parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')));
    const sources = deb.fpm
      .map((line) => line.split('=')[0] ?? '')
      .filter((path) => !path.startsWith('build/'));
    for (const path of [...sources, config.nsis?.include ?? '', 'packaging/after-pack.ts'])
      expect(() => readFileSync(join(root, path)), path).not.toThrow();
  });

  it('packs keyrings under the names that npm installs', () => {
    const { packages } = z
      .object({ packages: z.record(z.string(), z.object({})) })
      .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
    const wanted = Object.values(allowed.binaries)
      .flat()
      .filter((path) => path.includes('keyring-') && path.endsWith('/package.json'))
      .map((path) => path.replace('/package.json', ''));
    expect(wanted).toHaveLength(4);
    for (const path of wanted) expect(packages).toHaveProperty([path]);
  });
});
