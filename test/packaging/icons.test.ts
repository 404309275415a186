import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertIcon } from 'app-builder-lib/out/util/iconConverter.js';
import { Data } from 'resedit';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const configured = z
  .looseObject({ directories: z.object({ buildResources: z.string() }) })
  .parse(parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')));
const resources = join(root, configured.directories.buildResources);

/** As a PNG says it of itself: 8 bits each of red, green, blue and opacity, which is what systems take. */
function sizeOf(png: Buffer): number {
  expect(png.subarray(0, 16).toString('latin1')).toBe('\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
  expect([...png.subarray(24, 26)]).toEqual([8, 6]);
  expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
  expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
  return png.readUInt32BE(16);
}

describe('the icon', () => {
  it('is a file for Windows with the sizes that its directory says', () => {
    const { icons } = Data.IconFile.from(readFileSync(join(resources, 'icon.ico')));
    const said = icons.map(({ width, height, bitCount }) => [width, height, bitCount]);
    const held = icons.map(({ data }) => {
      if (data.isIcon()) throw new Error('not a PNG');
      return sizeOf(Buffer.from(data.bin));
    });
    expect(held).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256]);
    expect(said).toEqual(held.map((size) => [size % 256, size % 256, 32]));
  });

  it('is a file for macOS with a PNG of the right size of every kind', () => {
    const file = readFileSync(join(resources, 'icon.icns'));
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const held: [string, number][] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
      held.push([
        file.toString('latin1', at, at + 4),
        sizeOf(file.subarray(at + 8, at + file.readUInt32BE(at + 4))),
      ]);
    // Apple's iconutil makes of 16x16@2x.png ic11, of 32x32@2x.png ic12, and so on.
    expect(Object.fromEntries(held)).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    });
  });

  it('is a picture of each size for Linux, named by it', () => {
    const folder = join(resources, 'icons');
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(8);
    for (const name of names) {
      const size = sizeOf(readFileSync(join(folder, name)));
      expect(name).toBe(`${size}x${size}.png`);
    }
  });

  describe('as electron-builder looks for it', () => {
    afterEach(() => vi.unstubAllEnvs());
    const outDir = mkdtempSync(join(tmpdir(), 'switchbook-icons-'));
    afterAll(() => rmSync(outDir, { recursive: true }));

    const sought = async (format: 'ico' | 'icns' | 'set', sources: string[]) => {
      // Whatever is to be converted fails: the tool for it is not in there.
      vi.stubEnv('ELECTRON_BUILDER_ICONS_TOOLSET_DIR', join(root, 'packaging'));
      const { icons, isFallback } = await convertIcon({
        sources,
        fallbackSources: [],
        roots: [resources, root],
        format,
        outDir,
      });
      expect(isFallback).toBe(false);
      return icons;
    };

    it('is taken as it is on every system, without a word in the configuration', async () => {
      expect(configured).not.toHaveProperty('icon');
      expect(await sought('ico', [])).toEqual([{ file: join(resources, 'icon.ico'), size: 256 }]);
      expect(await sought('icns', [])).toEqual([{ file: join(resources, 'icon.icns'), size: 0 }]);
      expect(await sought('set', [])).toEqual(
        [16, 24, 32, 48, 64, 128, 256, 512].map((size) => ({
          file: join(resources, 'icons', `${size}x${size}.png`),
          size,
        })),
      );
    });

    it('would fail if anything had to be converted', async () => {
      await expect(sought('ico', [join(root, 'renderer', 'icon.svg')])).rejects.toThrow(
        /Icons tool not found/,
      );
    });
  });
});
