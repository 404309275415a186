import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_IDS, commandOf } from '../../core/commands/commands.ts';
import { hasScreen, SCREEN_IDS, type ScreenId } from '../../core/commands/screens.ts';
import { screenOf } from '../../renderer/frame/screens.ts';
import type { Running } from '../command.ts';
import { connectToOvh, createOvhSite, startOvh } from '../ovh.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

/** Looking at everything takes a while where much else is done. */
const LONG = 600_000;

const LOOKS = ['light', 'dark'] as const;
const LANGUAGES = [
  { locale: 'en-GB', language: 'en' },
  { locale: 'fr-FR', language: 'fr' },
  { locale: 'de-DE', language: 'de' },
] as const;
type Language = (typeof LANGUAGES)[number]['language'];

/** Those that are for one connector have a site of their own. */
const everywhere = SCREEN_IDS.filter((id) => hasScreen(null, id));
const onlyOvh = SCREEN_IDS.filter((id) => hasScreen('ovh', id) && !hasScreen(null, id));

async function show(page: Page, screen: ScreenId, language: Language = 'en'): Promise<void> {
  const label = screenOf(screen).label[language];
  if (screen === 'contacts') await page.locator('.rail-list .rail-button').first().click();
  else await page.locator('.rail-screens').getByRole('button', { name: label }).first().click();
  await page.getByRole('heading', { level: 1 }).or(page.locator('.import-title')).first().waitFor();
  // What is loaded at first use is there when nothing is grey any more.
  await expect.poll(() => page.locator('.mantine-Skeleton-root, .mantine-Loader-root').count()).toBe(0);
}

/** Texts that are cut off where nothing tells the rest. Rows of the list tell it under the pointer only. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isCut = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const cutsX = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const cutsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      const { width, height } = element.getBoundingClientRect();
      if (!hasText || width < 2 || height < 2 || style.visibility === 'hidden' || style.clipPath !== 'none')
        return false;
      return (
        (cutsX && element.scrollWidth > element.clientWidth + 1) ||
        (cutsY && element.scrollHeight > element.clientHeight + 4)
      );
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => isCut(element) && element.closest('[title], [role=gridcell]') === null)
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`);
  });

/** What can be scrolled sideways, but for tables, whose rows mean something as rows (WCAG 1.4.10). */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const scrolls =
          element === document.documentElement || overflowX === 'auto' || overflowX === 'scroll';
        const isTable =
          element.matches('[role=grid]') || element.querySelector('table, [role=grid]') !== null;
        return (
          scrolls && !isTable && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
        );
      })
      .map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
  );

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element === null ? '' : (element.getAttribute('aria-label') ?? element.textContent).trim();
  });

