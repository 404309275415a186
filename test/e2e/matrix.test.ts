import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-matrix-'));

/** The place of a group in the rows: behind the subscriber. */
async function columnOf(page: Page, group: string): Promise<number> {
  await page.getByRole('grid').waitFor();
  const heads = await page.getByRole('columnheader').allTextContents();
  const found = heads.findIndex((text) => text.startsWith(group));
  expect(found).toBeGreaterThan(0);
  return found - 1;
}
const rowOf = (page: Page, extension: string): Locator =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${extension}\\b`) }) });
const cell = async (page: Page, extension: string, group: string): Promise<Locator> =>
  rowOf(page, extension)
    .getByRole('gridcell')
    .nth(await columnOf(page, group));
const right = async (page: Page, extension: string, group: string): Promise<string> => {
  const mark = (await cell(page, extension, group)).locator('.right');
  const standard = await mark.getByRole('img').count();
  return `${await mark.getAttribute('data-grant')}${standard > 0 ? ' *' : ''}`;
};
const open = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
};

const TABLE = [
  'Extension;Name;Role;Clients;Lieferanten;Personnel;Service partners;Google Vertrieb',
  '31;Anna Jäger;subscriber;write *;read;none;none;read',
  '32;Bruno Keller;subscriber;read;read;none;read;none',
  '33;Chloé Martin;subscriber;none;none;none;none;none',
  '34;Émile Laurent;subscriber;read;none;none;none;none',
  '35;Fiona McAllister;subscriber;maybe;none;none;none;none',
].join('\r\n');

describe.skipIf(skipJourneys)('the matrix of rights in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true });
    expect(application.complaints).toEqual([]);
  });

  it('takes a table: shows what would change and what is wrong, and lets the good rows in', async () => {
    const page = await application.page();
    writeFileSync(join(folder, 'rights.csv'), TABLE);
    await open(page, 'Rights');
    await page.getByRole('button', { name: 'Import rights…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(join(folder, 'rights.csv'));
    await dialog.getByText('5 rows: 4 new, 0 changed, 0 unchanged, 1 rejected').waitFor();
    await dialog.getByText('Clients: “maybe” is not a right.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Import 4 rows' }).click();
    await rowOf(page, '31').waitFor();
    expect(await right(page, '31', 'Clients')).toBe('write *');
    expect(await right(page, '32', 'Service partners')).toBe('read');
    expect(await rowOf(page, '35').count()).toBe(0);
    await expectAccessible(page);
    await page.context().close();
  });

  it('changes ranges by keyboard and by drag, each in one step that is undone at once', async () => {
    const page = await application.page();
    await open(page, 'Rights');
    await (await cell(page, '33', 'Clients')).click();
    await page.keyboard.press('w');
    await expect.poll(() => right(page, '33', 'Clients')).toBe('write');
    await page.keyboard.press('s');
    await expect.poll(() => right(page, '33', 'Clients')).toBe('write *');
    await page
      .getByRole('status')
      .filter({ hasText: '33 Chloé Martin · Clients: write, standard group' })
      .waitFor();

    // One key at the heels of the other: each goes on from what the one before has made of it.
    for (const key of ['n', 'w', 's', 'ArrowRight', 'r', 'w', 's', 'ArrowLeft'])
      await page.keyboard.press(key);
    await expect.poll(() => right(page, '33', 'DECT Werkstatt')).toBe('write *');
    expect(await right(page, '33', 'Clients')).toBe('write *');

    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('r');
    await expect.poll(() => right(page, '33', 'Clients')).toBe('read');

    const [from, to] = [await cell(page, '31', 'Personnel'), await cell(page, '33', 'Service partners')];
    await from.hover();
    await page.mouse.down();
    await to.hover();
    await page.mouse.up();
    expect(await page.getByRole('gridcell', { selected: true }).count()).toBe(6);
    await page.keyboard.press('w');
    for (const extension of ['31', '32', '33']) {
      await expect.poll(() => right(page, extension, 'Personnel')).toBe('write');
    }
    await page.keyboard.press('Control+z');
    await expect.poll(() => right(page, '31', 'Personnel')).toBe('none');
    expect(await right(page, '32', 'Service partners')).toBe('read');
    await page.context().close();
  });

  it('keeps Google groups read-only and administrators out of it, and says why', async () => {
    const page = await application.page();
    await open(page, 'Rights');
    await (await cell(page, '31', 'Google Vertrieb')).click();
    await page.keyboard.press('w');
    await page.getByRole('alert').filter({ hasText: 'change at Google only' }).waitFor();
    expect(await right(page, '31', 'Google Vertrieb')).toBe('read');
    await page.getByRole('button', { name: 'Subscriber', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Extension').fill('39');
    await dialog.getByLabel('Name').fill('Dora Chef');
    await dialog.getByLabel('Role').selectOption('administrator');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await (await cell(page, '39', 'Clients')).click();
    await page.keyboard.press('r');
    await page.getByRole('alert').filter({ hasText: 'may do everything' }).waitFor();
    expect(await right(page, '39', 'Clients')).toBe('everything');
    await page.context().close();
  });

  it('asks before a change that lets somebody call out over phone book version 1', async () => {
    const page = await application.page({ colorScheme: 'dark' });
    await open(page, 'Rights');
    await (await cell(page, '34', 'Telefonbuch Version 1')).click();
    await page.keyboard.press('r');
    const question = page.getByRole('dialog');
    await question
      .getByText(/exchange-line/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await right(page, '34', 'Telefonbuch Version 1')).toBe('none');
    await page.keyboard.press('r');
    await question.getByRole('button', { name: 'Change anyway' }).click();
    await expect.poll(() => right(page, '34', 'Telefonbuch Version 1')).toBe('read');
    await expectAccessible(page);
    await page.context().close();
  });

  it('gives others the rights of one, by the keys of every editor and by name', async () => {
    const page = await application.page();
    await open(page, 'Rights');
    await (await cell(page, '31', 'Clients')).click();
    await page.keyboard.press('Control+c');
    await (await cell(page, '34', 'Personnel')).click();
    await page.keyboard.press('Control+v');
    await expect.poll(() => right(page, '34', 'Clients')).toBe('write *');
    expect(await right(page, '34', 'Telefonbuch Version 1')).toBe('none');

    await rowOf(page, '31').hover();
    await page.getByRole('button', { name: 'Actions for 31 Anna Jäger' }).click();
    await page.getByRole('menuitem', { name: 'Copy the rights to others…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'To these subscribers' }).fill('33');
    await page.getByRole('option', { name: '33 Chloé Martin' }).click();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Copy to/ }).click();
    await expect.poll(() => right(page, '33', 'Google Vertrieb')).toBe('read');
    await page.context().close();
  });

  it('shows the whole application as a subscriber sees it, and comes back', async () => {
    const page = await application.page({ locale: 'de-DE' });
    await open(page, 'Rechte');
    await rowOf(page, '32').hover();
    await page.getByRole('button', { name: 'Sehen, was 32 Bruno Keller sieht' }).click();
    const banner = page.getByRole('complementary', { name: 'Mit anderen Augen gesehen' });
    await banner.getByText('Sie sehen, was 32 Bruno Keller sieht').waitFor();
    const groups = page.getByRole('navigation').getByRole('list', { name: 'Gruppen' });
    expect(await groups.getByRole('listitem').count()).toBe(3);
    await page.getByRole('gridcell').first().waitFor();
    await expectAccessible(page);
    await banner.getByRole('button', { name: 'Zurück' }).click();
    await rowOf(page, '32').waitFor();
    expect(await banner.count()).toBe(0);
    expect(await groups.getByRole('listitem').count()).toBeGreaterThan(3);
    await page.context().close();
  });

  it('writes the table that it reads', async () => {
    const page = await application.page({ locale: 'fr-FR', colorScheme: 'dark' });
    await open(page, 'Droits');
    await rowOf(page, '31').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Exporter les droits en CSV' }).click(),
    ]);
    const table = readFileSync(await download.path(), 'utf8');
    expect(table).toMatch(/^\ufeffPoste;Nom;Rôle;/);
    expect(table).toMatch(/\r\n31;Anna Jäger;abonné;/);
    await page.context().close();
  });
});
