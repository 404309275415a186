/** The same application in Electron's own runtime: `SWITCHBOOK_JOURNEYS=electron npm test -- --only browser`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';
import { presentRuntime } from '../../main/shell/electron/runtime.ts';
import type { Carrier, Look } from './application.ts';
import { seeTour } from './see-tour.ts';

export const onElectron = process.env['SWITCHBOOK_JOURNEYS'] === 'electron';

/** Null where the runtime has not been fetched: `npx install-electron`. */
export const electronPath: string | undefined = presentRuntime() ?? undefined;

const entry = join(import.meta.dirname, '..', '..', 'dist', 'main', 'electron.js');

const connected = z.object({ ok: z.object({ url: z.string() }).nullable() });

export class ElectronCarrier implements Carrier {
  readonly #folder = mkdtempSync(join(tmpdir(), 'switchbook-journey-'));
  readonly #file: string | undefined;
  readonly #running: ElectronApplication[] = [];
  simulatedPbx = '';

  constructor(file: string | undefined) {
    this.#file = file;
  }

  static start(...[file]: [] | [string]): Promise<ElectronCarrier> {
    if (electronPath === undefined) return Promise.reject(new Error('Electron’s runtime is not here'));
    return Promise.resolve(new ElectronCarrier(file));
  }

  /** The application that has opened last, for what only its main process knows. */
  get main(): ElectronApplication {
    const last = this.#running.at(-1);
    if (last === undefined) throw new Error('no window is open');
    return last;
  }

  async page({ locale, colorScheme, firstRun }: Required<Look>, watch: (page: Page) => void): Promise<Page> {
    // One instance for each folder of settings: a second page in another language is another instance.
    const settings = join(this.#folder, `settings-${this.#running.length}`);
    const { ELECTRON_RUN_AS_NODE: _none, ...env } = process.env;
    const application = await _electron.launch({
      args: [
        entry,
        ...(this.#file === undefined ? [] : [this.#file]),
        `--lang=${locale}`,
        `--user-data-dir=${settings}`,
      ],
      ...(electronPath !== undefined && { executablePath: electronPath }),
      env: { ...defined(env), XDG_DATA_HOME: this.#folder, SWITCHBOOK_LOG: 'debug' },
      chromiumSandbox: true,
      colorScheme,
      locale,
    });
    this.#running.push(application);
    const page = await application.firstWindow();
    watch(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator('body[data-ready="true"]').waitFor();
    if (!firstRun) {
      // Electron has loaded the page before anything can be said of it.
      await page.evaluate(seeTour);
      await page.reload();
      await page.locator('body[data-ready="true"]').waitFor();
    }
    if (this.#file === undefined && this.simulatedPbx === '') {
      const answer = await page.evaluate(() => window.switchbook?.invoke('connection.get', {}, 1_000_000));
      this.simulatedPbx = connected.parse(answer).ok?.url ?? '';
    }
    return page;
  }

  async end(): Promise<void> {
    for (const application of this.#running) application.process().kill('SIGKILL');
    return Promise.resolve();
  }

  async close(): Promise<void> {
    for (const application of this.#running) await application.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const defined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
