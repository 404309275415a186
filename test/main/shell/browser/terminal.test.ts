/** `open --browser` as a person at the terminal has it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { command } from '../../../command.ts';

const entry = join(import.meta.dirname, '..', '..', '..', '..', 'dist', 'main', 'switchbook.js');
const opened = z.object({ address: z.string() });

it('opens, and gives a new address for Enter; the one before is worth nothing then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-terminal-'));
  const site = join(folder, 'site.switchbook');
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  const env = {
    PATH: process.env['PATH'],
    TMPDIR: folder,
    XDG_DATA_HOME: folder,
    SWITCHBOOK_LOG: 'off',
    LANG: 'C',
  };
  const child = spawn(process.execPath, [entry, 'open', site, '--browser', '--json'], { env });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value } = await lines.next();
    return opened.parse(JSON.parse(String(value))).address;
  };
  const status = async (address: string): Promise<number> =>
    (await fetch(address, { redirect: 'manual' })).status;

  const first = await next();
  child.stdin.write('\n');
  const second = await next();
  expect(await status(first)).toBe(403);
  expect(await status(second)).toBe(303);
  expect(await status(second)).toBe(403);
  child.stdin.end();
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

it.each(['-1', 'soon', '', '2000'])('locks after minutes, not after “%s”', (typed) => {
  const { code, stderr } = command(['open', '--browser', `--lock-after=${typed}`]);
  expect(code).toBe(2);
  expect(stderr).toContain('1440');
});
