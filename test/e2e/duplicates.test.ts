import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../command.ts';
import { Application, expectAccessible, type Look } from './application.ts';
import { skipJourneys } from './browser.ts';

/** Three that are alike, each in its own way, and one that is nobody else. */
const PEOPLE = [
  'Hans;Müller;Gärtnerei Sommer;Leiter;089 1234567;hans.mueller@gaertnerei.sommer.example.com',
  'Johannes;Mueller;Gärtnerei Sommer GmbH;;+49 89 1234567;',
  'Anna;Weber;;;030 7654321;anna@example.com',
  'Anni;Weber;Acme;;0171 1112223;anna@example.com',
  'Claire;Durand;;;030 1111111;',
  'Klara;Durand;;;030 1111111;',
  'Zoë;Zander;;;030 2222222;',
];

describe.skipIf(skipJourneys)('duplicates in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-duplicates-journey-'));
  let application: Application;
  beforeAll(async () => {
    const site = join(folder, 'office.switchbook');
    expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'DE']).code).toBe(0);
    const file = join(folder, 'people.csv');
    writeFileSync(file, `Vorname;Nachname;Firma;Position;Telefon;E-Mail\n${PEOPLE.join('\n')}\n`);
    expect(command(['import', file, '--site', site]).code).toBe(0);
    application = await Application.open(site);
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  const open = async (name: string, look: Look = {}) => {
    const page = await application.page(look);
    await page.getByRole('navigation').getByRole('button', { name }).click();
    return page;
  };

  it.each<Look & { name: string; region: string }>([
    { locale: 'en-GB', colorScheme: 'light', name: 'Duplicates', region: 'Side by side' },
    { locale: 'fr-FR', colorScheme: 'dark', name: 'Doublons', region: 'Côte à côte' },
    { locale: 'de-DE', colorScheme: 'light', name: 'Duplikate', region: 'Nebeneinander' },
  ])('is accessible in $locale, $colorScheme', async ({ name, region, ...look }) => {
    const page = await open(name, look);
    await page.getByRole('region', { name: region }).first().waitFor();
    await page.getByRole('table').getByRole('radio').first().waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('merges what was chosen field by field, and takes it back', async () => {
    const page = await open('Duplicates');
    const sets = page.getByRole('list', { name: 'Possible duplicates' });
    await sets.getByRole('button', { name: 'Hans Müller' }).click();
    const pane = page.getByRole('region', { name: 'Side by side' }).first();
    await pane.getByRole('radio', { name: 'Johannes', exact: true }).check();
    await pane.getByRole('radio', { name: 'Johannes Mueller stays' }).check();
    // What is not chosen is seen to go to the note before anything is done.
    await pane.getByRole('row', { name: 'Note' }).getByText('Given name: Hans').waitFor();
    await pane.getByRole('button', { name: 'Merge' }).click();
    await page.getByText('“Johannes Mueller” merged').waitFor();
    await expect.poll(() => sets.getByRole('button', { name: 'Müller' }).count()).toBe(0);
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await sets.getByRole('button', { name: 'Hans Müller' }).waitFor();
    await page.context().close();
  });

  it('goes on with a long address in the next line after an @ or a dot, not within a word', async () => {
    const page = await open('Duplicates');
    await page.setViewportSize({ width: 900, height: 700 });
    await page.getByRole('button', { name: 'Hans Müller' }).first().click();
    const mail = page.getByRole('cell', { name: /hans\.mueller@/ }).last();
    await mail.waitFor();
    const lines = await mail.evaluate((cell) => {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      let last = Number.NEGATIVE_INFINITY;
      while (texts.nextNode()) {
        const node = texts.currentNode;
        for (const [at, letter] of [...(node.textContent ?? '')].entries()) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { top } = range.getBoundingClientRect();
          if (top > last + 3) found.push('');
          last = top;
          found.push(`${found.pop() ?? ''}${letter}`);
        }
      }
      return found;
    });
    expect(lines.join('')).toContain('hans.mueller@gaertnerei.sommer.example.com');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[@. ]$/);
    await page.context().close();
  });

  it.each([
    { locale: 'en-GB', name: 'Duplicates' },
    { locale: 'fr-FR', name: 'Doublons' },
    { locale: 'de-DE', name: 'Duplikate' },
  ])('is not scrolled sideways in a narrow window, in $locale', async ({ name, locale }) => {
    const page = await open(name, { locale });
    const table = page.getByRole('table');
    await table.getByRole('radio').first().waitFor();
    for (const width of [1000, 900, 820, 720, 640]) {
      await page.setViewportSize({ width, height: 700 });
      const beyond = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('main, main *')]
            .filter((one) => getComputedStyle(one).overflowX !== 'visible' && !one.matches('.cut'))
            .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth)
            .map((one) => one.className),
        );
      await expect.poll(beyond, { message: `${width}` }).toEqual([]);
      // Wherever their names stand, fields are told by them.
      expect(await table.getByRole('row').getByRole('rowheader').count()).toBeGreaterThan(2);
      await expectAccessible(page, `${width}`, 'main');
    }
    await page.context().close();
  });

  it('works by keyboard alone', async () => {
    const page = await open('Duplicates');
    await page.getByRole('radiogroup', { name: 'Which ones' }).getByText('All').click();
    const sets = page.getByRole('list', { name: 'Possible duplicates' });
    await expect.poll(() => sets.getByRole('button').count()).toBe(3);
    const first = sets.getByRole('button').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const last = sets.getByRole('button').last();
    expect(await last.evaluate((element) => element === document.activeElement)).toBe(true);
    await last.filter({ hasText: 'Claire Durand' }).waitFor();
    await page.getByRole('columnheader').filter({ hasText: 'Klara Durand' }).waitFor();
    await page.keyboard.press('Control+Backspace');
    await page.getByText('will not be suggested again').waitFor();
    await expect.poll(() => sets.getByRole('button').count()).toBe(2);
    await page.getByRole('columnheader').filter({ hasText: 'Hans Müller' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('“Hans Müller” merged').waitFor();
    await expect.poll(() => sets.getByRole('button').count()).toBe(1);
    await page.context().close();
  });
});
