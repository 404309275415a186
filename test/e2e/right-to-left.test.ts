import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../command.ts';
import { Application } from './application.ts';
import { skipJourneys } from './browser.ts';

const NAME = 'محمد عبد الرحمن بن عبد العزيز الهاشمي';
const COMPANY = 'شركة الاتصالات المتحدة (الشرق الأوسط)';

describe.skipIf(skipJourneys)('names that are written from right to left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-right-to-left-'));
  const site = join(folder, 'office.switchbook');
  let application: Application;
  beforeAll(async () => {
    const table = join(folder, 'people.csv');
    writeFileSync(
      table,
      `Nom;Société;Téléphone\n${NAME};${COMPANY};+33199001122\nAnna Jäger;;+33199001123\n`,
    );
    expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
    expect(command(['import', table, '--site', site]).stderr).toBe('');
    application = await Application.open(site);
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  it('lose their end and not their beginning in a narrow column, keep their order and are typed as they are read', async () => {
    const page = await application.page();
    const row = page.getByRole('row').filter({ hasText: NAME });
    const name = row.locator('[data-column="name"]');
    expect(await name.evaluate((cell) => getComputedStyle(cell).direction)).toBe('rtl');
    expect(await name.evaluate((cell) => getComputedStyle(cell).textAlign)).toBe('left');
    const other = page.getByRole('row').filter({ hasText: 'Anna' }).locator('[data-column="name"]');
    expect(await other.evaluate((cell) => getComputedStyle(cell).direction)).toBe('ltr');

    await row.click();
    // The bracket that closes stands at the left end.
    const company = page.locator('.detail-who .quiet');
    const edges = await company.evaluate((element) => {
      const text = element.firstChild;
      const at = (from: number) => {
        const range = document.createRange();
        if (text !== null) range.setStart(text, from);
        if (text !== null) range.setEnd(text, from + 1);
        return range.getBoundingClientRect().left;
      };
      const { length } = element.textContent;
      return { first: at(0), last: at(length - 1) };
    });
    expect(edges.last).toBeLessThan(edges.first);

    await page.keyboard.press('e');
    const field = page.getByRole('textbox', { name: 'Company' });
    expect(await field.evaluate((input) => getComputedStyle(input).unicodeBidi)).toBe('plaintext');
    await page.context().close();
  });
});
