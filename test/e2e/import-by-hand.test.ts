import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

/** Headers that no template knows, and one that says nothing. */
const OWN = [
  'Kunde;Rufnr. tagsüber;Feld 7',
  'Werft Osterkamp;+49 30 23125 401;17',
  'Mühle Adler;+49 30 23125 402;18',
  'Ohne Nummer;;19',
].join('\r\n');

const VCARD =
  'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Drop;Dora;;;\r\nFN:Dora Drop\r\nTEL:+33639981234\r\nEND:VCARD\r\n';

describe.skipIf(skipJourneys)('an import assigned by hand', () => {
  let application: Application;
  const path = join(tmpdir(), `${process.pid}-own.csv`);
  beforeAll(async () => {
    writeFileSync(path, `\uFEFF${OWN}`);
    application = await Application.open();
  });
  afterAll(async () => {
    await application.close();
    rmSync(path);
    expect(application.complaints).toEqual([]);
  });

  it('keeps the assignment as a template, leaves rows out, and hands back what was rejected', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const choose = () => page.locator('input[type=file]').first().setInputFiles(path);
    await choose();
    const assign = async (column: string, words: string, option: string) => {
      const field = page.getByRole('combobox', { name: `What ${column} becomes` });
      await field.click();
      await field.fill(words);
      await page.getByRole('option', { name: option, exact: true }).click();
      expect(await field.inputValue()).toBe(option);
    };
    await assign('Kunde', 'company', 'Company');
    await assign('Rufnr. tagsüber', 'number, work', 'Number, Work');
    await assign('Feld 7', 'note', 'Note');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save as a new template…' }).click();
    await page.getByLabel('Name of the template').fill('Our customers');
    await page.keyboard.press('Enter');
    await page.getByText('Our customers: knows 3 of 3 columns').waitFor();

    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await page.getByRole('combobox', { name: 'Contact groups' }).fill('Harbour');
    await page.keyboard.press('Enter');
    await page.getByText('New: Harbour').waitFor();
    await next.click();
    await page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();
    await page.getByRole('option').filter({ hasText: 'Mühle Adler' }).click();
    await page.getByRole('heading', { name: 'Mühle Adler' }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Import 1 contact' }).waitFor();
    await page.getByRole('button', { name: /Left out/ }).waitFor();

    // Looking something up loses nothing; beginning anew asks.
    await page.getByRole('button', { name: 'History', exact: true }).click();
    await page.getByRole('button', { name: /^Import/ }).click();
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await page.getByRole('button', { name: 'Import 1 contact' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the rejected row' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/Ohne Nummer;;19;.*number/);
    await page.getByRole('button', { name: 'Show the contacts' }).click();
    await page.getByRole('row').filter({ hasText: 'Werft Osterkamp' }).waitFor();

    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await page.getByRole('heading', { name: /was undone/ }).waitFor();
    await page.getByRole('button', { name: 'Import another file' }).click();
    await choose();
    await page.getByText('Our customers: knows 3 of 3 columns').waitFor();
    await page.context().close();
  });

  it('begins with a file dropped on any screen', async () => {
    const page = await application.page();
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dora.vcf', { type: 'text/vcard' }));
      return transfer;
    }, VCARD);
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped });
    await page.dispatchEvent('.drop-sheet', 'drop', { dataTransfer: dropped });
    await page.getByRole('heading', { name: 'How dora.vcf is understood' }).waitFor();
    await page.context().close();
  });
});
