/** The page as in the application's window: its bridge leads to real services, only the updater is none. */
import { join } from 'node:path';
import type { Browser, Page as BrowserPage } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UPDATE_STEPS } from '../../core/api/update.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { ApplicationHost } from '../../main/api/host.ts';
import { problemOf } from '../../main/api/problem-of.ts';
import { Updates } from '../../main/shell/electron/update.ts';
import { Page } from '../../main/shell/page.ts';
import { openWorkplace, type Workplace } from '../../main/shell/workplace.ts';
import { FakeUpdater } from '../main/shell/electron/fake-updater.ts';
import { expectAccessible } from './application.ts';
import { launch, skipJourneys } from './browser.ts';
import { seeTour } from './see-tour.ts';

/** As safe to the browser as the window's own. */
const ADDRESS = 'https://switchbook.test/';

describe.skipIf(skipJourneys)('updates in the window', () => {
  let host: ApplicationHost;
  let workplace: Workplace;
  let browser: Browser;
  let updater: FakeUpdater;
  let damaged = false;

  beforeEach(async () => {
    host = new ApplicationHost('electron');
    workplace = await openWorkplace(host, undefined);
    browser = await launch();
    updater = new FakeUpdater();
    damaged = false;
  });
  afterEach(async () => {
    await browser.close();
    await workplace.close();
    await host.close();
  });

  async function open(
    hasSource: boolean,
    look: { locale: string; colorScheme: 'light' | 'dark' },
  ): Promise<BrowserPage> {
    const updates = new Updates({ version: '1.0.0', hasSource, updater: () => Promise.resolve(updater) });
    const installFile = (): Promise<void> =>
      damaged
        ? Promise.reject(
            new SwitchbookError('update-damaged', { value: 's.deb', params: { detail: '1 ≠ 2' } }),
          )
        : Promise.resolve();
    const answer = async (name: string, input: { step?: string }): Promise<unknown> => {
      if (name === 'window.files') return { files: [] };
      const step = UPDATE_STEPS.find((one) => one === input.step);
      if (name === 'window.update' && step !== undefined) return updates.take(step, installFile);
      return name.startsWith('window.') ? {} : host.call(name, input);
    };
    const context = await browser.newContext({ ...look, viewport: { width: 1280, height: 800 } });
    await context.addInitScript(seeTour);
    const page = await context.newPage();
    const built = new Page(join(import.meta.dirname, '..', '..', 'dist', 'renderer'));
    await page.route(`${ADDRESS}**`, async (route) => {
      const { status, headers, body } = built.answer(new URL(route.request().url()).pathname);
      await route.fulfill({ status, headers, body: Buffer.from(body) });
    });
    await page.exposeFunction('answered', async (name: string, input: { step?: string }) => {
      try {
        return { ok: await answer(name, input) };
      } catch (error) {
        return { error: problemOf(error) };
      }
    });
    await page.addInitScript(
      'window.switchbook = { invoke: (name, input) => window.answered(name, input), subscribe: () => () => undefined }',
    );
    await page.goto(ADDRESS);
    await page.locator('body[data-ready="true"]').waitFor();
    return page;
  }

  it('go from looking to installing by a button each', async () => {
    const page = await open(true, { locale: 'en-GB', colorScheme: 'light' });
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Version and updates' }).click();
    const dialog = page.getByRole('dialog', { name: 'Version and updates' });
    await dialog.getByText('Version 1.0.0').waitFor();
    expect(updater.done).toEqual([]);
    await dialog.getByRole('button', { name: 'Look for updates' }).click();
    await dialog.getByText('Version 2.0.0 is available.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Download' }).click();
    await expect.poll(() => updater.release).not.toBeNull();
    updater.progress({ percent: 40 });
    await expect.poll(() => dialog.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    updater.release?.();
    await dialog.getByText('Version 2.0.0 is ready.').waitFor();
    await dialog.getByRole('button', { name: 'Close and install' }).click();
    await expect.poll(() => updater.done).toEqual(['check', 'download', 'install']);
  });

  it('come from a file where no source is known, and a damaged one is named', async () => {
    const page = await open(false, { locale: 'de-DE', colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Sprache und Darstellung' }).click();
    await page.getByRole('menuitem', { name: 'Version und Updates' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dieses Paket weiß nicht').waitFor();
    expect(await dialog.getByRole('button', { name: 'Nach Updates suchen' }).count()).toBe(0);
    damaged = true;
    await dialog.getByRole('button', { name: 'Datei installieren' }).click();
    await dialog.getByText('„s.deb“ ist nicht die veröffentlichte Datei').waitFor();
    await expectAccessible(page);
  });
});
