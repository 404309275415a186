/** What leaves the site on paper or as a code: read from the screen and the files by foreign programs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const has = (program: string, question: string): boolean => spawnSync(program, [question]).status === 0;
const tools = has('zbarimg', '--version') && has('pdftotext', '-v');
if (!tools && process.env['CI'] !== undefined) throw new Error('zbarimg or pdftotext is missing');

const WORDS = {
  'en-GB': {
    all: 'All contacts',
    title: 'Print directory',
    command: 'Print directory…',
    accept: /I have read/,
    run: 'Export',
    save: 'Save the file',
    by: 'Departments',
    headings: 'Headings',
  },
  'fr-FR': {
    all: 'Tous les contacts',
    title: 'Imprimer l’annuaire',
    command: 'Imprimer l’annuaire…',
    accept: /J’ai lu/,
    run: 'Exporter',
    save: 'Enregistrer le fichier',
    by: 'Services',
    headings: 'Rubriques',
  },
  'de-DE': {
    all: 'Alle Kontakte',
    title: 'Verzeichnis drucken',
    command: 'Verzeichnis drucken…',
    accept: /Ich habe dies gelesen/,
    run: 'Exportieren',
    save: 'Datei sichern',
    by: 'Abteilungen',
    headings: 'Überschriften',
  },
} as const;

describe.skipIf(skipJourneys || !tools)('paper and codes, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-print-'));
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  const scanned = (bytes: Buffer, name = 'code.png'): string => {
    writeFileSync(join(folder, name), bytes);
    return spawnSync('zbarimg', ['--quiet', '--raw', join(folder, name)], { encoding: 'utf8' }).stdout;
  };
  const textOf = (pdf: Buffer): string => {
    writeFileSync(join(folder, 'page.pdf'), pdf);
    return spawnSync('pdftotext', ['-layout', join(folder, 'page.pdf'), '-'], { encoding: 'utf8' }).stdout;
  };
  const showCode = async (page: Page) => {
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).click();
    await page.getByRole('button', { name: /QR/ }).click();
    await page.getByRole('dialog').getByRole('img').first().waitFor();
    await page.waitForTimeout(300);
  };

  it.each([
    ['light', 1],
    ['dark', 1],
    ['light', 2],
    ['dark', 2],
  ] as const)('a code is read from the screen, %s, at zoom %i', async (colorScheme, zoom) => {
    const page = await application.page({ colorScheme });
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).waitFor();
    if (zoom === 2) {
      const devtools = await page.context().newCDPSession(page);
      const metrics = { width: 640, height: 400, deviceScaleFactor: 2, mobile: false };
      await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
    }
    await showCode(page);
    await expectAccessible(page);
    const card = scanned(await page.screenshot());
    expect(card).toContain('FN:Angus Whitaker');
    expect(card).toContain(':+441134961209');
    await page.context().close();
  });

  it('a code is saved as PNG and SVG, and printed', async () => {
    const page = await application.page();
    await page.evaluate(() => (window.print = () => undefined));
    await showCode(page);
    for (const kind of ['PNG', 'SVG']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save as ${kind}` }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`Angus Whitaker.${kind.toLowerCase()}`);
      const bytes = readFileSync(await download.path());
      if (kind === 'PNG') expect(scanned(bytes)).toContain(':+441134961209');
      else expect(bytes.toString()).toMatch(/^<svg /);
    }
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await page.locator('.on-paper').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    expect(scanned(await page.screenshot(), 'paper.png')).toContain('FN:Angus Whitaker');
    expect(textOf(await page.pdf()).trim()).toBe('Angus Whitaker');
    await page.context().close();
  });

  it('a contact’s card is printed alone, with its code', async () => {
    const page = await application.page({ colorScheme: 'dark' });
    await page.evaluate(() => (window.print = () => undefined));
    await page.getByRole('row').filter({ hasText: 'Angus Whitaker' }).click();
    await page.getByRole('button', { name: 'Print contact' }).click();
    await page.locator('.on-paper').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    expect(scanned(await page.screenshot(), 'card.png')).toContain('FN:Angus Whitaker');
    const text = textOf(await page.pdf());
    expect(text).toMatch(/Work +\+441134961209/);
    expect(text).not.toContain('Anna Jäger');
    await page.context().close();
  });

  it.each(['en-GB', 'fr-FR', 'de-DE'] as const)(
    'a directory is printed by keyboard alone, in %s',
    async (locale) => {
      const say = WORDS[locale];
      const page = await application.page({ locale, colorScheme: locale === 'de-DE' ? 'dark' : 'light' });
      await page.keyboard.press('Control+k');
      await page.keyboard.type(say.title);
      await page.getByText(say.command).first().waitFor();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: say.title });
      await dialog.waitFor();
      await page.waitForTimeout(300);
      await expectAccessible(page);
      await dialog.getByRole('combobox', { name: say.headings }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: say.by }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await dialog.getByRole('checkbox', { name: say.accept }).focus();
      await page.keyboard.press('Space');
      await dialog.getByRole('button', { name: say.run, exact: true }).focus();
      const download = page.waitForEvent('download', { timeout: 60_000 });
      await page.keyboard.press('Enter');
      const losses = dialog.getByRole('button', { name: say.save });
      // Contacts of the demonstration that no font of ours can print come first.
      const first = await Promise.race([losses.waitFor().then(() => 'losses'), download.then(() => 'file')]);
      if (first === 'losses') await page.keyboard.press('Enter');
      const text = textOf(readFileSync(await (await download).path()));
      expect(text).toContain('Angus Whitaker');
      await page.context().close();
    },
  );
});
