import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('an upload in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('shows what differs, waits for the decision, uploads, and proves it by reading back', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Compare' }).click();
    const conflict = page.getByRole('article', { name: 'Anna Jäger' });
    await conflict.waitFor();
    await expectAccessible(page);
    const upload = page.getByRole('button', { name: /^Upload/ });
    expect(await upload.isDisabled()).toBe(true);
    await conflict.getByText('Keep ours').click();
    await upload.click();
    await page.getByText('Read back: the PBX holds exactly this').waitFor({ timeout: 60_000 });
    await page.getByText('Nothing to change').waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('brings nobody else’s change back as a surprise: comparing again finds both sides equal', async () => {
    const page = await application.page({ locale: 'de-DE', colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Änderungen', exact: true }).click();
    await page.getByRole('button', { name: 'Vergleichen' }).click();
    await page.getByText('Nichts zu ändern').waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await page.context().close();
  });

  it('looks for the pages of the PBX, and a person confirms them', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Edit the connection/ }).click();
    const pages = page.getByRole('region', { name: 'Pages of the PBX' });
    await pages.getByText('not confirmed').first().waitFor();
    await pages.getByRole('button', { name: 'Look in the PBX’s menu' }).click();
    await pages.getByRole('combobox', { name: 'Authorisations' }).waitFor();
    await expectAccessible(page);
    await pages.getByRole('button', { name: 'Confirm 5 names' }).click();
    await pages
      .getByText(/confirmed by you on/)
      .first()
      .waitFor();
    expect(await pages.getByText(/confirmed by you on/).count()).toBe(5);
    await expectAccessible(page);
    await pages.getByRole('button', { name: 'Use the profile’s names again' }).click();
    await pages.getByText('not confirmed').first().waitFor();
    await page.context().close();
  });

  it('offers files and steps to import by hand', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /import by hand/ }).click();
    await page.getByRole('heading', { name: 'Import by hand' }).waitFor();
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(2);
    await page.context().close();
  });

  it('counts down while the PBX blocks a login, after three wrong passwords', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Edit the connection/ }).click();
    await page.getByRole('textbox', { name: 'User name' }).fill('25');
    await page.getByLabel('Password', { exact: true }).fill('Wrong-1234');
    const refused = page.getByText('The PBX does not accept this password');
    const timer = page.getByRole('timer');
    for (let attempt = 0; attempt < 4 && !(await timer.isVisible()); attempt++) {
      await page.getByRole('button', { name: 'Look for the PBX' }).click();
      await refused.or(timer).waitFor();
      // The sentence of the attempt before goes when the next one begins.
      await page.waitForTimeout(300);
    }
    const seconds = async () => Number(/\d+/.exec((await timer.textContent()) ?? '')?.[0]);
    const first = await seconds();
    expect(first).toBeGreaterThan(30);
    await expect.poll(seconds, { timeout: 5000 }).toBeLessThan(first);
    await expectAccessible(page);
    await page.context().close();
  });
});
