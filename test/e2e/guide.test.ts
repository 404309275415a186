/** The user guide in the window: in the person’s language, at the page of the screen, without network. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('the user guide in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it.each([
    ['en-GB', 'light', 'Changes', 'Compare and upload', 'Serial line', 'Rights'],
    ['fr-FR', 'dark', 'Modifications', 'Comparer et envoyer', 'Ligne série', 'Droits'],
    ['de-DE', 'light', 'Änderungen', 'Vergleichen und übertragen', 'Serielle Leitung', 'Rechte'],
  ] as const)(
    'opens by F1 in %s, %s, and its links lead on',
    async (locale, colorScheme, screen, title, line, rights) => {
      const page = await application.page({ locale, colorScheme });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(new URL(request.url()).origin));
      await page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click();
      await page.keyboard.press('F1');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('heading', { name: title, level: 1 }).waitFor();
      await dialog.getByRole('img').first().scrollIntoViewIfNeeded();
      await expect
        .poll(() =>
          dialog
            .locator('img')
            .first()
            .evaluate((one: HTMLImageElement) => one.naturalWidth),
        )
        .toBeGreaterThan(300);
      await expectAccessible(page, title);
      await dialog.getByRole('button', { name: line }).click();
      await dialog.getByRole('heading', { name: line, level: 1 }).waitFor();
      await dialog.locator('a[data-page=changes]').first().press('Enter');
      await dialog.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(new Set(requests)).toEqual(new Set([new URL(page.url()).origin]));

      await page.getByRole('navigation').getByRole('button', { name: rights, exact: true }).click();
      await page.keyboard.press('F1');
      await dialog.getByRole('heading', { name: rights, level: 1 }).waitFor();
      await page.context().close();
    },
  );
});
