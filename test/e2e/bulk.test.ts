import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible, type Look } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('changing many contacts in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('shows what would change, changes it as one step, and takes it back', async () => {
    const page = await application.page();
    await page.getByRole('searchbox').fill('whitaker');
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).waitFor();
    await page.getByRole('button', { name: 'Change several contacts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What to do').selectOption({ label: 'Set a field' });
    await dialog.getByLabel('Field', { exact: true }).selectOption({ label: 'Department' });
    await dialog.getByLabel('New value').fill('Switchboard');
    const samples = dialog.getByRole('region', { name: 'Preview' }).last();
    await samples.getByText('Angus Whitaker').waitFor();
    await samples.getByText('Switchboard').first().waitFor();
    await expectAccessible(page);
    // Enter in a field is enough: what the button says is what is done.
    await dialog.getByLabel('New value').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('searchbox').fill('whitaker switchboard');
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('No contact matches').waitFor();
    await page.context().close();
  });

  it('works on the selection by keyboard alone', async () => {
    const page = await application.page();
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Change several contacts' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The 3 selected').waitFor();
    await dialog.getByLabel('What to do').selectOption({ label: 'Delete' });
    const apply = dialog.getByRole('button', { name: 'Delete 3 contacts' });
    await apply.waitFor();
    await expect.poll(() => apply.isEnabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it.each<Look & { open: string; what: string }>([
    { locale: 'fr-FR', colorScheme: 'dark', open: 'Modifier plusieurs contacts', what: 'Que faire' },
    { locale: 'de-DE', colorScheme: 'light', open: 'Mehrere Kontakte ändern', what: 'Was geschieht' },
  ])('is accessible in $locale, $colorScheme', async ({ open, what, ...look }) => {
    const page = await application.page(look);
    await page.getByRole('button', { name: open }).click();
    const dialog = page.getByRole('dialog');
    for (const kind of ['set', 'replace', 'numbers', 'tidy']) {
      await dialog.getByLabel(what).selectOption(kind);
      await expectAccessible(page);
    }
    await dialog.getByRole('region').first().waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
