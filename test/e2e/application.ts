/** The built application as a person uses it, on a demonstration of its own that nobody else sees. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { BrowserCarrier } from './browser.ts';
import { ElectronCarrier, onElectron } from './electron.ts';

export interface Look {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  /** As somebody sees it who has never opened it here. The others have seen the tour. */
  firstRun?: boolean;
}

/** What the application runs in: a browser, or Electron's own runtime. */
export interface Carrier {
  readonly simulatedPbx: string;
  /** The page, on its way to its first data. `watch` hears of it before it begins. */
  page(look: Required<Look>, watch: (page: Page) => void): Promise<Page>;
  /** The program behind the page ends, as when its window is closed. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export class Application {
  readonly #carrier: Carrier;
  /** What the page complained about: must stay empty. */
  readonly complaints: string[] = [];

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  /** On the demonstration, or a site file. */
  static async open(...file: [] | [string]): Promise<Application> {
    return new Application(await (onElectron ? ElectronCarrier : BrowserCarrier).start(...file));
  }

  get simulatedPbx(): string {
    return this.#carrier.simulatedPbx;
  }

  /** A page that shows its first data. */
  async page({ locale = 'en-GB', colorScheme = 'light', firstRun = false }: Look = {}): Promise<Page> {
    const page = await this.#carrier.page({ locale, colorScheme, firstRun }, (opening) => {
      opening.on('pageerror', (error) => this.complaints.push(error.message));
      opening.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
      });
      // From the first listener on the browser leaves the choice of files to us, and not a moment earlier.
      opening.on('filechooser', () => undefined);
    });
    await page.locator('body[data-ready="true"]').waitFor();
    return page;
  }

  end(): Promise<void> {
    return this.#carrier.end();
  }

  close(): Promise<void> {
    return this.#carrier.close();
  }
}

/**
 * Nothing serious for people who use a keyboard, a screen reader or strong contrast.
 *
 * Axe stays in the page it was brought into, runs there rather than in a blank page beside it, which only frames
 * would need, and describes nothing but what is wrong: half a second for each of them.
 */
export async function expectAccessible(page: Page, where = '', within = 'html'): Promise<void> {
  const there = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder({ page, ...(there && { axeSource: 'true' }) })
    .setLegacyMode()
    .include(within)
    .options({
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      // Switched off by default; the size of targets is among the tags.
      rules: { 'focus-order-semantics': { enabled: true }, tabindex: { enabled: true } },
    })
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    where,
  ).toEqual([]);
}
