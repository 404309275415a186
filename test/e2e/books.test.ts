/** OVHcloud in the window: a key let in on its page, a file imported, compared, uploaded, read back; phone books. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../command.ts';
import { createOvhSite, type SimulatedOvh, startOvh } from '../ovh.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const HEADER = 'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode';
/** The guide’s own example, its Belgian number, accents, and a row with a special character. */
const GUIDE = [
  HEADER,
  'Aucune;OVH;Support;100000000;;;6000000000;33',
  'Société;Müller;Zoé;031111111;;;;',
  ";O'Brien;Pat;+33123456789;;;;",
  '',
].join('\r\n');

describe.skipIf(skipJourneys)('phone books of OVHcloud in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-books-'));
  const file = join(folder, 'bureau.switchbook');
  const list = join(folder, 'carnet.csv');
  let api: SimulatedOvh;
  let line: string;
  let simulator: Running;
  let application: Application;

  beforeAll(async () => {
    writeFileSync(list, GUIDE);
    ({ api, simulator } = await startOvh(folder, '--country', 'BE', '--faults', 'rate:0,step:20'));
    line = api.lines[0] ?? '';
    createOvhSite(file, 'BE');
    application = await Application.open(file);
  });
  afterAll(async () => {
    await application.close();
    await simulator.kill();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  const click = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const saved = async (page: Page, go: () => Promise<void>) => {
    const download = page.waitForEvent('download');
    await go();
    const taken = await download;
    return { name: taken.suggestedFilename(), text: readFileSync(await taken.path(), 'utf8') };
  };
  /** Opens the page of the key from its link, and decides there. */
  const decide = async (page: Page, decision: 'Authorise' | 'Refuse') => {
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: /credentialToken=/ }).click();
    const there = await opened;
    await there.getByRole('button', { name: decision }).click();
    await there.getByText('You can close this page.').waitFor();
    await there.close();
  };

  it('connects with a key that its owner lets in, and with the line and book that it reaches', async () => {
    const page = await application.page();
    await click(page, 'Changes');
    await page.getByRole('combobox', { name: 'Endpoint' }).fill(api.url);
    await page.getByRole('textbox', { name: 'Application key' }).fill(api.applicationKey);
    await page.getByLabel('Application secret').fill(api.applicationSecret);
    await click(page, 'Ask for a key');
    await page.getByText('The key waits for you').waitFor();
    await expectAccessible(page);
    await decide(page, 'Refuse');
    await page.getByText('The key was refused').waitFor({ timeout: 20_000 });
    await click(page, 'Ask again');
    await decide(page, 'Authorise');
    await page.getByText('The key is authorised').waitFor({ timeout: 20_000 });
    const account = page.getByRole('combobox', { name: 'Billing account' });
    await account.click();
    await page.getByRole('option', { name: api.billingAccount, exact: true }).click();
    const lines = page.getByRole('combobox', { name: 'Line', exact: true });
    await lines.click();
    await page.getByRole('option', { name: line, exact: true }).click();
    await page.getByRole('combobox', { name: 'Phone book' }).selectOption('Reception');
    await expectAccessible(page);
    await click(page, 'Connect');
    await click(page, 'Compare');
    await page.getByText('5', { exact: true }).first().waitFor();
    await click(page, 'More actions');
    await page.getByRole('menuitem', { name: /Edit the connection/ }).click();
    // What is secret is not shown again.
    expect(await page.getByLabel('Application secret').inputValue()).toBe('');
    expect(await page.getByLabel('Consumer key').inputValue()).toBe('');
    await click(page, 'Cancel');
    await page.context().close();
  });

  it('imports the file of the guide, uploads, proves it, and hands the report to the mail program', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page.locator('input[type=file]').first().setInputFiles(list);
    await page.getByText(/OVHcloud: knows 8 of 8 columns/).waitFor();
    await click(page, 'Next');
    await page.getByRole('heading', { name: 'Where the contacts go' }).waitFor();
    await click(page, 'Next');
    const commit = page.getByRole('button', { name: 'Import 2 contacts' });
    await commit.waitFor({ timeout: 60_000 });
    await page
      .getByText(/O['’]Brien/)
      .first()
      .waitFor();
    await commit.click();
    await page.getByRole('button', { name: /Show/ }).last().waitFor({ timeout: 60_000 });
    await click(page, 'Changes');
    await click(page, /^Compare/);
    const upload = page.getByRole('button', { name: /^Upload/ });
    await page.getByText('Müller Zoé').or(page.getByText('Zoé Müller')).first().waitFor();
    await upload.click();
    await page.getByText('Read back: the PBX holds exactly this').waitFor({ timeout: 60_000 });
    const mail = page.getByRole('link', { name: 'Send by e-mail' });
    const href = decodeURIComponent((await mail.getAttribute('href')) ?? '');
    expect(href).toMatch(/^mailto:\?subject=Upload verified: OVHcloud/);
    expect(href).toContain('2 operations done, 0 not done, 5 contacts taken over');
    await expectAccessible(page);
    const report = await saved(page, () => mail.click());
    expect(report.text).toMatch(/^%PDF-/);
    await page.getByText(`${report.name} was saved`).waitFor();
    await page.context().close();
  });

  it('shows the books of group and line, and makes, renames, protects, exports and deletes them', async () => {
    const page = await application.page();
    // No more than 60 requests go in a minute: somebody who does all this at once waits for the next one.
    page.setDefaultTimeout(70_000);
    await click(page, 'Phone books');
    const template = await saved(page, () => click(page, 'Empty template'));
    expect(template).toEqual({ name: 'ovh-phone-book-template.csv', text: `${HEADER}\r\n` });
    await click(page, 'Read');
    const group = page.getByRole('region', { name: `Group ${api.billingAccount}` });
    const own = page.getByRole('region', { name: `Line ${line}` });
    await own.getByText('this site’s').waitFor();
    await own.getByText('7 contacts').waitFor();
    await expectAccessible(page);
    const act = async (name: string, action: RegExp) => {
      await click(page, `Actions for ${name}`);
      await page.getByRole('menuitem', { name: action }).click();
    };
    await own.getByRole('button', { name: 'New phone book…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Atelier');
    await click(page, 'Create');
    await own.getByText('Atelier').waitFor();
    await act('Atelier', /Rename/);
    await page.getByLabel('Name', { exact: true }).fill('Été');
    await click(page, 'Rename');
    await page.getByText('cannot be the name of a phone book').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Workshop');
    await click(page, 'Rename');
    await own.getByText('Workshop').waitFor();
    await act('Workshop', /Protect/);
    await own.getByText('read only').waitFor();
    const taken = await saved(page, () => act('Reception', /Export/));
    expect(taken.text).toContain('Societe;Muller;Zoe;003231111111');
    await act('Company', /Delete/);
    const dialog = page.getByRole('dialog', { name: 'Delete Company' });
    const remove = dialog.getByRole('button', { name: 'Delete' });
    const count = /Type (\d+) to delete/.exec((await dialog.textContent()) ?? '')?.[1] ?? '';
    expect(Number(count)).toBeGreaterThan(0);
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(count);
    await expectAccessible(page);
    await remove.click();
    await page.getByText(/Company was deleted; \d+ contacts are in the backups/).waitFor();
    await group.getByText('No phone book yet.').waitFor();
    await click(page, 'Restart the telephone');
    await page.getByText(`The telephone of ${line} starts anew.`).waitFor();
    const plain = api.lines[2] ?? '';
    await page.getByLabel('Phone books of line').fill(plain);
    await page.keyboard.press('Enter');
    const other = page.getByRole('region', { name: `Line ${plain}` });
    await other.getByText(/cannot have phone books/).waitFor();
    expect(await other.getByRole('button', { name: 'New phone book…' }).isDisabled()).toBe(true);
    await page.context().close();
  });

  it.each([
    ['fr-FR', 'Carnets', 'Lire', 'Modifications', 'light'],
    ['de-DE', 'Telefonbücher', 'Lesen', 'Änderungen', 'dark'],
  ] as const)('is as readable in %s', async (locale, books, read, changes, colorScheme) => {
    const page = await application.page({ locale, colorScheme });
    await click(page, books);
    await click(page, read);
    await page.getByRole('region', { name: new RegExp(line) }).waitFor();
    await expectAccessible(page);
    await click(page, changes);
    await click(page, /^(Autres actions|Plus d’actions|Weitere Aktionen)$/);
    await page.getByRole('menuitem', { name: /connexion|Verbindung/ }).click();
    await page.getByRole('textbox', { name: /^(Clé d’application|Application Key)$/ }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
