import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasScreen, SCREEN_IDS } from '../../core/commands/screens.ts';
import { screenOf } from '../../renderer/frame/screens.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

/** Long enough to be seen by a person. */
const LATE = 400;
/** Chromium's measure: the share of the window that has moved, times how far. */
const STILL = 0.01;

const shift = z.object({ value: z.number(), sources: z.array(z.unknown()) });

/** What has moved since the page was loaded without the person having done anything. */
const shifts = async (page: Page) => {
  const seen = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().map((entry) => JSON.stringify(entry))),
        ).observe({ type: 'layout-shift', buffered: true });
        // Nothing is told where there is nothing.
        setTimeout(() => resolve([]), 200);
      }),
  );
  return seen.map((entry) => shift.parse(JSON.parse(entry)));
};

describe.skipIf(skipJourneys)('while something is read', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('grey places of the final size stand there, and nothing jumps when it comes', async () => {
    const page = await application.page();
    await page.routeWebSocket(/./, (line) => {
      const services = line.connectToServer();
      services.onMessage((message) => setTimeout(() => line.send(message), LATE));
    });
    await page.reload();
    await page.locator('.mantine-Skeleton-root').first().waitFor();
    await page.locator('body[data-ready="true"]').waitFor();
    const grey = page.locator('.mantine-Skeleton-root');
    for (const id of SCREEN_IDS) {
      if (!hasScreen(null, id) || id === 'contacts') continue;
      const { label } = screenOf(id);
      // By script: what moves within half a second of a person's click is not counted.
      await page
        .locator('.rail-screens')
        .getByRole('button', { name: label.en })
        .first()
        .evaluate((button: HTMLElement) => button.click());
      await page.getByRole('heading', { level: 1 }).or(page.locator('.import-title')).first().waitFor();
      expect(await page.locator('main .mantine-Loader-root').count(), id).toBe(0);
      if (id === 'check' || id === 'history' || id === 'permissions' || id === 'file') {
        await grey.first().waitFor();
        await expectAccessible(page, `${id}, while it is read`);
      }
      await page.waitForTimeout(2 * LATE);
      await expect.poll(() => grey.count(), { message: id }).toBe(0);
      const moved = await shifts(page);
      const value = moved.reduce((sum, one) => sum + one.value, 0);
      expect(value, `${id}: ${JSON.stringify(moved)}`).toBeLessThan(STILL);
    }
    await page.context().close();
  });

  it('long work has its name before it has said how far it is', async () => {
    const page = await application.page();
    let hold = false;
    const held: (() => void)[] = [];
    await page.routeWebSocket(/./, (line) => {
      const services = line.connectToServer();
      services.onMessage((message) => {
        if (hold) held.push(() => line.send(message));
        else line.send(message);
      });
    });
    await page.reload();
    await page.locator('body[data-ready="true"]').waitFor();
    hold = true;
    await page.locator('.rail-screens').getByRole('button', { name: 'Duplicates' }).first().click();
    const bar = page.getByRole('progressbar', { name: 'Getting ready' });
    await bar.waitFor();
    await page.getByText('Getting ready').waitFor();
    // Nobody knows how much there is to do: neither nothing nor all of it is said to be done.
    expect(await bar.getAttribute('aria-valuenow')).toBeNull();
    await expectAccessible(page, 'duplicates, before the first report');
    hold = false;
    for (const send of held) send();
    await expect.poll(() => bar.count()).toBe(0);
    await page.context().close();
  });
});