describe.skipIf(skipJourneys)('the interface for everybody, in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it.each(LOOKS)(
    'has nothing serious on any screen, %s',
    async (colorScheme) => {
      const page = await application.page({ colorScheme });
      for (const screen of everywhere) {
        await show(page, screen);
        await expectAccessible(page, screen);
      }
      await show(page, 'contacts');
      await page.getByRole('row').nth(2).click();
      await page.getByRole('button', { name: 'Filter by field' }).click();
      await expectAccessible(page, 'contacts with filters and a contact');
      await page.getByRole('button', { name: 'Filter by field' }).click();
      await page.context().close();
    },
    LONG,
  );

  it.each(LOOKS)(
    'has nothing serious in any dialog and menu, %s',
    async (colorScheme) => {
      const page = await application.page({ colorScheme });
      const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
      /** Opens it, looks at it, and closes it again: the keyboard is back where it was. */
      const look = async (name: string, open: () => Promise<void>, kind: 'dialog' | 'menu' = 'dialog') => {
        await open();
        await page.getByRole(kind).last().waitFor();
        await page.waitForTimeout(200);
        // Nobody opens a dialog in order to close it.
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.matches('.mantine-Modal-close')), {
            message: name,
          })
          .toBe(false);
        // The page under it was looked at before.
        await expectAccessible(page, name, `[role=${kind}]`);
        await page.keyboard.press('Escape');
        await page.waitForTimeout(300);
        // Where the field with the focus had its choices open, they were what was closed.
        if ((await page.getByRole(kind).count()) > 0) await page.keyboard.press('Escape');
        await expect.poll(() => page.getByRole(kind).count(), { message: name }).toBe(0);
      };
      await page.getByRole('row').nth(2).click();
      await look('palette', () => page.keyboard.press('Control+k'));
      await look('shortcuts', () => page.keyboard.press('?'));
      await look('settings', () => button('Language and appearance').click(), 'menu');
      await look('all settings', () => page.keyboard.press('Control+,'));
      await look('session', () => button(/^Working as/).click());
      await look('new group', () => button('New group').click());
      await look('group menu', () => button(/^Actions for the group/).click(), 'menu');
      await look('export', () => page.keyboard.press('Control+e'));
      await look('change many', () => button('Change several contacts').click());
      await look('delete all', () => button(/^Delete all/).click());
      await look('QR', () => button(/QR/).click());
      await show(page, 'permissions');
      await look('new subscriber', () => button('Subscriber').click());
      await look('import rights', () => button(/^Import rights/).click());
      await show(page, 'changes');
      await look('more about changes', () => button('More actions').click(), 'menu');
      await page.context().close();
    },
    LONG,
  );

  it(
    'has nothing serious where something is written',
    async () => {
      for (const colorScheme of LOOKS) {
        const page = await application.page({ colorScheme });
        await page.keyboard.press('n');
        await page.getByRole('form', { name: 'New contact' }).waitFor();
        await expectAccessible(page, 'new contact');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+o');
        await page.getByRole('heading', { level: 1, name: 'Switchbook' }).waitFor();
        await expectAccessible(page, 'sites');
        await page.context().close();
      }
    },
    LONG,
  );

  it('is gone through pane by pane with F6, and back to where the keyboard was', async () => {
    const page = await application.page();
    await page.getByRole('row').nth(2).click();
    await page.getByRole('button', { name: 'Edit' }).first().waitFor();
    const pane = () =>
      page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
    expect(await pane()).toBe('beside-detail');
    await page.keyboard.press('F6');
    expect(await pane()).toBe('detail');
    await page.keyboard.press('Tab');
    const inDetail = await focused(page);
    await page.keyboard.press('F6');
    expect(await pane()).toBe('rail');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('page');
    await page.keyboard.press('Shift+F6');
    expect(await pane()).toBe('detail');
    expect(await focused(page)).toBe(inDetail);
    await page.keyboard.press('Shift+F6');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await page.context().close();
  });

  it('begins with a link past the navigation, and the rail is one stop', async () => {
    const page = await application.page();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

    const rail = page.locator('.rail-button');
    await page.getByRole('button', { name: 'All contacts' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Without group');
    await page.keyboard.press('End');
    expect(await rail.last().evaluate((last) => last === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await rail.first().evaluate((first) => first === document.activeElement)).toBe(true);
    expect(await page.locator('.rail-button[tabindex="0"]').count()).toBe(1);

    const tools = page.getByRole('toolbar', { name: 'Tools for the contacts' });
    await tools.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(
      await tools
        .getByRole('button')
        .nth(1)
        .evaluate((next) => next === document.activeElement),
    ).toBe(true);
    expect(await tools.locator('button[tabindex="0"]').count()).toBe(1);
    await page.context().close();
  });

  it('finds screens, commands, groups and contacts in the palette, by keyboard alone', async () => {
    const page = await application.page();
    const option = page.getByRole('option', { selected: true });
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('device che');
    await expect.poll(() => option.innerText()).toContain('Device check');
    // A screen reader hears which option it is.
    const field = page.getByRole('combobox', { name: /Find a command/ });
    expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Device check' }).waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('DECT Werk');
    await expect.poll(() => option.innerText()).toContain('DECT Werkstatt');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'DECT Werkstatt' }).waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('anna jager');
    await expect.poll(() => option.innerText()).toContain('Anna Jäger');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Anna Jäger' }).waitFor();

    // Called exactly so comes first, though it stands below others that have the word too.
    await grid.focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('clients');
    await expect.poll(() => option.locator('.mantine-Spotlight-actionLabel').innerText()).toBe('Clients');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

    await grid.focus();
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await page.context().close();
  });

  it('takes no letter for a command where somebody writes, or where letters are switched off', async () => {
    const page = await application.page();
    const form = page.getByRole('form', { name: 'New contact' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('n?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('n?');
    expect((await form.count()) + (await page.getByRole('dialog').count())).toBe(0);
    await page.keyboard.press('Escape');

    await page.getByRole('grid').focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ctrl+Shift+Z').waitFor();
    // Of the screens only those that this site has.
    expect(await dialog.getByRole('rowheader', { name: screenOf('changes').label.en }).count()).toBe(1);
    for (const id of onlyOvh)
      expect(await dialog.getByRole('rowheader', { name: screenOf(id).label.en }).count(), id).toBe(0);
    await dialog.getByRole('switch', { name: /Single letters/ }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.keyboard.press('n');
    await page.keyboard.press('?');
    await page.waitForTimeout(300);
    expect((await form.count()) + (await dialog.count())).toBe(0);
    await page.context().close();
  });

  it('loses no letter that is typed as the palette opens, and none of the keys before it', async () => {
    const page = await application.page();
    const keys = await page.context().newCDPSession(page);
    const press = (letter: string, modifiers: 0 | 2) => {
      const key = {
        key: letter,
        code: `Key${letter.toUpperCase()}`,
        windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
        modifiers,
      };
      const down = { ...key, type: 'keyDown', ...(modifiers === 0 && { text: letter }) } as const;
      return [
        keys.send('Input.dispatchKeyEvent', down),
        keys.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' }),
      ];
    };
    await page.getByRole('grid').focus();
    // All at once: none waits until the one before has been answered.
    await Promise.all([press('k', 2), press('d', 0), press('u', 0), press('p', 0)].flat());
    const field = page.getByRole('combobox', { name: /Find a command/ });
    await expect.poll(() => field.inputValue()).toBe('dup');
    await page.context().close();
  });

  it('goes on by keyboard in every screen that a key or the palette leads to', async () => {
    const page = await application.page();
    const inside = () =>
      page.evaluate(() => document.activeElement?.closest('main')?.checkVisibility() === true);
    // Whoever begins has all of the page before them.
    expect(await inside()).toBe(false);
    await page.getByRole('grid').focus();
    for (const { goesTo, keys } of COMMAND_IDS.map(commandOf)) {
      if (goesTo === undefined || keys === undefined || !everywhere.includes(goesTo)) continue;
      await page.keyboard.press(keys.replace('mod', 'Control'));
      await page.getByRole('heading', { level: 1, name: screenOf(goesTo).label.en }).waitFor();
      await expect.poll(inside, { message: goesTo }).toBe(true);
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('device che');
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('Device check');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Device check' }).waitFor();
    await expect.poll(inside).toBe(true);
    await page.context().close();
  });

  it('gives the keyboard back when a dialog closes, also to where it was before a menu', async () => {
    const page = await application.page();
    const dialog = page.getByRole('dialog');
    const has = (at: Locator) => at.evaluate((element) => element === document.activeElement);
    const grid = page.getByRole('grid');
    for (const keys of ['Control+,', 'F1', 'Control+e', '?']) {
      await grid.focus();
      await page.keyboard.press(keys);
      await dialog.waitFor();
      await expect.poll(() => has(grid), { message: keys }).toBe(false);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => has(grid), { message: keys }).toBe(true);
    }
    const menu = page.getByRole('button', { name: 'Language and appearance' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /Support/ }).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => has(menu)).toBe(true);
    await page.context().close();
  });

  it('begins in the first field of a dialog, whose head and buttons are seen however low the window is', async () => {
    const page = await application.page();
    await page.setViewportSize({ width: 640, height: 360 });
    await page.getByRole('row').nth(2).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const first = dialog.getByRole('radio', { checked: true }).first();
    await expect.poll(() => first.evaluate((field) => field === document.activeElement)).toBe(true);
    const whole = (at: Locator) =>
      at.evaluate((element) => {
        const { top, bottom, left } = element.getBoundingClientRect();
        const { innerHeight } = window;
        return (
          top >= 0 &&
          bottom <= innerHeight &&
          element.contains(document.elementFromPoint(left + 4, (top + bottom) / 2))
        );
      });
    const ends = [dialog.getByRole('heading').first(), dialog.getByRole('button', { name: 'Cancel' })];
    for (const end of ends) expect(await whole(end)).toBe(true);
    // There is more than fits: what is gone to by keyboard comes out from under the buttons.
    const accept = dialog.getByRole('checkbox').last();
    expect(await whole(accept)).toBe(false);
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      if (await accept.evaluate((field) => field === document.activeElement)) break;
    }
    await expect.poll(() => whole(accept)).toBe(true);
    for (const end of ends) expect(await whole(end)).toBe(true);
    await page.context().close();
  });

  it('comes back to the list when a form is left', async () => {
    const page = await application.page();
    await page.getByRole('row').nth(2).click();
    await page.keyboard.press('Enter');
    await page.getByRole('form').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await page.context().close();
  });

  it.each([
    ['200 %', { width: 640, height: 400 }],
    ['400 %', { width: 320, height: 512 }],
  ] as const)('needs no scrolling sideways at %s', async (_zoom, size) => {
    const page = await application.page({ locale: 'de-DE' });
    await page.setViewportSize(size);
    for (const screen of everywhere) {
      await page.getByRole('button', { name: 'Navigation' }).click();
      await show(page, screen, 'de');
      expect(await sideways(page), screen).toEqual([]);
    }
    await page.context().close();
  });

  it.each(LANGUAGES)(
    'cuts nothing of the navigation at its first width, in $language',
    async ({ locale }) => {
      const page = await application.page({ locale });
      await page.locator('.connection-state').waitFor();
      const cut = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('.rail *')]
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 2)
            .filter((one) => getComputedStyle(one).overflowX !== 'visible')
            .map((one) => `${one.textContent}: ${one.scrollWidth} > ${one.clientWidth}`),
        );
      expect(await cut()).toEqual([]);
      // Where 200 % leaves little height, every entry is still reached by scrolling.
      await page.setViewportSize({ width: 640, height: 400 });
      await page.getByRole('button', { name: 'Navigation' }).first().click();
      const entries = page.locator('.rail-button');
      for (const entry of [entries.nth(1), entries.last()]) {
        await entry.scrollIntoViewIfNeeded();
        await entry.click({ trial: true });
      }
      await page.context().close();
    },
  );

  it('keeps the width of a pane, and stands closer where that is wished', async () => {
    const page = await application.page();
    const handle = page.getByRole('separator', { name: 'Width of the navigation' });
    const width = () => page.locator('[data-pane="rail"]').evaluate((pane) => pane.clientWidth);
    const before = await width();
    await handle.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(width).toBe(before + 40);
    const item = page.locator('.rail-item').first();
    const normal = await item.evaluate((one) => one.clientHeight);
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Compact' }).click();
    await expect.poll(() => item.evaluate((one) => one.clientHeight)).toBeLessThan(normal);
    expect(await item.evaluate((one) => one.clientHeight)).toBeGreaterThanOrEqual(24);
    await page.reload();
    await page.locator('body[data-ready="true"]').waitFor();
    expect(await width()).toBe(before + 40);
    expect(
      await page
        .locator('.rail-item')
        .first()
        .evaluate((one) => one.clientHeight),
    ).toBeLessThan(normal);
    await page.context().close();
  });

  it.each(LANGUAGES)('cuts no text off in the smallest window: $language', async ({ locale, language }) => {
    const page = await application.page({ locale });
    await page.setViewportSize({ width: 800, height: 560 });
    for (const screen of everywhere) {
      await show(page, screen, language);
      expect(await clipped(page), screen).toEqual([]);
    }
    await show(page, 'contacts', language);
    const hidden = await page
      .locator('.contacts')
      .evaluate((list) =>
        [...list.querySelectorAll('.contacts-tools button')]
          .filter((tool) => tool.getBoundingClientRect().right > list.getBoundingClientRect().right)
          .map((tool) => tool.getAttribute('aria-label')),
      );
    expect(hidden).toEqual([]);
    const row = page.getByRole('row').filter({ hasText: 'Nurseries Smythe' }).first();
    await row.click();
    const company = row.getByRole('gridcell', { name: /Nurseries Smythe/ });
    await expect.poll(() => company.getAttribute('title')).toBe(await company.innerText());
    await page.waitForTimeout(300);
    expect(await clipped(page), 'a contact').toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('form').waitFor();
    expect(await clipped(page), 'a form').toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(skipJourneys)('the screens for OVHcloud, for everybody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-access-'));
  let simulator: Running;
  let application: Application;
  beforeAll(async () => {
    const file = join(folder, 'book.switchbook');
    const started = await startOvh(folder);
    simulator = started.simulator;
    createOvhSite(file);
    connectToOvh(file, started.api);
    application = await Application.open(file);
  });
  afterAll(async () => {
    await application.close();
    await simulator.kill();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  it.each(LOOKS)(
    'have nothing serious, %s',
    async (colorScheme) => {
      expect(onlyOvh.length).toBeGreaterThan(0);
      const page = await application.page({ colorScheme });
      for (const screen of onlyOvh) {
        await show(page, screen);
        await expectAccessible(page, screen);
        expect(await clipped(page), screen).toEqual([]);
      }
      await page.keyboard.press('?');
      for (const screen of onlyOvh)
        await page
          .getByRole('dialog')
          .getByRole('rowheader', { name: screenOf(screen).label.en })
          .waitFor();
      await page.context().close();
    },
    LONG,
  );
});
