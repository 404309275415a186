/** What is done by keyboard from everywhere, picture by picture. */
import type { Camera } from './camera.ts';

export async function keysOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('imp');
  await page.waitForTimeout(600);
  await camera.shot('palette', null, 'de');
  await page.keyboard.press('Escape');
  await camera.perform('shortcuts');
  await camera.shot('shortcuts', camera.dialog, 'de');
  await page.keyboard.press('Escape');
  await camera.perform('settings');
  await camera.shot('settings', camera.dialog, 'fr');
  await page.keyboard.press('Escape');
}
