import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('contacts in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('are found by a part of a name and by a number in any writing', async () => {
    const page = await application.page();
    const grid = page.getByRole('grid');
    const search = page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: /search/i }))
      .first();
    await search.fill('anna jager');
    const found = () => grid.getByRole('row').filter({ hasText: /\d/ }).allInnerTexts();
    const onlyAnna = [expect.stringContaining('Anna Jäger')];
    await expect.poll(found).toEqual(onlyAnna);
    await search.fill('lefevre');
    await expect.poll(found).not.toEqual(onlyAnna);
    await search.fill('0033 1 99 00 77');
    await expect.poll(found).toEqual(onlyAnna);
    await page.context().close();
  });

  it('show what was typed, what the device stores, and a QR code that a foreign reader understands', async () => {
    const page = await application.page();
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).click();
    await page.getByText('00441134961209').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /QR/ }).click();
    await page.getByRole('dialog').getByRole('img').first().waitFor();
    await page.waitForTimeout(300);
    if (spawnSync('zbarimg', ['--version']).status === 0) {
      const folder = mkdtempSync(join(tmpdir(), 'switchbook-qr-'));
      writeFileSync(join(folder, 'screen.png'), await page.screenshot());
      const { stdout } = spawnSync('zbarimg', ['--quiet', '--raw', join(folder, 'screen.png')], {
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });
      expect(stdout).toContain('BEGIN:VCARD');
      expect(stdout).toContain('Whitaker');
      expect(stdout).toContain('+441134961209');
    } else if (process.env['CI'] !== undefined) {
      throw new Error('zbarimg is missing');
    }
    await page.context().close();
  });

  it('are deleted together by keyboard and come back with undo', async () => {
    const page = await application.page();
    const count = page.getByText(/^\d+ contacts$/);
    const before = await count.innerText();
    await page.getByRole('row').nth(3).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Delete');
    await expect.poll(() => count.innerText()).not.toBe(before);
    await page.keyboard.press('Control+z');
    await expect.poll(() => count.innerText()).toBe(before);
    await page.context().close();
  });

  it.each([
    { locale: 'fr-FR', all: 'Tous les contacts', colorScheme: 'light' },
    { locale: 'de-DE', all: 'Alle Kontakte', colorScheme: 'dark' },
  ] as const)('speak $locale, accessible in $colorScheme too', async ({ locale, all, colorScheme }) => {
    const page = await application.page({ locale, colorScheme });
    await page.getByRole('heading', { name: all }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).click();
    await page.getByText('00441134961209').waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
