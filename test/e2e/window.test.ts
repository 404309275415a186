/** The application's own window, on Electron's real runtime: where `SWITCHBOOK_RUNTIME` says that it is there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronRuntime } from '../../main/shell/electron/runtime.ts';
import { expectAccessible } from './application.ts';

describe.skipIf(process.env['SWITCHBOOK_RUNTIME'] === undefined)('the window on the real runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-window-'));
  let application: ElectronApplication;
  beforeAll(async () => {
    const runtime = electronRuntime();
    if (runtime === null) throw new Error('Electron’s runtime is not there');
    application = await _electron.launch({
      executablePath: runtime,
      args: [
        join(import.meta.dirname, '..', '..', 'dist', 'main', 'electron.js'),
        '--lang=en-GB',
        `--user-data-dir=${folder}`,
      ],
      env: { ...process.env, XDG_DATA_HOME: folder, LOCALAPPDATA: folder, LANG: 'en_GB.UTF-8' },
    });
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the demonstration, finds a contact and says its version', async () => {
    const page = await application.firstWindow();
    await page.locator('body[data-ready="true"]').waitFor();
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    await page.getByRole('searchbox').fill('Whitaker');
    await page.getByText('Aisha Whitaker').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Version and updates' }).click();
    await page.getByRole('dialog').getByText('does not know where updates are published').waitFor();
  });
});
