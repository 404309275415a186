/** The files that packages take are of the drawing as it is now. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Data } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawIcon, FULL, INSET, ROOT, SAME_COLOURS } from '../../packaging/icon-drawing.ts';
import { launch, skipJourneys } from './browser.ts';

/** Of 255: what two versions of a browser may disagree about at an edge. */
const TOLERANCE = 16;

const resources = join(ROOT, 'packaging', 'resources');

describe.skipIf(skipJourneys)('the icon’s files', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch(SAME_COLOURS);
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  /** The most by which a sample of the picture, laid on black and on white, is another than the drawing's. */
  async function away(picture: Buffer, part: number): Promise<number> {
    const drawn = await drawIcon(page, picture.readUInt32BE(16), part);
    const both = [picture, drawn].map((png) => `data:image/png;base64,${png.toString('base64')}`);
    return page.evaluate(async (addresses) => {
      const images = await Promise.all(
        addresses.map(async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          return image;
        }),
      );
      let most = 0;
      for (const ground of ['black', 'white']) {
        const [one, other] = images.map((image) => {
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
          if (canvas === null) throw new Error('no canvas');
          canvas.fillStyle = ground;
          canvas.fillRect(0, 0, image.width, image.height);
          canvas.drawImage(image, 0, 0);
          return canvas.getImageData(0, 0, image.width, image.height).data;
        });
        one?.forEach((sample, i) => (most = Math.max(most, Math.abs(sample - (other?.[i] ?? -255)))));
      }
      return most;
    }, both);
  }

  it('are of the drawing, for Windows', async () => {
    const { icons } = Data.IconFile.from(readFileSync(join(resources, 'icon.ico')));
    for (const { data } of icons)
      expect(data.isRaw() && (await away(Buffer.from(data.bin), FULL))).toBeLessThan(TOLERANCE);
  });

  it('are of the drawing, for macOS with the room around it that others leave', async () => {
    const file = readFileSync(join(resources, 'icon.icns'));
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const png = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
      expect(await away(png, INSET), file.toString('latin1', at, at + 4)).toBeLessThan(TOLERANCE);
    }
  });

  it('are of the drawing, for Linux', async () => {
    for (const name of readdirSync(join(resources, 'icons')))
      expect(await away(readFileSync(join(resources, 'icons', name)), FULL), name).toBeLessThan(TOLERANCE);
  });

  it('would not be of another one', async () => {
    const png = readFileSync(join(resources, 'icons', '32x32.png'));
    expect(await away(png, INSET)).toBeGreaterThan(TOLERANCE);
  });
});
