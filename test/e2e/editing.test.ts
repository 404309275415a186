import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('writing contacts in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('says at once what is wrong with a number, and what the device will store of a good one', async () => {
    const page = await application.page();
    await page.keyboard.press('n');
    await page.keyboard.type('Léonie');
    await page.getByLabel('Family name').last().fill('Quillot');
    const number = page.getByLabel('Number 1', { exact: true });
    await number.fill('04 91 call me');
    await page
      .getByText(/contains letters/i)
      .first()
      .waitFor();
    await number.fill('04 91 22 33 44');
    await page
      .getByRole('region', { name: /stores/ })
      .getByText('0033491223344')
      .waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'Léonie Quillot' }).waitFor();

    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('searchbox').fill('quillot');
    await page.getByText('No contact matches').waitFor();
    await page.context().close();
  });

  it('loses nothing that was typed: a search leaves the form open, going elsewhere asks', async () => {
    const page = await application.page();
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).dblclick();
    const note = page.getByLabel('Note').last();
    await note.fill('Calls back in the morning');
    await page.getByRole('searchbox').fill('nobody has this name');
    await page.getByText('No contact matches').waitFor();
    expect(await note.inputValue()).toBe('Calls back in the morning');

    await page.getByRole('button', { name: 'History' }).click();
    const question = page.getByRole('dialog');
    await question.waitFor();
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Keep editing' }).click();
    expect(await note.inputValue()).toBe('Calls back in the morning');

    await page.getByRole('button', { name: 'History' }).click();
    await question.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await page.getByText('Edit “Angus Whitaker”').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo up to here' }).first().click();
    await page.getByText('Undone', { exact: true }).first().waitFor();
    await page.context().close();
  });

  it('exports a selection, and only after the legal notice was accepted', async () => {
    const page = await application.page();
    await page.getByRole('row').nth(2).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Export…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The selection (2)').waitFor();
    await expectAccessible(page);
    expect(await dialog.getByRole('button', { name: 'Export' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Format' }).fill('vCard 3');
    await page.getByRole('option', { name: /vCard 3\.0/ }).click();
    await dialog.getByRole('checkbox').check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Export' }).click(),
    ]);
    const cards = readFileSync(await download.path(), 'utf8');
    expect(cards.match(/BEGIN:VCARD/g)).toHaveLength(2);
    await page.context().close();
  });

  it('keeps groups with their contacts: made, filled, and undone from the message', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'New group' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Night watch');
    await page.keyboard.press('Enter');
    const group = page.getByRole('button', { name: /^Night watch/ });
    await group.waitFor();
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Groups', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Add to' }).click();
    await page.getByRole('menuitem', { name: 'Night watch' }).click();
    await expect.poll(() => group.innerText()).toMatch(/\d{3}/);
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => group.innerText()).toMatch(/\b0\/2,000$/);
    await page.context().close();
  });

  it('changes its language and appearance, and remembers them', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await expectAccessible(page);
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'Sprache und Darstellung' }).click();
    await page.getByRole('menuitemradio', { name: 'Dunkel' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Alle Kontakte' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.context().close();
  });
});

describe.skipIf(skipJourneys)('a page whose program has ended', () => {
  it('says so', async () => {
    const application = await Application.open();
    const page = await application.page();
    await application.end();
    await page.getByRole('alert').filter({ hasText: 'Connection to Switchbook lost' }).waitFor();
    await expectAccessible(page);
    await application.close();
  });
});
