import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const count = async (page: Page, name: RegExp): Promise<number> => {
  const text = await page.getByRole('navigation').getByRole('button', { name }).textContent();
  return Number(/([\d,]+)(?:\/[\d,]+)?$/.exec((text ?? '').replaceAll(/\s/g, ''))?.[1]?.replaceAll(',', ''));
};

/** The dialog of the button in the rail's foot. */
async function workAs(page: Page, who: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Working as/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Work as' });
  await dialog.getByRole('combobox', { name: 'Who' }).click();
  await expectAccessible(page);
  await page.getByRole('option', { name: who }).click();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe.skipIf(skipJourneys)('rights in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('a subscriber sees the contacts of readable groups, and what is not allowed is greyed out with the reason', async () => {
    const page = await application.page();
    const all = await count(page, /^All contacts/);
    await workAs(page, /^22 /);
    const nav = page.getByRole('navigation');
    await expect.poll(() => count(page, /^All contacts/)).toBeLessThan(all);
    expect(await nav.getByRole('list', { name: 'Groups' }).getByRole('listitem').count()).toBe(2);
    await expectAccessible(page);
    for (const [name, reason] of [
      ['Changes', /Only administrators/],
      ['New group', /Only administrators/],
    ] as const) {
      const button = nav.getByRole('button', { name });
      expect(await button.getAttribute('aria-disabled')).toBe('true');
      expect(await button.getAttribute('aria-description')).toMatch(reason);
    }
    const deleteAll = page.getByRole('button', { name: 'Delete all' });
    expect(await deleteAll.getAttribute('aria-description')).toMatch(/Only administrators/);
    await deleteAll.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await workAs(page, /^Administrator$/);
    await expect.poll(() => count(page, /^All contacts/)).toBe(all);
    await page.context().close();
  });

  it('in a group contacts are removed from it, not deleted; the group goes without its contacts', async () => {
    const page = await application.page();
    const nav = page.getByRole('navigation');
    const all = await count(page, /^All contacts/);
    await nav.getByRole('button', { name: /^Clients/ }).click();
    const members = await count(page, /^Clients/);
    await page.getByRole('row').nth(1).click();
    const remove = page.getByRole('button', { name: 'Delete', exact: true }).first();
    await expect.poll(() => remove.getAttribute('aria-description')).toMatch(/only available in the view/);
    await page.keyboard.press('Delete');
    await page.getByText(/only available in the view/).waitFor();
    await page.getByRole('button', { name: 'Remove from Clients' }).click();
    await expect.poll(() => count(page, /^Clients/)).toBe(members - 1);
    expect(await count(page, /^All contacts/)).toBe(all);

    await nav.getByRole('button', { name: 'Actions for the group Clients' }).click();
    await page.getByRole('menuitem', { name: 'Delete the group' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Its ${members - 1} contacts stay.`).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Delete the group' }).click();
    await expect.poll(() => nav.getByRole('button', { name: /^Clients/ }).count()).toBe(0);
    expect(await count(page, /^All contacts/)).toBe(all);
    await page.context().close();
  });

  it('all contacts are deleted once their number is typed; Google’s stay; one step brings them back', async () => {
    const page = await application.page();
    const all = await count(page, /^All contacts/);
    await page.getByRole('button', { name: 'Delete all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete all' });
    const field = dialog.getByLabel(/Type the number to confirm: [1-9]/);
    await field.waitFor();
    await expectAccessible(page);
    const number =
      /: (\d+)/.exec((await dialog.locator('label').first().innerText()).replaceAll(',', ''))?.[1] ?? '';
    const go = dialog.getByRole('button', { name: 'Delete all' });
    expect(await go.isDisabled()).toBe(true);
    await field.fill(String(Number(number) - 1));
    expect(await go.isDisabled()).toBe(true);
    await field.fill(number);
    await go.click();
    await expect.poll(() => count(page, /^All contacts/)).toBe(all - Number(number));
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => count(page, /^All contacts/)).toBe(all);
    await page.context().close();
  });
});
