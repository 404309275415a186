/** The built application in a real browser, on a demonstration of its own that nobody else sees. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { start, type Running } from '../command.ts';
import { launch } from './browser.ts';

/** A site of one’s own has no simulated PBX. */
const opened = z.object({ address: z.string(), simulatedPbx: z.string().nullable() });

export interface Look {
  locale?: string;
  colorScheme?: 'light' | 'dark';
}

export class Application {
  readonly #folder: string;
  readonly #running: Running;
  readonly #browser: Browser;
  /** What the page complained about: must stay empty. */
  readonly complaints: string[] = [];
  readonly simulatedPbx: string;
  readonly #address: string;

  constructor(folder: string, running: Running, browser: Browser) {
    this.#folder = folder;
    this.#running = running;
    this.#browser = browser;
    const { address, simulatedPbx } = opened.parse(JSON.parse(running.line));
    this.#address = address;
    this.simulatedPbx = simulatedPbx ?? '';
  }

  /** On the demonstration, or a site file. */
  static async open(...file: [] | [string]): Promise<Application> {
    const folder = mkdtempSync(join(tmpdir(), 'switchbook-journey-'));
    const running = await start(['open', ...file, '--browser', '--json'], { XDG_DATA_HOME: folder });
    return new Application(folder, running, await launch());
  }

  /** A page that shows its first data. */
  async page({ locale = 'en-GB', colorScheme = 'light' }: Look = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      locale,
      colorScheme,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    await page.goto(this.#address);
    await page.locator('body[data-ready="true"]').waitFor();
    return page;
  }

  /** The program behind the page ends, as when its window is closed. */
  end(): Promise<void> {
    return this.#running.kill();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#running.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Nothing serious for people who use a keyboard, a screen reader or strong contrast. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

/** Pictures of the guide are taken from the journeys themselves: `SWITCHBOOK_GUIDE=1 npm test -- --only browser`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SWITCHBOOK_GUIDE'] === undefined) return;
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(import.meta.dirname, '..', '..', 'docs', 'guide', `${name}.png`) });
}
