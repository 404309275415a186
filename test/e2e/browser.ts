/** A real browser on the built application. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Cookie, type Page } from 'playwright-core';
import { z } from 'zod';
import { start, type Running } from '../command.ts';
import type { Carrier, Look } from './application.ts';
import { seeTour } from './see-tour.ts';
import { electronPath, onElectron } from './electron.ts';

/** Where systems put a browser that Playwright can drive. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const downloaded = (): string | undefined => {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
};

/** Undefined where there is none: the journeys are then skipped by name, and fail where CI is set. */
const browserPath: string | undefined = PLACES.find((path) => existsSync(path)) ?? downloaded();

/** `more`: words of Chromium's own. */
export function launch(...more: string[]): Promise<Browser> {
  if (browserPath === undefined) throw new Error('No Chromium, Chrome or Edge is installed here');
  return chromium.launch({
    executablePath: browserPath,
    // Root in a container has no user namespaces; the flags after it keep the browser off the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** Journeys are never skipped silently where every check counts. */
export const skipJourneys =
  (onElectron ? electronPath : browserPath) === undefined && process.env['CI'] === undefined;

/** A site of one’s own has no simulated PBX. */
const opened = z.object({ address: z.string(), simulatedPbx: z.string().nullable() });

export class BrowserCarrier implements Carrier {
  readonly #folder: string;
  readonly #running: Running;
  readonly #browser: Browser;
  readonly #address: string;
  readonly simulatedPbx: string;
  /** The address works once; who has used it has a session, which further contexts share. */
  #session: Cookie[] | null = null;

  constructor(folder: string, running: Running, browser: Browser) {
    this.#folder = folder;
    this.#running = running;
    this.#browser = browser;
    const { address, simulatedPbx } = opened.parse(JSON.parse(running.line));
    this.#address = address;
    this.simulatedPbx = simulatedPbx ?? '';
  }

  static async start(...file: [] | [string]): Promise<Carrier> {
    const folder = mkdtempSync(join(tmpdir(), 'switchbook-journey-'));
    const running = await start(['open', ...file, '--browser', '--json'], {
      XDG_DATA_HOME: folder,
      SWITCHBOOK_LOG: 'debug',
    });
    return new BrowserCarrier(folder, running, await launch());
  }

  async page({ locale, colorScheme, firstRun }: Required<Look>, watch: (page: Page) => void): Promise<Page> {
    const context = await this.#browser.newContext({
      locale,
      colorScheme,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    if (!firstRun) await context.addInitScript(seeTour);
    const page = await context.newPage();
    watch(page);
    if (this.#session !== null) await context.addCookies(this.#session);
    await page.goto(this.#session === null ? this.#address : new URL('/', this.#address).href);
    await page.locator('body[data-ready="true"]').waitFor();
    this.#session ??= await context.cookies();
    return page;
  }

  end(): Promise<void> {
    return this.#running.kill();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#running.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
