import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../command.ts';
import { connectToOvh, createOvhSite, mailedCode, type SimulatedOvh, startOvh } from '../ovh.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';
import { expectOneStop } from './one-stop.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const PARTNER = 'cd23456-ovh';

describe.skipIf(skipJourneys)('service contacts in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-services-'));
  const file = join(folder, 'office.switchbook');
  let api: SimulatedOvh;
  let simulator: Running;
  let application: Application;

  beforeAll(async () => {
    ({ api, simulator } = await startOvh(folder, '--services', '40', '--faults', 'rate:0,step:20'));
    createOvhSite(file);
    connectToOvh(file, api);
    application = await Application.open(file);
  });
  afterAll(async () => {
    await application.close();
    await simulator.kill();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  it('shows the plan for 41 services, asks, and accepts with the codes; administration waits', async () => {
    const page = await application.page();
    const click = (name: string | RegExp) => page.getByRole('button', { name }).click();
    await click('Services');
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.getByLabel('Application secret').fill(api.applicationSecret);
    await page.getByLabel('Consumer key').fill(api.consumerKey);
    await click('Unlock and read');
    const table = page.getByRole('table', { name: 'Services and their contacts' });
    await table.getByText('0033972110040').waitFor();
    await expectAccessible(page);
    await expectOneStop(table);
    await click(`Change the contacts of ${api.billingAccount}`);
    for (const role of ['Administration', 'Technical', 'Billing']) {
      await page.getByRole('textbox', { name: role }).fill(PARTNER);
    }
    await click('Show the plan');
    await page.getByRole('heading', { name: '41 services are reached' }).waitFor();
    await page.getByText(/Administration comes last, alone/).waitFor();
    await expectAccessible(page);
    await click('Send the request');
    await page.getByText(/Asked for/).waitFor();
    await page.getByText('planned', { exact: true }).waitFor();
    const [mine, theirs] = [await mailedCode(api, 'from'), await mailedCode(api, 'to')];
    // Few readings: the pace of the vendor is kept here too.
    const readAgain = () => click('Read again');
    await readAgain();
    const code = page.getByRole('textbox', { name: /^Code from your mail/ });
    await code.fill(mine);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector('input[autocomplete="off"]')?.getAttribute('value') === '',
    );
    await code.fill(theirs);
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await code.waitFor({ state: 'detached' });
    await pause(200);
    await readAgain();
    await page.getByText('Read back from the services.').first().waitFor();
    const goOn = page.getByRole('button', { name: 'Go on' });
    await page.getByText('planned', { exact: true }).waitFor();
    await goOn.click();
    await page.getByText('planned', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText(/Administration: .* → cd23456-ovh/).waitFor();
    await page.context().close();
  }, 90_000);

  it.each([
    ['fr-FR', 'Services et leurs contacts'],
    ['de-DE', 'Dienste und ihre Kontakte'],
  ])('is as readable in the dark, in %s', async (locale, name) => {
    const page = await application.page({ locale, colorScheme: 'dark' });
    await page.getByRole('button', { name: /^(Services|Dienste)$/ }).click();
    await page.getByRole('table', { name }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
