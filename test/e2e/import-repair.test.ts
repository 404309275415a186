import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const BOOK = [
  'Vorname;Nachname;Telefon geschäftlich;Feld 7',
  'Wanda;Wolff;+49 30 23125 411;1',
  'Ohne;Nummer;;2',
  ';;+49 30 23125 413;3',
].join('\r\n');

describe.skipIf(skipJourneys)('an import that is put right on the screen', () => {
  let application: Application;
  const path = join(tmpdir(), `${process.pid}-repair.csv`);
  beforeAll(async () => {
    writeFileSync(path, `\uFEFF${BOOK}`);
    application = await Application.open();
  });
  afterAll(async () => {
    await application.close();
    rmSync(path);
    expect(application.complaints).toEqual([]);
  });

  it('takes a field drawn onto a column, and cells corrected where they stand', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page.locator('input[type=file]').first().setInputFiles(path);
    const field = page.getByRole('combobox', { name: 'What Feld 7 becomes' });
    await page.locator('.import-field', { hasText: /^Note$/ }).dragTo(field);
    await expect.poll(() => field.inputValue()).toBe('Note');
    await expectAccessible(page);

    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await next.click();
    await page.getByRole('button', { name: 'Import 1 contact' }).waitFor();
    await page.getByRole('option').filter({ hasText: 'Ohne Nummer' }).click();
    const number = page.getByLabel('Telefon geschäftlich', { exact: true });
    // The keyboard alone: type, Enter, and the row is checked again.
    await number.focus();
    await page.keyboard.type('+49 30 23125 412');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();
    await expectAccessible(page);

    // A second try that is none is said at the cell; going back to the file's own value is one click.
    await page.getByRole('option').filter({ hasText: '23125 413' }).click();
    const name = page.getByLabel('Nachname', { exact: true });
    await name.fill('Zander');
    await name.press('Enter');
    await page.getByRole('button', { name: 'Import 3 contacts' }).waitFor();
    await page.getByRole('button', { name: /Nachname: back to/ }).click();
    await page.getByRole('button', { name: 'Import 2 contacts' }).click();
    await page.getByRole('heading', { name: /is imported/ }).waitFor();
    await page.context().close();
  });
});
