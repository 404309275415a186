import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../core/formats/encode.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

/** French Outlook: windows-1252, the column `Titre` twice, three rows that the PBX cannot hold. */
const OUTLOOK = [
  '"Titre","Prénom","Nom","Société","Service","Titre","Téléphone (bureau)","Tél. mobile","Adresse de messagerie"',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `"M.","Gaël","Pélissier-${String(i).padStart(2, '0')}","Menuiserie Pélissier","Atelier","Gérant","01 99 00 21 ${10 + i}","",""`,
  ),
  '"Mme","Zoé","d’Arcy","","","","","+49 171 39200 11",""',
  '"","","","","","","01 99 00 55 66","",""',
  '"","Noël","Vasseur","","","","","",""',
  '"","Inès","Garnier","","","","4,93017E+11","",""',
].join('\r\n');

const folder = mkdtempSync(join(tmpdir(), 'switchbook-files-'));
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

describe.skipIf(skipJourneys)('an import in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true });
    expect(application.complaints).toEqual([]);
  });

  it('recognises a French Outlook file, shows problems first, takes the good rows, and can be undone', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(file('contacts.csv', encodeText(OUTLOOK, 'windows-1252').bytes));
    await page.getByText(/knows 9 of 9 columns/).waitFor();
    await expectAccessible(page);
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await page.getByRole('heading', { name: 'Where the contacts go' }).waitFor();
    await expectAccessible(page);
    await next.click();
    const commit = page.getByRole('button', { name: 'Import 41 contacts' });
    await commit.waitFor({ timeout: 60_000 });
    await page
      .getByText(/no telephone number/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await commit.click();
    await page.getByRole('button', { name: /Show/ }).last().waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'All contacts' }).click();
    await page.getByText('323 contacts').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('282 contacts').waitFor();
    await page.context().close();
  });

  it('says in one sentence what is wrong with a file that is none', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(file('letter.csv', Buffer.from('%PDF-1.7\nendobj\n')));
    await page.getByText(/PDF/).first().waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('of 100 000 rows leaves the window answering', async () => {
    const page = await application.page();
    const rows = Array.from({ length: 100_000 }, (_, i) => `Vera;Nummer-${i};+49 30 ${20_000_000 + i}`);
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(
        file('large.csv', Buffer.from(['Vorname;Nachname;Telefon geschäftlich', ...rows].join('\n'))),
      );
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click({ timeout: 60_000 });
    await next.click();
    // The worker reads and matches; the thread that answers windows is free for a search in another one.
    const other = await application.page();
    await other
      .getByRole('searchbox')
      .or(other.getByRole('textbox', { name: /search/i }))
      .first()
      .fill('whitaker');
    await other.getByRole('row').filter({ hasText: 'Angus Whitaker' }).waitFor();
    await other.context().close();
    await page.getByRole('button', { name: /^Import [\d,]+ contacts/ }).click({ timeout: 150_000 });
    await page.getByRole('button', { name: /Show/ }).last().waitFor({ timeout: 150_000 });
    await page.getByRole('button', { name: 'All contacts' }).click();
    await page.getByText('100,282 contacts').waitFor();
    await page.context().close();
  });
});
