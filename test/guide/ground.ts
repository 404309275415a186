/** Where the pictures are taken: programs of our own on a fixed morning, and a browser window of a fixed size. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import type { Language } from '../../core/language/text.ts';
import { command, start, type Running } from '../command.ts';
import { launch } from '../e2e/browser.ts';
import { seeTour } from '../e2e/see-tour.ts';
import { WINDOW } from './camera.ts';
import { shiftClock } from './clock.ts';

const MORNING = Date.UTC(2026, 8, 15, 7, 30);
const ZONE = 'Europe/Paris';
const LOCALES = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' } satisfies Record<Language, string>;
/** Milliseconds: what takes longer is not coming. */
const PATIENCE = 20_000;

const opened = z.object({ address: z.string(), simulatedPbx: z.string().nullable() });

export class Ground {
  readonly folder: string;
  readonly #shift = MORNING - Date.now();
  readonly #running: Running[] = [];
  readonly #browser: Browser;

  private constructor(folder: string, browser: Browser) {
    this.folder = folder;
    this.#browser = browser;
  }

  /** The folder is seen in pictures: it has the same name each time. */
  static async prepare(language: Language): Promise<Ground> {
    const folder = join(tmpdir(), `Switchbook-${language}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    return new Ground(folder, await launch());
  }

  #surroundings(more: Record<string, string> = {}): Record<string, string> {
    return {
      XDG_DATA_HOME: this.folder,
      XDG_STATE_HOME: this.folder,
      TZ: ZONE,
      SWITCHBOOK_GUIDE_CLOCK: String(this.#shift),
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'clock.ts')}`,
      ...more,
    };
  }

  /** A program that goes on until the pictures are taken, and the JSON that it begins with. */
  async start<T>(words: readonly string[], said: z.ZodType<T>): Promise<T> {
    const running = await start(words, this.#surroundings());
    this.#running.push(running);
    return said.parse(JSON.parse(running.line));
  }

  run(words: readonly string[], more: Record<string, string> = {}): void {
    const { code, stderr } = command(words, this.#surroundings(more));
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  }

  path(...names: string[]): string {
    const path = join(this.folder, ...names);
    mkdirSync(join(path, '..'), { recursive: true });
    return path;
  }

  /** The application on the demonstration, or a site file. `firstRun`: the tour has not been seen. */
  async open(
    language: Language,
    { file, firstRun = false }: { file?: string; firstRun?: boolean } = {},
  ): Promise<{ page: Page; simulatedPbx: string }> {
    const words = ['open', ...(file === undefined ? [] : [file]), '--browser', '--json'];
    const { address, simulatedPbx } = await this.start(words, opened);
    const context = await this.#browser.newContext({
      locale: LOCALES[language],
      timezoneId: ZONE,
      colorScheme: 'light',
      viewport: WINDOW,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(shiftClock, this.#shift);
    if (!firstRun) await context.addInitScript(seeTour);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    await page.locator('body[data-ready="true"]').waitFor();
    return { page, simulatedPbx: simulatedPbx ?? '' };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const one of this.#running) await one.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
