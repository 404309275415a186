/** A page that nobody uses is locked while something stands in a form: nothing of it shows, and nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationHost } from '../../main/api/host.ts';
import { startBrowserShell, type BrowserShell } from '../../main/shell/browser/server.ts';
import { fields, png } from '../core/photo/pictures.ts';
import { launch, skipJourneys } from './browser.ts';
import { onElectron } from './electron.ts';
import { seeTour } from './see-tour.ts';

/** Milliseconds: more than lies between two signs of life of a page. */
const IDLE = 8000;

// A window of one's own is locked by the system.
describe.skipIf(skipJourneys || onElectron)('a page that is locked while somebody is typing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-locked-'));
  let host: ApplicationHost;
  let shell: BrowserShell;
  let browser: Browser;
  beforeAll(async () => {
    host = new ApplicationHost('browser');
    const path = join(folder, 'office.switchbook');
    await host.call('site.create', { path, device: 'commander-6000', country: 'FR' });
    const page = join(import.meta.dirname, '..', '..', 'dist', 'renderer');
    shell = await startBrowserShell(host, page, { idleLimit: IDLE });
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await shell.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const form = (page: Page) => page.getByRole('form', { name: 'New contact' });
  const face = (page: Page) => form(page).getByRole('button', { name: /photo/i }).locator('img');

  it('shows nothing of it, and has all of it when it is unlocked', async () => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    await context.addInitScript(seeTour);
    const page = await context.newPage();
    await page.goto(shell.address);
    await page.locator('body[data-ready="true"]').waitFor();
    await page.keyboard.press('n');
    await form(page).getByLabel('Given name').fill('Hermine');
    await form(page).getByRole('button', { name: /photo/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'her.png', mimeType: 'image/png', buffer: Buffer.from(png(fields(64, 64))) });
    await dialog.getByRole('button', { name: 'Use the photo' }).click();
    await face(page).waitFor();
    await form(page).getByLabel('Family name').fill('Winter');

    await page.getByText('Switchbook is locked here.').waitFor();
    expect(await page.content()).not.toContain('Hermine');
    const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(stored).not.toMatch(/Hermine|Winter/);
    await page.goBack();
    expect(await page.content()).not.toContain('Hermine');

    // The address that unlocks it opens a tab of its own.
    const next = await context.newPage();
    await next.goto(shell.newAddress());
    await next.getByText('What you had typed is back.').waitFor();
    expect(await form(next).getByLabel('Given name').inputValue()).toBe('Hermine');
    expect(await form(next).getByLabel('Family name').inputValue()).toBe('Winter');
    await face(next).waitFor();
    await form(next).getByRole('button', { name: 'Save', exact: true }).click();
    await next.getByRole('heading', { name: 'Hermine Winter' }).waitFor();
    expect(await host.call('contacts.rows', { ids: [1] })).toMatchObject({
      contacts: [{ givenName: 'Hermine', photo: expect.anything() }],
    });

    // In the first tab it is not offered again.
    await page.goto(new URL('/', shell.address).href);
    await page.getByRole('grid').waitFor();
    expect(await form(page).count()).toBe(0);
    await context.close();
  });
});
