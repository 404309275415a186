/** The page is loaded again, its process ends, a part of it fails: what was typed is still there, and nothing is blank. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Application, expectAccessible, type Look } from './application.ts';
import { skipJourneys } from './browser.ts';

/** A new contact, typed and not saved. */
async function type(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New contact', exact: true }).click();
  await page.getByLabel('Given name').fill(name);
}

const typed = (page: Page) => page.getByLabel('Given name').inputValue();
const isBack = (page: Page) => page.getByText('What you had typed is back.').waitFor();

describe.skipIf(skipJourneys)('when something goes wrong with the page', () => {
  let application: Application;
  beforeAll(async () => {
    application = await Application.open();
  });
  afterAll(async () => {
    await application.close();
  });

  it('what was typed comes back when it is loaded again, and is gone once it is saved', async () => {
    const page = await application.page();
    page.on('dialog', (dialog) => void dialog.accept());
    await type(page, 'Hermine');
    await page.reload();
    await isBack(page);
    expect(await typed(page)).toBe('Hermine');
    const told = page.getByRole('status').filter({ hasText: 'What you had typed is back.' });
    expect(await told.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Hermine' }).waitFor();
    await page.reload();
    await page.locator('body[data-ready="true"]').waitFor();
    expect(await page.getByText('What you had typed is back.').count()).toBe(0);
    await page.context().close();
  });

  it('and when the process of the page ends', async () => {
    const page = await application.page();
    await type(page, 'Kunigunde');
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    // Playwright gives up a page whose process has ended; the tab does not.
    await session.send('Page.reload');
    const shown = z.object({ result: z.object({ value: z.string() }) });
    const look = () =>
      session
        .send('Runtime.evaluate', {
          expression: "document.body.innerText + '|' + document.querySelector('form.detail input')?.value",
        })
        .then((answer) => shown.parse(answer).result.value)
        .catch(String);
    await expect.poll(look, { timeout: 20_000 }).toContain('What you had typed is back.');
    expect(await look()).toMatch(/\|Kunigunde$/);
    await page.context().close();
  });

  it('a screen that cannot be shown says so, and the others go on', async () => {
    const page = await application.page();
    const { complaints } = application;
    const before = complaints.length;
    await page.routeWebSocket(/\/api$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        const text = String(message);
        // What no service of this version answers.
        socket.send(text.includes('"steps":[') ? text.replace('"steps":[', '"steps":[null,') : text);
      });
    });
    await page.reload();
    await page.locator('body[data-ready="true"]').waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'could not be shown' });
    await alert.waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^All contacts/ }).click();
    await page.getByRole('grid').first().waitFor();
    expect(await alert.count()).toBe(0);
    // It has been complained of, as it should.
    complaints.splice(before);
    await page.context().close();
  });

  it.each<Look & { button: string; save: string; settings: string }>([
    { locale: 'en-GB', settings: 'Language and appearance', button: 'Support bundle…', save: 'Save' },
    {
      locale: 'de-DE',
      colorScheme: 'dark',
      settings: 'Sprache und Darstellung',
      button: 'Supportpaket…',
      save: 'Speichern',
    },
    {
      locale: 'fr-FR',
      settings: 'Langue et apparence',
      button: 'Fichier d’assistance…',
      save: 'Enregistrer',
    },
  ])(
    'a support bundle is shown before it is saved ($locale)',
    async ({ settings, button, save, ...look }) => {
      const page = await application.page(look);
      await page.getByRole('button', { name: settings }).click();
      await page.getByRole('menuitem', { name: button }).click();
      const dialog = page.getByRole('dialog');
      for (const part of ['system.json', 'settings.json', 'site.json', 'integrity.json', 'switchbook.log']) {
        await dialog.getByRole('button', { name: part }).click();
      }
      await dialog.getByText('"integrity"').or(dialog.getByText('"faults"')).first().waitFor();
      await expectAccessible(page);
      const shown = await dialog.locator('pre').allTextContents();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: save, exact: true }).click(),
      ]);
      const saved = Object.values(unzipSync(readFileSync(await file.path())));
      expect(saved.map((bytes) => new TextDecoder().decode(bytes))).toEqual(shown);
      // The page that could not be shown is in the log, by places in our files only.
      expect(shown.at(-1)).toMatch(/"where":"page".*\.js:\d+:\d+/);
      await page.context().close();
    },
  );
});
