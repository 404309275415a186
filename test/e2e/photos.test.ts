import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bombPng, decoded, fields, heldSo, png, snapshot } from '../core/photo/pictures.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const NAME = 'Angus Whitaker';

describe.skipIf(skipJourneys)('photos in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-photos-'));
  const at = (name: string): string => join(folder, name);
  let application: Application;
  beforeAll(async () => {
    writeFileSync(at('camera.jpg'), snapshot(heldSo(fields(600), 6), 6));
    writeFileSync(at('bomb.png'), bombPng(30_000, 30_000));
    writeFileSync(at('text.png'), 'no picture');
    application = await Application.open();
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true });
    expect(application.complaints).toEqual([]);
  });

  const look = async (page: Page, name: string): Promise<void> => {
    const pictures = process.env['SWITCHBOOK_PICTURES'];
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const show = async (page: Page): Promise<void> => {
    await page.getByRole('row').filter({ hasText: NAME }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
  };
  /** What the contact's photo is now, as the page has it. */
  const photoOf = async (page: Page): Promise<Buffer> => {
    const source = await page.getByRole('img', { name: `Photo of ${NAME}` }).getAttribute('src');
    return Buffer.from(source?.split(',')[1] ?? '', 'base64');
  };
  const undoByNotice = (page: Page) =>
    page.getByRole('alert').getByRole('button', { name: 'Undo' }).first().click();

  it('a picture is chosen, cropped by keyboard alone, stored, and taken back', async () => {
    const page = await application.page();
    await show(page);
    await page.getByRole('button', { name: `Add a photo of ${NAME}` }).press('Enter');
    const dialog = page.getByRole('dialog', { name: `Photo of ${NAME}` });
    await dialog.getByRole('button', { name: 'Choose a picture…' }).waitFor();
    await expectAccessible(page);
    await look(page, 'photo-choose');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(at('camera.jpg'));

    // The picture goes to the right as far as it can: its left half is kept.
    const square = dialog.getByRole('group', { name: 'Part of the picture that is kept' });
    await square.waitFor();
    await square.focus();
    for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowRight');
    await expectAccessible(page);
    await look(page, 'photo-crop');
    await dialog.getByRole('button', { name: 'Use the photo' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Photo stored').waitFor();
    await expect.poll(async () => (await photoOf(page)).length).toBeGreaterThan(0);
    const kept = decoded(await photoOf(page));
    expect(kept).toEqual({ width: 300, height: 300, corners: 'rrbb' });
    await look(page, 'photo-stored');
    await undoByNotice(page);
    await page.getByRole('button', { name: `Add a photo of ${NAME}` }).waitFor();
    await page.context().close();
  });

  it('a picture is pasted, another one dropped, zoomed with the slider; removed and brought back', async () => {
    const page = await application.page({ colorScheme: 'dark' });
    await show(page);
    await page.getByRole('button', { name: `Add a photo of ${NAME}` }).click();
    const dialog = page.getByRole('dialog', { name: `Photo of ${NAME}` });
    await dialog.getByRole('button', { name: 'Choose a picture…' }).waitFor();
    const give = (kind: 'paste' | 'drop', data: Uint8Array) =>
      page.evaluate(
        ({ kind, bytes }) => {
          const files = new DataTransfer();
          files.items.add(new File([Uint8Array.from(bytes)], 'picture.png', { type: 'image/png' }));
          if (kind === 'paste') {
            window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files, bubbles: true }));
            return;
          }
          const target = document.querySelector('[role=dialog] .photo-choose');
          for (const step of ['dragenter', 'dragover', 'drop']) {
            target?.dispatchEvent(
              new DragEvent(step, { dataTransfer: files, bubbles: true, cancelable: true }),
            );
          }
        },
        { kind, bytes: [...data] },
      );
    await give('paste', png(fields(64)));
    await dialog.getByRole('slider', { name: 'Zoom' }).waitFor();
    await dialog.getByRole('button', { name: 'Another picture' }).click();
    await dialog.getByRole('button', { name: 'Choose a picture…' }).waitFor();
    await give('drop', png(fields(200, 200)));
    const zoom = dialog.getByRole('slider', { name: 'Zoom' });
    await zoom.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    await expectAccessible(page);
    await look(page, 'photo-crop-dark');
    await dialog.getByRole('button', { name: 'Use the photo' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await photoOf(page)).length).toBeGreaterThan(0);
    // Twice as near: half of the side, from the middle.
    expect(decoded(await photoOf(page))).toEqual({ width: 100, height: 100, corners: 'rgbw' });
    expect(await page.getByRole('heading', { name: 'Import', level: 1 }).count()).toBe(0);

    await page.getByRole('button', { name: `Change the photo of ${NAME}` }).click();
    await dialog.getByRole('button', { name: 'Remove the photo' }).click();
    await page.getByRole('button', { name: `Add a photo of ${NAME}` }).waitFor();
    await undoByNotice(page);
    await page.getByRole('button', { name: `Change the photo of ${NAME}` }).waitFor();
    await look(page, 'photo-dark');
    await page.context().close();
  });

  it('a new contact is stored with its photo, in one step', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'New contact' }).first().click();
    await page.getByLabel('Family name').fill('Portrait');
    await page.getByRole('button', { name: 'Add a photo of Portrait' }).click();
    const dialog = page.getByRole('dialog', { name: 'Photo of Portrait' });
    await dialog.getByLabel('Picture file').setInputFiles(at('camera.jpg'));
    await dialog.getByRole('button', { name: 'Use the photo' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Change the photo of Portrait' }).waitFor();
    await expectAccessible(page);
    await look(page, 'photo-new');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Portrait' }).waitFor();
    const image = page.getByRole('img', { name: 'Photo of Portrait' });
    await expect.poll(async () => (await image.getAttribute('src'))?.slice(0, 10)).toBe('data:image');
    const data = Buffer.from((await image.getAttribute('src'))?.split(',')[1] ?? '', 'base64');
    expect(decoded(data)).toMatchObject({ width: 300, height: 300 });
    await undoByNotice(page);
    await page.getByRole('row').filter({ hasText: 'Portrait' }).waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('what is no picture, or one of 900 million pixels, is refused before the browser decodes it', async () => {
    const page = await application.page({ locale: 'de-DE' });
    await show(page);
    await page.getByRole('button', { name: new RegExp(`Foto von ${NAME}`) }).click();
    const dialog = page.getByRole('dialog');
    for (const [file, words] of [
      ['bomb.png', /bomb\.png hat 30\.000 × 30\.000 Pixel/],
      ['text.png', /text\.png ist kein Bild/],
    ] as const) {
      await dialog.getByLabel('Bilddatei').setInputFiles(at(file));
      await dialog.getByText(words).waitFor();
    }
    await expectAccessible(page);
    await look(page, 'photo-refused-de');
    await page.context().close();
  });
});
