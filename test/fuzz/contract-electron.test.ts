/**
 * Every operation with random inputs, through Electron’s inter-process calls under a fake of its module: an answer or
 * a problem, never a fault, a silence or an end. SWITCHBOOK_FUZZ_SEED repeats a run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type * as PageModule from '../../main/shell/page.ts';
import { app, ipcMain, windows } from '../main/shell/electron/fake.ts';
import { SEED } from '../seed.ts';
import { Ground, operations } from './ground.ts';

vi.mock('electron', () => import('../main/shell/electron/fake.ts'));

const folder = mkdtempSync(join(tmpdir(), 'switchbook-fuzz-desktop-'));
vi.mock('../../main/shell/page.ts', async (original) => {
  const { Page } = await original<typeof PageModule>();
  return {
    Page: class extends Page {
      constructor() {
        super(join(folder, 'page'));
      }
    },
  };
});

/** What structured cloning carries beyond JSON. */
const round: unknown[] = [];
round.push(round);
const FOREIGN = [
  undefined,
  NaN,
  -0,
  10n,
  new Date(NaN),
  new Map([['path', 'x']]),
  new Set([1]),
  new Uint8Array(3),
  /x/,
  round,
  { path: 7n, ids: new Set([1]), contact: round, file: new Uint8Array(1) },
];

const OURS = { url: 'app://switchbook/', parent: null };
const answered = z.union([z.object({ ok: z.unknown() }), z.object({ error: z.unknown() })]);

console.log(`Calls between processes; SWITCHBOOK_FUZZ_SEED=${SEED} repeats them`);

describe(`the contract through Electron (seed ${SEED})`, () => {
  let ground: Ground;
  let calls = 0;

  beforeAll(async () => {
    mkdirSync(join(folder, 'page'));
    writeFileSync(join(folder, 'page', 'index.html'), '<p>Switchbook</p>');
    writeFileSync(join(folder, 'page', 'files.json'), JSON.stringify({ files: ['index.html'] }));
    for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, folder);
    vi.stubEnv('SWITCHBOOK_LOG', 'off');
    app.seen.userData = join(folder, 'user');
    await import('../../main/shell/electron/main.ts');
    app.seen.ready.resolve();
    await vi.waitFor(() => expect(windows[0]?.seen.url).toBe('app://switchbook/'), 60_000);
    ground = new Ground(async (name, input) => {
      const event = { senderFrame: OURS, sender: windows[0]?.webContents };
      const reply = answered.parse(await ipcMain.seen?.(event, name, structuredClone(input), ++calls));
      return 'error' in reply ? reply : { result: structuredClone(reply.ok) };
    });
    await ground.prepare();
  });
  afterAll(async () => {
    for (const window of windows.slice()) window.close();
    const before = app.seen.quits;
    app.emit('will-quit', { preventDefault: () => undefined });
    await vi.waitFor(() => expect(app.seen.quits).toBeGreaterThan(before)).catch(() => undefined);
    ground.clear();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(operations)('%s', async (name) => {
    expect(await ground.complaints(name, FOREIGN)).toEqual([]);
    expect(windows).toHaveLength(1);
  });
});
