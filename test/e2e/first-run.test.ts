/** Somebody opens it for the first time: the demonstration with its tour, then a site of one’s own, by keyboard. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommander, type SimulatedPbx } from '../../main/simulator/commander/start.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const LANGUAGES = [
  {
    locale: 'en-GB',
    colorScheme: 'light',
    steps: ['Welcome', '1. Import', '2. Check', '3. Compare', '4. Upload', '5. Report', 'Now your own'],
    all: 'All contacts',
    conflict: 'needs your decision',
    tour: 'Tour of the main job',
    newSite: 'New site…',
    titles: ['Step 1 of 4', 'Step 2 of 4', 'Step 3 of 4', 'Step 4 of 4'],
    path: 'Path of the file',
    fields: ['Address', 'User name', 'Password'],
    accept: /compared the fingerprint/,
    other: 'The chosen device is another one: Auerswald COMmander 6000R.',
    take: 'Use Auerswald COMmander 6000',
    same: 'That is the chosen device.',
    never: 'PBX not read yet',
    read: /^PBX read /,
    none: 'No connection yet',
    compare: 'Compare',
    noContacts: 'No contacts yet',
    settings: 'Settings',
    recent: 'Recent sites',
  },
  {
    locale: 'fr-FR',
    colorScheme: 'dark',
    steps: ['Bienvenue', '1. Importer', '2. Contrôler', '3. Comparer', '4. Envoyer', '5. Rapport', 'À vous'],
    all: 'Tous les contacts',
    conflict: 'attend votre décision',
    tour: 'Visite guidée',
    newSite: 'Nouveau site…',
    titles: ['Étape 1 sur 4', 'Étape 2 sur 4', 'Étape 3 sur 4', 'Étape 4 sur 4'],
    path: 'Chemin du fichier',
    fields: ['Adresse', 'Nom d’utilisateur', 'Mot de passe'],
    accept: /comparé l’empreinte/,
    other: 'L’appareil choisi est un autre\u00a0: Auerswald COMmander 6000R.',
    take: 'Utiliser Auerswald COMmander 6000',
    same: 'C’est bien l’appareil choisi.',
    never: 'Autocom pas encore lu',
    read: /^Autocom lu /,
    none: 'Pas encore de connexion',
    compare: 'Comparer',
    noContacts: 'Pas encore de contacts',
    settings: 'Paramètres',
    recent: 'Sites récents',
  },
] as const;

/** By its name, as somebody does who knows no menu. */
async function command(page: Page, name: string): Promise<void> {
  // What was open before gives the focus back first.
  await page.waitForTimeout(400);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Where the focus goes with Tab, without a pointer. */
async function tabTo(page: Page, wanted: ReturnType<Page['locator']>): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there');
}

