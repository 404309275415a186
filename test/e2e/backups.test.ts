/** After an upload: its report to print, the backup to go back to, and local changes given up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('what an upload leaves behind', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('local changes are shown, given up, and come back with undo', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Discard local changes…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard local changes' });
    await dialog.getByRole('button', { name: /^Discard \d+ change/ }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Discard \d+ change/ }).click();
    await page.getByText('Local changes discarded').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Discard local changes…' }).click();
    await dialog.getByRole('button', { name: /^Discard \d+ change/ }).waitFor();
    await page.context().close();
  });

  it('the report is a PDF, and the backup brings the PBX back, shown and verified', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('article', { name: 'Anna Jäger' }).getByText('Keep ours').click();
    await page.getByRole('button', { name: /^Upload/ }).click();
    const verified = page.getByText('Read back: the PBX holds exactly this');
    await verified.waitFor({ timeout: 60_000 });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the report as PDF' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
    await page.getByText('Nothing to change').waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Backups and reports…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Backups and reports' });
    await dialog.getByRole('button', { name: 'Restore…' }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Restore…' }).click();
    await page.getByText('This brings the PBX back to the backup').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Restore \d+ entr/ }).click();
    await page.getByRole('heading', { name: 'Has changed on the PBX' }).waitFor({ timeout: 60_000 });
    await verified.waitFor();
    await page.context().close();
  });
});
