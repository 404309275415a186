/** A start that fails, under a fake of Electron’s module. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type * as PageModule from '../../../../main/shell/page.ts';
import { app, dialog, windows } from './fake.ts';
import { eventually } from '../../../eventually.ts';

vi.mock('electron', () => import('./fake.ts'));

const folder = mkdtempSync(join(tmpdir(), 'switchbook-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of an installation that something has damaged. */
vi.mock('../../../../main/shell/page.ts', async (original) => {
  const { Page } = await original<typeof PageModule>();
  return {
    Page: class extends Page {
      constructor() {
        super(join(folder, 'nothing-here'));
      }
    },
  };
});

it('that cannot show a page says so and ends, so that the next one is not sent to a program without a window', async () => {
  vi.stubEnv('XDG_DATA_HOME', folder);
  vi.stubEnv('LOCALAPPDATA', folder);
  vi.stubEnv('SWITCHBOOK_LOG', 'off');
  app.seen.userData = folder;
  app.seen.locale = 'de-AT';
  await import('../../../../main/shell/electron/main.ts');
  app.seen.ready.resolve();
  await eventually(() => expect(app.seen.exits).toEqual([1]));
  expect(windows).toEqual([]);
  expect(dialog.seen.asked).toEqual([{ title: 'Switchbook', content: expect.stringMatching(/\S/) }]);
});
