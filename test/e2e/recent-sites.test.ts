import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../command.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('recent sites in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-recent-journey-'));
  const sites = ['bakery', 'garage'].map((name) => join(folder, `${name}.switchbook`));
  let application: Application;
  beforeAll(async () => {
    for (const site of sites) {
      const { code } = command(['site', 'create', site, '--device', 'commander-6000', '--country', 'DE']);
      expect(code).toBe(0);
    }
    application = await Application.open(sites[0] ?? '');
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  it('are listed where sites are opened, and open with one click', async () => {
    const page = await application.page();
    const folderButton = page.getByRole('button', { name: 'Open or create a site' });
    await folderButton.click();
    const recent = page.getByRole('region', { name: 'Recent sites' });
    await recent.getByRole('button', { name: 'bakery' }).waitFor();
    expect(await recent.getByRole('button').count()).toBe(1);
    await page
      .getByLabel('Path of the file')
      .last()
      .fill(sites[1] ?? '');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('navigation').getByText('garage').waitFor();
    await folderButton.click();
    await recent.getByRole('button', { name: 'garage' }).waitFor();
    await expectAccessible(page);
    await recent.getByRole('button', { name: 'bakery' }).click();
    await page.getByRole('navigation').getByText('bakery').waitFor();
    await page.context().close();
  });
});
