/** Lists that are gone through with the arrow keys. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** One stop of the tab key for all buttons of a list; the arrow keys go on, and to its ends. */
export async function expectOneStop(list: Locator): Promise<void> {
  const buttons = list.locator('button:enabled');
  const stops = list.locator('button:enabled:not([tabindex="-1"])');
  const at = () => buttons.evaluateAll((all) => all.findIndex((one) => one === document.activeElement));
  const press = (key: string) => list.page().keyboard.press(key);
  await expect.poll(() => buttons.count()).toBeGreaterThan(1);
  expect(await stops.count()).toBe(1);
  await stops.focus();
  await press('Home');
  await expect.poll(at).toBe(0);
  await press('ArrowDown');
  await expect.poll(at).toBeGreaterThan(0);
  expect(await stops.evaluate((one) => one === document.activeElement)).toBe(true);
  await press('ArrowUp');
  await expect.poll(at).toBe(0);
  await press('End');
  await expect.poll(at).toBeGreaterThan(0);
  expect(await stops.count()).toBe(1);
  await press('Home');
  await expect.poll(at).toBe(0);
}
