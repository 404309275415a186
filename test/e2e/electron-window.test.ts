/** What only the real runtime can show of the window: run with `SWITCHBOOK_JOURNEYS=electron`. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ElectronCarrier, electronPath, onElectron } from './electron.ts';

describe.skipIf(electronPath === undefined && !onElectron)('the window in Electron’s own runtime', () => {
  let carrier: ElectronCarrier;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    carrier = await ElectronCarrier.start();
    page = await carrier.page({ locale: 'en-GB', colorScheme: 'light', firstRun: false }, (opening) =>
      opening.on('request', (request) => asked.push(request.url())),
    );
  });
  afterAll(() => carrier.close());

  it('has a page without Node, and two functions of ours', async () => {
    const found = await page.evaluate(() => ({
      node: ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
      ours: Object.keys(window.switchbook ?? {}).sort(),
      origin: window.origin,
    }));
    expect(found).toEqual({ node: [], ours: ['invoke', 'subscribe'], origin: 'app://switchbook' });
  });

  it('is sandboxed, in the process of the page too', async () => {
    const metrics = await carrier.main.evaluate(({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const id = window?.webContents.getOSProcessId();
      return app.getAppMetrics().find(({ pid }) => pid === id);
    });
    // Where systems have no such sandbox the field is missing.
    if (process.platform !== 'linux') expect(metrics?.sandboxed).toBe(true);
  });

  it('asks for nothing outside of itself', () => {
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !/^(?:app:\/\/switchbook\/|blob:|data:)/.test(url))).toEqual([]);
  });

  it('stays where it is, whatever a page tries', async () => {
    const before = page.url();
    for (const url of ['https://attacker.example/', 'https://attacker.example/?app://switchbook/']) {
      await page.evaluate((address) => void (window.location.href = address), url);
      await page.evaluate((address) => void window.open(address), url);
    }
    await page.waitForTimeout(500);
    expect(page.url()).toBe(before);
    expect(carrier.main.windows()).toHaveLength(1);
  });

  it('runs no script that it did not bring', async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.taken = true';
      document.body.append(script);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return 'taken' in window;
    });
    expect(ran).toBe(false);
  });

  it('gives the page no device, no place and no camera', async () => {
    const refused = await page.evaluate(async () => {
      const outcome = (asked: Promise<unknown> | undefined) =>
        asked === undefined
          ? 'absent'
          : asked.then(
              () => 'granted',
              () => 'refused',
            );
      const { mediaDevices, permissions } = navigator;
      return Promise.all([
        outcome(mediaDevices.getUserMedia({ video: true })),
        permissions
          .query({ name: 'geolocation' })
          .then(({ state }) => (state === 'granted' ? 'granted' : 'refused')),
      ]);
    });
    expect(refused).toEqual(['refused', 'refused']);
  });
});
