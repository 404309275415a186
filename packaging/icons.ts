/** `npm run icons`: draws the application's icon in every size and file that packages want, after a change of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../test/e2e/browser.ts';
import { drawIcon, FULL, INSET, ROOT, SAME_COLOURS } from './icon-drawing.ts';
import { icns, ICNS_KINDS, ico, type Picture } from './icon-files.ts';

/** What Windows shows between 100 and 200 % of its 16, 24, 32 and 48 pixels, and its largest view. */
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256];
/** The folders of the hicolor theme, https://specifications.freedesktop.org/icon-theme-spec/latest/ */
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];

// Names under which electron-builder finds them and has nothing to convert.
const resources = join(ROOT, 'packaging', 'resources');
const icons = join(resources, 'icons');
mkdirSync(icons, { recursive: true });

const browser = await launch(SAME_COLOURS);
try {
  const page = await browser.newPage();
  const draw = async (sizes: readonly number[], part: number): Promise<Picture[]> => {
    const pictures: Picture[] = [];
    for (const size of new Set(sizes)) pictures.push({ size, png: await drawIcon(page, size, part) });
    return pictures;
  };
  writeFileSync(join(resources, 'icon.ico'), ico(await draw(WINDOWS, FULL)));
  const mac = ICNS_KINDS.map(([, size]) => size);
  writeFileSync(join(resources, 'icon.icns'), icns(await draw(mac, INSET)));
  for (const { size, png } of await draw(LINUX, FULL)) writeFileSync(join(icons, `${size}x${size}.png`), png);
} finally {
  await browser.close();
}
