/** What goes out of an import and comes back: rejected rows, the report, templates; and files for telephones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../core/formats/encode.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

/** As a German office keeps it, in the encoding of its Windows. */
const CUSTOMERS = [
  'Kunde;Rufnr. tagsüber;Feld 7',
  'WERFT OSTERKAMP;+49 30 23125 401;17',
  'Mühle <b>Adler</b>;+49 30 23125 402;18',
  'Käserei Ohnenummer;;19',
].join('\r\n');

describe.skipIf(skipJourneys)('files of an import in a real browser', () => {
  let application: Application;
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-journey-files-'));
  const path = join(folder, 'kunden.csv');
  beforeAll(async () => {
    writeFileSync(path, encodeText(CUSTOMERS, 'windows-1252').bytes);
    application = await Application.open();
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true });
    expect(application.complaints).toEqual([]);
  });

  const choose = async (page: Page) => {
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page.locator('input[type=file]').first().setInputFiles(path);
    await page.getByRole('heading', { name: 'How kunden.csv is understood' }).waitFor();
  };
  const assign = async (page: Page, column: string, words: string, option: string) => {
    const field = page.getByRole('combobox', { name: `What ${column} becomes` });
    await field.click();
    await field.fill(words);
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const saved = async (page: Page, button: string | RegExp) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  /** It is shown in the window first. */
  const savedReport = async (page: Page) => {
    await page.getByRole('button', { name: 'Show the report' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Import report' }).waitFor();
    await expectAccessible(page);
    const report = await saved(page, 'Save the report');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return report;
  };

  it('a template is saved, changed, renamed, passed on, deleted and taken again', async () => {
    const page = await application.page();
    await choose(page);
    await assign(page, 'Kunde', 'company', 'Company');
    await assign(page, 'Rufnr. tagsüber', 'number, work', 'Number, Work');
    await page.getByRole('button', { name: 'Save as a new template…' }).click();
    await page.getByLabel('Name of the template').fill('Customers');
    await page.keyboard.press('Enter');
    await page.getByText(/Customers: knows 3 of 3 columns/).waitFor();
    await assign(page, 'Feld 7', 'note', 'Note');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByText('Template “Customers” saved').last().waitFor();

    await page.getByRole('button', { name: 'Your templates…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your own templates' });
    await dialog.getByRole('button', { name: 'Rename Customers' }).click();
    await dialog.getByRole('textbox', { name: 'Name of Customers' }).fill('Our customers');
    await page.keyboard.press('Enter');
    await dialog.getByText('Our customers', { exact: true }).waitFor();
    await expectAccessible(page);
    const { name, bytes } = await saved(page, 'Save Our customers as a file');
    expect(name).toBe('Our customers.switchbook-template.json');
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
      name: 'Our customers',
      headers: ['Kunde', 'Rufnr. tagsüber', 'Feld 7'],
      mapping: [{ field: 'company' }, { field: 'number', kind: 'work' }, { field: 'note' }],
    });

    await dialog.getByRole('button', { name: 'Delete Our customers' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText(/You have saved no template yet/).waitFor();
    const shared = join(folder, name);
    writeFileSync(shared, bytes);
    await dialog.locator('input[type=file]').setInputFiles(shared);
    await dialog.getByText('Our customers', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/Our customers: knows 3 of 3 columns/).waitFor();
    await page.context().close();
  });

  it('the rejected rows come as the file they were, and the report as a page, before anything is stored', async () => {
    const page = await application.page();
    await choose(page);
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await next.click();
    await page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();

    const rejects = await saved(page, 'Save the rejected row');
    const lines = new TextDecoder('windows-1252').decode(rejects.bytes).split('\r\n');
    expect(lines[0]).toMatch(/^Kunde;Rufnr\. tagsüber;Feld 7;/);
    expect(lines[1]).toMatch(/^Käserei Ohnenummer;;19;.*number/);

    const report = await savedReport(page);
    expect(report.name).toBe('kunden-report.html');
    const printed = await page.context().newPage();
    const requests: string[] = [];
    printed.on('request', (request) => requests.push(request.url()));
    const file = join(folder, report.name);
    writeFileSync(file, report.bytes);
    await printed.goto(`file://${file}`);
    await printed.getByRole('heading', { name: 'Import report' }).waitFor();
    await printed.getByText('Windows-1252').waitFor();
    await printed.getByRole('cell', { name: 'Käserei Ohnenummer' }).first().waitFor();
    await expectAccessible(printed);
    expect(requests).toEqual([`file://${file}`]);
    await page.context().close();
  });

  it('a rule is switched by keyboard, planned again, and the report says so', async () => {
    const page = await application.page();
    await choose(page);
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await next.click();
    const commit = page.getByRole('button', { name: 'Import 2 contacts' });
    await commit.waitFor();
    await page.getByRole('button', { name: /^Tidying up/ }).click();
    const capitals = page.getByRole('switch', { name: /^Capital letters/ });
    expect(await capitals.isChecked()).toBe(false);
    await expectAccessible(page);
    await capitals.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => capitals.isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await capitals.waitFor({ state: 'detached' });
    await expect.poll(() => commit.isEnabled()).toBe(true);
    // The values that the rule changed, before and after.
    await page.getByText('Werft Osterkamp').first().click();
    await page.locator('.import-normalised').getByText('WERFT OSTERKAMP').first().waitFor();
    const { bytes } = await savedReport(page);
    const report = bytes.toString('utf8');
    expect(report).toContain('<td>Capital letters</td><td>on</td>');
    expect(report).toMatch(/WERFT OSTERKAMP[^]*Werft Osterkamp[^]*Capital letters/);
    await page.context().close();
  });

  it('contacts go out as a FRITZ!Box phone book, what it cannot hold is said, and it comes back', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Export…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Export contacts' });
    await dialog.getByRole('combobox', { name: 'Format' }).fill('FRITZ');
    await page.getByRole('option', { name: /FRITZ!Box/ }).click();
    await dialog.getByRole('checkbox', { name: /I have read this/ }).check();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByText(/things the format cannot hold/).waitFor();
    await dialog.getByRole('button', { name: /No room for: Birthday/ }).click();
    await dialog
      .getByText(/has no room for the birthday/)
      .first()
      .waitFor();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/-fritzbox\.xml$/);
    const book = join(folder, file.suggestedFilename());
    writeFileSync(book, readFileSync(await file.path()));
    expect(readFileSync(book, 'utf8')).toContain('<realName>Angus Whitaker</realName>');

    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page.locator('input[type=file]').first().setInputFiles(book);
    await page.getByText(/is a phone book of AVM FRITZ!Box/).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