describe.skipIf(skipJourneys).each(LANGUAGES)('the first run by keyboard ($locale)', (words) => {
  const { locale, colorScheme } = words;
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-first-run-'));
  let application: Application;
  let pbx: SimulatedPbx;
  let page: Page;
  beforeAll(async () => {
    pbx = await startCommander({ port: 0, folder: join(folder, 'pbx'), contacts: 5, seed: 3 });
    application = await Application.open();
    page = await application.page({ locale, colorScheme, firstRun: true });
  });
  afterAll(async () => {
    await application.close();
    await pbx.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  const step = (name: string) => page.getByRole('dialog', { name });

  it('begins on the demonstration with a tour of the main job, at the controls that do it', async () => {
    for (const [index, name] of words.steps.entries()) {
      await step(name).waitFor();
      // The same frame around other words.
      if (index === 0 || name === words.steps[4]) await expectAccessible(page);
      await page.keyboard.press(index % 2 === 0 ? 'Enter' : 'ArrowRight');
    }
    await expect.poll(() => page.locator('.tour [role=dialog]').count()).toBe(0);
    await page.getByRole('heading', { name: words.all }).waitFor();
    // It has compared with the simulated PBX on its way.
    await page.getByRole('button', { name: words.read }).waitFor();
  });

  it('is not shown twice, but again when it is asked for; Escape ends it, the arrows go back', async () => {
    await page.reload();
    await page.getByRole('heading', { name: words.all }).waitFor();
    expect(await page.locator('.tour [role=dialog]').count()).toBe(0);
    await command(page, words.tour);
    await step(words.steps[0]).waitFor();
    await page.keyboard.press('ArrowRight');
    await step(words.steps[1]).waitFor();
    await page.keyboard.press('ArrowLeft');
    await step(words.steps[0]).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.tour [role=dialog]').count()).toBe(0);
  });

  it('leads to a site of one’s own: a connection that is tried, and a model that is compared', async () => {
    await command(page, words.newSite);
    const title = (index: number) => page.getByRole('heading', { name: words.titles[index] ?? '' });
    await title(0).waitFor();
    await expectAccessible(page);
    await tabTo(page, page.getByLabel(words.path));
    await page.keyboard.type(join(folder, 'garage.switchbook'));
    await page.keyboard.press('Tab');
    // The neighbour of the model that will answer.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await title(1).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await title(2).waitFor();
    const [address, user, password] = words.fields.map((name) => page.getByRole('textbox', { name }));
    if (address === undefined || user === undefined || password === undefined) throw new Error('no fields');
    await tabTo(page, address);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(pbx.url);
    await tabTo(page, user);
    await page.keyboard.type(pbx.user);
    await page.keyboard.press('Tab');
    await page.keyboard.type(pbx.password);
    await page.keyboard.press('Enter');
    await page.getByText(pbx.fingerprint).waitFor();
    await tabTo(page, page.getByRole('checkbox', { name: words.accept }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText(words.other).waitFor();
    await expectAccessible(page);
    await tabTo(page, page.getByRole('button', { name: words.take, exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText(words.same).waitFor();
    await page.keyboard.press('Control+Enter');
    await title(3).waitFor();
    await page.getByText(`${pbx.user} @ ${pbx.url}`).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: words.never }).waitFor();
    await tabTo(page, page.getByRole('button', { name: words.compare, exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words.read }).waitFor();
  });

  it('may be left at any step with a site that works, which says what to do next', async () => {
    await command(page, words.newSite);
    await tabTo(page, page.getByLabel(words.path));
    await page.keyboard.type(join(folder, 'kiosk.switchbook'));
    for (const at of [1, 2]) {
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: words.titles[at] ?? '' }).waitFor();
    }
    const address = page.getByRole('textbox', { name: words.fields[0] });
    await tabTo(page, address);
    await page.keyboard.type('/typed');
    const typed = await address.inputValue();
    const [back, now] = locale === 'en-GB' ? ['Back', 'Create it as it is'] : ['Précédent', 'Créer tel quel'];
    await tabTo(page, page.getByRole('button', { name: back }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: words.titles[1] }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: words.titles[2] }).waitFor();
    expect(await address.inputValue()).toBe(typed);
    await tabTo(page, page.getByRole('button', { name: now }));
    await page.keyboard.press('Enter');
    await page.getByText(words.noContacts).waitFor();
    await page.getByRole('button', { name: words.none }).waitFor();
    await expectAccessible(page);
  });

  it('keeps the demonstration out of the recent sites, and within reach', async () => {
    await page.keyboard.press('Control+o');
    const recent = page.getByRole('region', { name: words.recent });
    await recent.getByRole('button', { name: 'kiosk' }).waitFor();
    expect(await recent.getByRole('button', { name: /Demonstration/ }).count()).toBe(0);
    await tabTo(page, page.getByRole('button', { name: /demonstration|démonstration/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').getByText('Demonstration').waitFor();
  });

  it('has all settings in one place', async () => {
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: words.settings });
    await dialog.getByRole('region').nth(2).waitFor();
    await expectAccessible(page);
    const device = dialog.locator('select').last();
    const before = await device.inputValue();
    const change = dialog.locator('form [type=submit]');
    expect(await change.isDisabled()).toBe(true);
    await device.selectOption('compact-5200');
    await change.click();
    await page.locator('.rail-site').getByText('5200').waitFor();
    await expect.poll(() => device.inputValue()).toBe('compact-5200');
    await device.selectOption(before);
    await change.click();
    await expect.poll(() => page.locator('.rail-site').getByText('5200').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });
});
