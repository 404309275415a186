/** The application's icon, of which there is one drawing: renderer/icon.svg. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const ROOT = join(import.meta.dirname, '..');

/** Windows and Linux have the drawing up to the edge. */
export const FULL = 1;
/**
 * Part of the width that the drawing takes on macOS, where the system draws nothing around it: 824 of 1024 points, as
 * in the template for icons of Apple's design resources, https://developer.apple.com/design/resources/
 */
export const INSET = 824 / 1024;

/** A word for Chromium: without it a screen's own profile changes colours. */
export const SAME_COLOURS = '--force-color-profile=srgb';

/** A square PNG with a transparent background; `size` in pixels. */
export async function drawIcon(page: Page, size: number, part: number): Promise<Buffer> {
  const drawing = readFileSync(join(ROOT, 'renderer', 'icon.svg'), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size * part}px; margin: ${(size * (1 - part)) / 2}px }</style>${drawing}`,
  );
  return page.screenshot({ omitBackground: true });
}
