/** The site file on the screen: steps taken back, one contact's history, copies, damage, people erased, two windows. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../command.ts';
import { Application, expectAccessible, type Look } from './application.ts';
import { skipJourneys } from './browser.ts';
import { expectOneStop } from './one-stop.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-file-journey-'));
const at = (name: string): string => join(folder, name);

const run = (...words: string[]): void => {
  const { code, stderr } = command(words);
  expect([code, stderr]).toEqual([0, '']);
};

function siteWith(name: string, people: readonly string[]): string {
  const site = at(`${name}.switchbook`);
  run('site', 'create', site, '--device', 'commander-6000', '--country', 'DE');
  const file = at(`${name}.csv`);
  writeFileSync(file, `Vorname;Nachname;Firma;Telefon\n${people.join('\n')}\n`);
  run('import', file, '--site', site);
  return site;
}

const PEOPLE = ['Anna;Adler;Bäckerei Ost;030 1111111', 'Bert;Brandt;;030 2222222', 'Cleo;Claus;;030 3333333'];

const go = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

const contacts = (page: Page): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: /^All contacts/ })
    .click();

const show = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('row').filter({ hasText: name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
};

/** Edits one field of the contact that is shown. */
async function edit(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('form', { name: 'Edit contact' });
  await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: 'Save' }).click();
}

