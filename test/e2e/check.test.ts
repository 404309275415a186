import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';
import { expectOneStop } from './one-stop.ts';

describe.skipIf(skipJourneys)('the device check', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('groups by rule, says what is assumed, goes to the field and back to the place', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Device check', exact: true }).click();
    const rules = page.locator('.check-rule-name');
    await rules.first().waitFor();
    await page
      .getByText(/As the manufacturer says|An assumption|As another program does it|Concluded/)
      .first()
      .waitFor();
    await expectAccessible(page);

    await expectOneStop(page.getByRole('region', { name: 'Device check' }).getByRole('list'));
    const finding = page.getByRole('button', { name: /^Put .* right$/ }).nth(1);
    const name = (await finding.getAttribute('aria-label')) ?? '';
    await finding.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: /edit/i }).waitFor();
    // The cursor stands in a field of the form, not on its first one by chance.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-field]') !== null))
      .toBe(true);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to: Device check' }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe(name);

    await rules.first().click();
    expect(await rules.first().getAttribute('aria-expanded')).toBe('false');
    await page.context().close();
  });
});
