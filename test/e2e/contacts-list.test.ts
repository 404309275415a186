import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const heads = (page: Page) => page.getByRole('columnheader').allInnerTexts();
const names = (page: Page) => page.locator('.list-row [data-column="name"]').allInnerTexts();
const width = async (page: Page, name: string) =>
  Math.round((await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0);

describe.skipIf(skipJourneys)('the list of contacts in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('has its columns chosen, sorted and resized by keyboard, and remembers them', async () => {
    const page = await application.page();
    await expect.poll(() => heads(page)).toEqual(['Name', 'Company', 'Number', 'Groups']);
    await page.getByRole('button', { name: 'Columns' }).focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu');
    await menu.getByRole('menuitemcheckbox', { name: 'Department' }).focus();
    await page.keyboard.press('Enter');
    await menu.getByRole('menuitemcheckbox', { name: 'Groups' }).focus();
    await page.keyboard.press('Space');
    await menu.getByRole('menuitemradio', { name: 'Compact' }).focus();
    await page.keyboard.press('Enter');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => heads(page)).toEqual(['Name', 'Company', 'Department', 'Number']);

    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').focus();
    await page.keyboard.press('ArrowRight');
    const before = await width(page, 'Company');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => width(page, 'Company')).toBe(before + 16);
    await page.keyboard.press('Tab');
    const line = page.getByRole('separator', { name: 'Width of Company' });
    await expect.poll(() => line.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => width(page, 'Company')).toBe(before + 8);
    expect(await line.getAttribute('aria-valuenow')).toBe(String(before + 8));

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    const company = page.getByRole('columnheader', { name: 'Company' });
    await expect.poll(() => company.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    await expect.poll(() => company.getAttribute('aria-sort')).toBe('descending');

    await page.reload();
    await page.locator('body[data-ready="true"]').waitFor();
    await expect.poll(() => heads(page)).toEqual(['Name', 'Company', 'Department', 'Number']);
    expect(await company.getAttribute('aria-sort')).toBe('descending');
    expect(await width(page, 'Company')).toBe(before + 8);
    expect((await page.getByRole('row').nth(1).boundingBox())?.height).toBe(24);
    await page.context().close();
  });

  it('marks what was searched, in the number in any writing and in what no column shows', async () => {
    const page = await application.page();
    await page.keyboard.press('/');
    await page.keyboard.type('jager');
    await expect.poll(() => page.locator('mark').allInnerTexts()).toContain('Jäger');
    await expectAccessible(page);
    await page.getByRole('searchbox').fill('0033 1 99 00 77 30');
    await expect.poll(() => page.locator('mark').allInnerTexts()).toEqual(['33 1 99 00 77 30']);
    await page.getByRole('searchbox').fill('whitaker@');
    const hidden = page.getByRole('row').filter({ hasText: 'E-mail: ' });
    await expect.poll(() => hidden.count()).toBeGreaterThan(0);
    expect(await hidden.first().locator('mark').innerText()).toBe('whitaker@');
    await page.context().close();
  });

  it('is filtered by several fields at once, each taken away again by keyboard', async () => {
    const page = await application.page();
    const all = await page.getByRole('status').first().innerText();
    await page.getByRole('button', { name: 'Filter by field' }).press('Enter');
    const panel = page.getByRole('form', { name: 'Filter by field' });
    await panel.getByRole('textbox', { name: 'Company' }).fill('k');
    await panel.getByRole('textbox', { name: 'Number' }).fill('+49');
    await expect.poll(() => names(page)).not.toContain('Angus Whitaker');
    const both = await names(page);
    const chips = page.getByRole('group', { name: 'Active filters' });
    await chips.getByText('Company: k').waitFor();
    await expectAccessible(page);
    await chips.getByRole('button', { name: 'Remove the filter Company' }).press('Enter');
    await expect.poll(() => names(page)).not.toEqual(both);
    expect(await panel.getByRole('textbox', { name: 'Company' }).inputValue()).toBe('');
    await chips.getByRole('button', { name: 'Clear filters' }).press('Enter');
    await expect.poll(() => page.getByRole('status').first().innerText()).toBe(all);
    expect(await chips.count()).toBe(0);
    await page.context().close();
  });

  it('is selected in by keyboard: a range, single rows apart, all, none', async () => {
    const page = await application.page();
    const chosen = () => page.locator('[role=row][aria-selected=true]').count();
    const status = page.getByRole('status').first();
    await page.getByRole('searchbox').press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => status.innerText()).toBe('3 contacts selected');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await expect.poll(chosen).toBe(3);
    await page.keyboard.press('Space');
    await expect.poll(chosen).toBe(4);
    const apart = page.locator('[role=row][aria-selected=true]').last();
    expect(await apart.getAttribute('aria-rowindex')).toBe('6');
    await page.keyboard.press('Control+a');
    await expect.poll(() => status.innerText()).toBe('282 contacts selected');
    await page.keyboard.press('Escape');
    await expect.poll(chosen).toBe(0);
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('[data-focus]').getAttribute('aria-rowindex')).toBe('283');
    await page.keyboard.press('Shift+Home');
    await expect.poll(() => status.innerText()).toBe('282 contacts selected');
    await page.context().close();
  });
});