describe.skipIf(skipJourneys)('the history of a site in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open(siteWith('history', PEOPLE))));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('tells of one contact who changed what and when, and takes a step of the middle back', async () => {
    const page = await application.page();
    await show(page, 'Anna Adler');
    await edit(page, 'Company', 'Bäckerei West');
    await page.getByText('Bäckerei West').first().waitFor();
    await edit(page, 'Department', 'Backstube');
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('list', { name: 'History of this contact' });
    await expect.poll(() => history.getByRole('listitem').count()).toBe(3);
    const steps = history.getByRole('listitem');
    expect(await steps.nth(0).innerText()).toMatch(/administrator[\s\S]*Department[\s\S]*Backstube/);
    expect(await steps.nth(1).innerText()).toMatch(/Company[\s\S]*Bäckerei Ost[\s\S]*Bäckerei West/);
    await steps.nth(2).getByRole('button', { name: 'Revert this import' }).waitFor();
    await expectAccessible(page);

    await steps.nth(1).getByRole('button', { name: 'Take back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 record will be as before this step.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => history.getByRole('listitem').count()).toBe(4);
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByRole('region', { name: 'Anna Adler' }).getByText('Backstube').waitFor();
    await page.getByRole('region', { name: 'Anna Adler' }).getByText('Bäckerei Ost').waitFor();
    await page.context().close();
  });

  it('says what collides when the import is reverted, and leaves it', async () => {
    const page = await application.page();
    await go(page, 'History');
    await page.getByRole('button', { name: 'Revert this import' }).waitFor();
    await expectOneStop(page.locator('ol.history'));
    await page.getByRole('button', { name: 'Revert this import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 records will be as before this step.').waitFor();
    await dialog.getByText('Anna Adler').waitFor();
    await dialog.getByText('changed since', { exact: true }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Take back the rest' }).click();
    await page.getByText('2 records as before; 1 left as they are.').waitFor();
    await contacts(page);
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'Brandt' }).count()).toBe(0);
    await page.getByRole('row').filter({ hasText: 'Anna Adler' }).waitFor();
    await page.context().close();
  });

  it('takes an import back from its report, also when something else was changed since', async () => {
    const page = await application.page();
    await go(page, 'Import');
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({
        name: 'late.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Vorname;Nachname;Telefon\nDora;Dietz;030 4444444\n'),
      });
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await page.getByRole('heading', { name: 'Where the contacts go' }).waitFor();
    await next.click();
    await page.getByRole('button', { name: 'Import 1 contact' }).click();
    await page.getByRole('button', { name: 'Show the contacts' }).waitFor();
    await contacts(page);
    await show(page, 'Anna Adler');
    await edit(page, 'Department', 'Verkauf');
    await page.getByText('Verkauf').first().waitFor();
    await go(page, 'Import');
    await page.getByRole('button', { name: 'Revert this import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await contacts(page);
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'Dora Dietz' }).count()).toBe(0);
    await page.getByText('Verkauf').first().waitFor();
    await page.context().close();
  });

  it('is saved as CSV and JSON', async () => {
    const page = await application.page();
    await go(page, 'History');
    for (const [format, pattern] of [
      ['CSV', /numbers|company;Bäckerei Ost;Bäckerei West/],
      ['JSON', /"before": "Bäckerei Ost"/],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Export as ${format}` }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toMatch(pattern);
    }
    await page.context().close();
  });
});

describe.skipIf(skipJourneys)('two windows on one contact', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open(siteWith('windows', PEOPLE))));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  const editing = async (page: Page) => {
    await show(page, 'Anna Adler');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('form', { name: 'Edit contact' });
    await form.waitFor();
    return form;
  };

  it('lose nothing of each other, and the same field is decided by a person', async () => {
    const [one, other] = [await application.page(), await application.page()];
    const [here, there] = [await editing(one), await editing(other)];
    await there.getByLabel('Company', { exact: true }).fill('Bäckerei West');
    await there.getByLabel('Position', { exact: true }).fill('Meisterin');
    await here.getByLabel('Company', { exact: true }).fill('Bäckerei Süd');
    await here.getByLabel('Department', { exact: true }).fill('Backstube');
    await there.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Meisterin').first().waitFor();
    await here.getByRole('button', { name: 'Save' }).click();

    const dialog = one.getByRole('dialog', { name: 'Changed meanwhile' });
    await dialog.getByText('Bäckerei West').waitFor();
    await dialog.getByText('Bäckerei Süd').waitFor();
    expect(await dialog.getByRole('radio').count()).toBe(2);
    await expectAccessible(one);
    // Nothing is stored yet, and what was typed is still there.
    await dialog.getByRole('button', { name: 'Back to the form' }).last().click();
    expect(await here.getByLabel('Department', { exact: true }).inputValue()).toBe('Backstube');
    await here.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('radio', { name: 'Stored now' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const shown = one.getByRole('region', { name: 'Anna Adler' });
    await shown.getByText('Backstube').waitFor();
    await shown.getByText('Meisterin · Bäckerei West').waitFor();
    await Promise.all([one.context().close(), other.context().close()]);
  });

  it('keep a number of each where both have added one', async () => {
    const [one, other] = [await application.page(), await application.page()];
    const [here, there] = [await editing(one), await editing(other)];
    for (const [form, number] of [
      [there, '0171 1111111'],
      [here, '0172 2222222'],
    ] as const) {
      await form.getByRole('button', { name: 'Add a number' }).click();
      await form.getByLabel('Number 2', { exact: true }).fill(number);
    }
    await there.getByRole('button', { name: 'Save' }).click();
    await other.getByText('0171 1111111').first().waitFor();
    await here.getByRole('button', { name: 'Save' }).click();
    const dialog = one.getByRole('dialog', { name: 'Changed meanwhile' });
    await dialog.getByRole('radio', { name: 'Both' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const shown = one.getByRole('region', { name: 'Anna Adler' });
    for (const number of ['030 1111111', '0171 1111111', '0172 2222222']) {
      await shown.getByText(number, { exact: true }).waitFor();
    }
    await Promise.all([one.context().close(), other.context().close()]);
  });

  it('save as a new contact what the other has deleted', async () => {
    const [one, other] = [await application.page(), await application.page()];
    const here = await editing(one);
    await here.getByLabel('Department', { exact: true }).fill('Verkauf');
    await show(other, 'Anna Adler');
    await other.getByRole('region', { name: 'Contact' }).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => other.getByRole('row').filter({ hasText: 'Anna Adler' }).count()).toBe(0);
    await here.getByRole('button', { name: 'Save' }).click();
    await here.getByText('What you typed is still here').waitFor();
    await expectAccessible(one);
    await here.getByRole('button', { name: 'Save as a new contact' }).click();
    await one.getByRole('region', { name: 'Anna Adler' }).getByText('Verkauf').waitFor();
    await Promise.all([one.context().close(), other.context().close()]);
  });
});

describe.skipIf(skipJourneys)('the site file in a real browser', () => {
  const site = at('file.switchbook');
  let application: Application;
  beforeAll(async () => (application = await Application.open(siteWith('file', PEOPLE))));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it.each<Look & { name: string }>([
    { locale: 'en-GB', colorScheme: 'light', name: 'Site file' },
    { locale: 'fr-FR', colorScheme: 'dark', name: 'Fichier de site' },
    { locale: 'de-DE', colorScheme: 'light', name: 'Anlagendatei' },
  ])('is accessible in $locale, $colorScheme', async ({ name, ...look }) => {
    const page = await application.page(look);
    await go(page, name);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByRole('listitem').first().waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('is kept, changed, and restored; what stood there is a copy too', async () => {
    const page = await application.page();
    await go(page, 'Site file');
    await page.getByRole('button', { name: 'Keep a copy now' }).click();
    const copies = page.getByRole('list', { name: 'Copies beside the site' });
    await copies.getByText('by hand').waitFor();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByText(/3 contacts read, the file is sound; \d+ cop.*all sound/).waitFor();
    await copies.getByText('sound').first().waitFor();

    await contacts(page);
    await show(page, 'Bert Brandt');
    await page.getByRole('region', { name: 'Contact' }).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'Brandt' }).count()).toBe(0);

    await go(page, 'Site file');
    await copies.getByRole('button', { name: /by hand$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What stands there now is kept as a copy first.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('The copy is the site again, with 3 contacts.').waitFor();
    await copies.getByText('what stood there before a restore').waitFor();
    await contacts(page);
    await page.getByRole('row').filter({ hasText: 'Bert Brandt' }).waitFor();

    const elsewhere = at('elsewhere.switchbook');
    await go(page, 'Site file');
    await page.getByLabel('Path of a copy elsewhere').fill(elsewhere);
    await page.getByRole('button', { name: 'Save a copy' }).click();
    await page.getByText(`${elsewhere} is saved and verified.`).waitFor();
    await page.getByRole('button', { name: 'Compact' }).click();
    await page.getByText(/given back; 0 steps/).waitFor();
    await page.getByLabel('Days that reports are kept').fill('30');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('What is too old goes').waitFor();
    await page.context().close();
    expect(existsSync(elsewhere)).toBe(true);
  });

  it('forgets a person for good, having said what goes and what remains', async () => {
    const page = await application.page();
    await show(page, 'Cleo Claus');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Everything held on this person' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('Claus');

    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Erase for good…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase Cleo Claus for good' });
    const remains = dialog.getByRole('list', { name: 'Where this person stays' });
    await remains
      .getByText(/In the copy .*switchbook/)
      .first()
      .waitFor();
    await expectAccessible(page);
    const erase = dialog.getByRole('button', { name: 'Erase for good' });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: /Also delete/ }).check();
    await dialog.getByText('Nowhere that Switchbook knows of.').waitFor();
    await dialog.getByLabel(/Type “erase”/).fill('erase');
    await erase.click();
    await page.getByText('Cleo Claus is erased for good.').waitFor();
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'Claus' }).count()).toBe(0);
    expect(readFileSync(site).includes('Claus')).toBe(false);
    await go(page, 'Site file');
    await page.getByText('No copy is kept yet.').waitFor();
    await page.context().close();
  });

  it('finds who was deleted and is still held, and forgets them too', async () => {
    const page = await application.page();
    await show(page, 'Bert Brandt');
    await page.getByRole('region', { name: 'Contact' }).getByRole('button', { name: 'Delete' }).click();
    await go(page, 'Site file');
    await page.getByRole('searchbox', { name: 'Search the deleted people' }).fill('brandt');
    await page.getByRole('button', { name: 'Erase Bert Brandt for good' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Type “erase”/).fill('erase');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('Nobody.').waitFor();
    await page.context().close();
  });
});

describe.skipIf(skipJourneys)('a damaged site file in a real browser', () => {
  const damaged = { salvage: at('salvage.switchbook'), restore: at('restore.switchbook') };
  let application: Application;
  beforeAll(async () => (application = await Application.open(siteWith('sound', PEOPLE))));
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  /** Of a site with a copy beside it the header is lost: it is opened, and cannot be. */
  const openDamaged = async (name: keyof typeof damaged): Promise<Page> => {
    siteWith(name, PEOPLE);
    run('site', 'backup', '--site', damaged[name]);
    writeFileSync(damaged[name], readFileSync(damaged[name]).fill(0, 0, 100));
    const page = await application.page();
    await page.getByRole('button', { name: 'Open or create a site' }).click();
    await page.getByLabel('Path of the file').last().fill(damaged[name]);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('damaged').first().waitFor();
    return page;
  };

  it('is salvaged row by row into a new one, which is opened', async () => {
    const page = await openDamaged('salvage');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save what is left into a new file' }).click();
    await page.getByText('3 contacts saved, 0 lost; the new file is open.').waitFor();
    await page.getByRole('row').filter({ hasText: 'Cleo Claus' }).waitFor();
    await page.context().close();
  });

  it('gives way to a copy of it, and is kept as it is', async () => {
    const page = await openDamaged('restore');
    const bytes = readFileSync(damaged.restore);
    await page.getByRole('button', { name: 'Restore a kept copy…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /by hand$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('The copy is the site again, with 3 contacts.').waitFor();
    await page.getByRole('row').filter({ hasText: 'Cleo Claus' }).waitFor();
    await go(page, 'Site file');
    const kept = await page.getByText(/_restore\.switchbook$/).getAttribute('title');
    expect(readFileSync(kept ?? '').equals(bytes)).toBe(true);
    await page.context().close();
  });
});
