/** The main job over a serial line in the window: connected, compared, resolved, uploaded, verified. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, start, type Running } from '../command.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

const socat = spawnSync('socat', ['-V']).error === undefined;
if (!socat && process.env['CI'] !== undefined) throw new Error('socat is missing');

const printed = z.object({ path: z.string(), user: z.string(), password: z.string(), profile: z.string() });

describe.skipIf(skipJourneys || !socat)('a serial line in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-line-'));
  const here = join(folder, 'here.switchbook');
  let simulated: Running;
  let line: z.infer<typeof printed>;
  let application: Application;

  const run = (...words: string[]): void => {
    const { code, stderr } = command(words, {
      XDG_DATA_HOME: folder,
      SWITCHBOOK_PASSWORD: line.password,
    });
    expect({ words, code, stderr: code === 0 ? '' : stderr }).toEqual({ words, code: 0, stderr: '' });
  };
  const create = (site: string): void =>
    run('site', 'create', site, '--device', 'commander-6000', '--country', 'FR');
  const imports = (site: string, company: string): void => {
    const file = join(folder, 'people.csv');
    writeFileSync(
      file,
      `Vorname;Nachname;Firma;Telefon geschäftlich\nZoé;Größe;${company};+33 1 99 00 10 10\n`,
    );
    run('import', file, '--site', site);
  };

  beforeAll(async () => {
    simulated = await start(
      ['simulate', 'console', '--serial', join(folder, 'line'), '--contacts', '12', '--json'],
      { XDG_STATE_HOME: folder },
    );
    line = printed.parse(JSON.parse(simulated.line));
    create(here);
    imports(here, 'Atelier');
    application = await Application.open(here);
  });
  afterAll(async () => {
    await application.close();
    await simulated.kill();
    rmSync(folder, { recursive: true, force: true });
    expect(application.complaints).toEqual([]);
  });

  it('is chosen, set and tried; what would swallow bytes is said', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByText('Serial line or console').click();
    await page.getByRole('combobox', { name: 'Port of this computer' }).fill(line.path);
    await page.getByText('simulated console').first().waitFor();
    expect(await page.getByRole('combobox', { name: 'Baud' }).inputValue()).toBe('9600');
    await page.getByRole('combobox', { name: 'Baud' }).fill('115200');
    await page.getByLabel('Handshake').selectOption('XON/XOFF');
    await page.getByText('XON/XOFF swallows two of the bytes').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Handshake').selectOption('none');
    await page.getByLabel('Console', { exact: true }).selectOption({ label: 'Linux (sz, rz)' });
    await page.getByText('Unconfirmed: no real device has confirmed').waitFor();
    await page.getByLabel('Console', { exact: true }).selectOption({ index: 0 });

    const connect = page.getByRole('button', { name: 'Connect', exact: true });
    await connect.click();
    await page.getByText('asks for a login').waitFor();
    await page.getByLabel('User name').fill(line.user);
    await page.getByLabel('Password', { exact: true }).fill(line.password);
    await connect.click();
    await page.getByText('Not compared yet').waitFor({ timeout: 60_000 });
    await page.getByText(`${line.user}@${line.path}?baud=115200`).waitFor();
    await page.context().close();
  });

  it('carries the book there and back, and proves it by reading it again', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('button', { name: /^Upload 1 change/ }).click({ timeout: 60_000 });
    await page.getByText('Read back: the PBX holds exactly this').waitFor({ timeout: 60_000 });
    await page.getByText('Nothing to change').waitFor({ timeout: 60_000 });
    await page.context().close();
  });

  it('settles what somebody else has changed over the same line', async () => {
    const there = join(folder, 'there.switchbook');
    create(there);
    const address = ['--url', `serial:${line.path}?baud=115200`, '--profile', line.profile];
    run('connect', '--site', there, '--connector', 'console', ...address, '--user', line.user);
    run('pull', '--site', there);
    imports(there, 'Over there');
    run('push', '--site', there);
    imports(here, 'Over here');

    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    const conflict = page.getByRole('article', { name: 'Zoé Größe' });
    await conflict.waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await conflict.getByText('Keep ours').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Read back: the PBX holds exactly this').waitFor({ timeout: 60_000 });
    await page.getByText('Nothing to change').waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    run('pull', '--site', there);
    const { stdout } = command(['contacts', '--site', there, '--search', 'Größe', '--json'], {});
    expect(JSON.parse(stdout)).toMatchObject({ contacts: [{ company: 'Over here' }] });
    await page.context().close();
  });
});
