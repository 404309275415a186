/** The whole shell under a fake of Electron’s module: real services, real site files, a window per site. */
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { emptyDraft } from '../../../../core/directory/contact.ts';
import type * as PageModule from '../../../../main/shell/page.ts';
import { createSite } from '../../../../main/site/open.ts';
import {
  app,
  type BrowserWindow,
  click,
  dialog,
  FakeEvent,
  FakeSession,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  windows,
} from './fake.ts';
import { eventually } from '../../../eventually.ts';

vi.mock('electron', () => import('./fake.ts'));

const folder = mkdtempSync(join(tmpdir(), 'switchbook-desktop-'));
const site = (name: string): string => join(folder, `${name}.switchbook`);

/** The page of a source tree is not built: one of its own. */
vi.mock('../../../../main/shell/page.ts', async (original) => {
  const { Page } = await original<typeof PageModule>();
  return {
    Page: class extends Page {
      constructor() {
        super(join(folder, 'page'));
      }
    },
  };
});

const OURS = { url: 'app://switchbook/', parent: null };
let calls = 0;
const invoke = async (window: BrowserWindow, name: string, input: unknown): Promise<unknown> =>
  ipcMain.seen?.({ senderFrame: OURS, sender: window.webContents }, name, input, ++calls);
const sent = (window: BrowserWindow, channel: string): unknown[] =>
  window.webContents.seen.sent.filter((one) => one.channel === channel).map(({ data }) => data);

/** What can be chosen in the menu: commands by their id, sites by their name. */
const offered = (entries = Menu.seen): string[] =>
  entries.flatMap(({ id, label = '', submenu }) =>
    Array.isArray(submenu) ? offered(submenu) : (id ?? label),
  );

function only(): BrowserWindow {
  const [first, ...others] = windows;
  if (first === undefined || others.length > 0) throw new Error(`${windows.length} windows`);
  return first;
}

function on(path: string): BrowserWindow {
  const found = windows.find(({ seen }) => seen.represented === path);
  if (found === undefined) throw new Error(`no window on ${path}`);
  return found;
}

const created = z.object({ ok: z.object({ id: z.number() }) });
const contact = (familyName: string) => ({
  contact: { ...emptyDraft(), familyName, numbers: [{ kind: 'work', value: '+33199001234' }] },
});

beforeAll(async () => {
  for (const name of ['Bakery', 'Mill', 'Shop']) createSite(site(name), 'commander-6000', 'FR').close();
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<p>Switchbook</p>');
  writeFileSync(join(folder, 'page', 'files.json'), JSON.stringify({ files: ['index.html'] }));
  mkdirSync(join(folder, 'switchbook'));
  writeFileSync(
    join(folder, 'switchbook', 'recent-sites.json'),
    JSON.stringify({ sites: [{ path: site('Bakery'), at: '2026-01-01T00:00:00.000Z' }] }),
  );
  vi.stubEnv('XDG_DATA_HOME', folder);
  vi.stubEnv('LOCALAPPDATA', folder);
  vi.stubEnv('SWITCHBOOK_LOG', 'off');
  app.seen.userData = join(folder, 'user');
  await import('../../../../main/shell/electron/main.ts');
});

afterEach(() => {
  dialog.seen.asked.length = 0;
  dialog.seen.path = '';
  dialog.seen.button = 0;
});

afterAll(async () => {
  for (const window of windows.slice()) window.close();
  const event = new FakeEvent();
  const before = app.seen.quits;
  app.emit('will-quit', event);
  if (event.defaultPrevented) await eventually(() => expect(app.seen.quits).toBe(before + 1));
  rmSync(folder, { recursive: true, force: true });
});

describe('the desktop application', () => {
  it('is closed before Electron is ready, and the only one of its kind', () => {
    expect(app.seen.sandboxed).toBe(true);
    expect(protocol.seen.schemes).toHaveLength(1);
    expect(app.seen.lockData).toEqual({ documents: [] });
    expect(windows).toEqual([]);
  });

  it('opens the site of the last time, in a closed window on the page', async () => {
    app.seen.ready.resolve();
    await eventually(() => expect(only().seen.url).toBe('app://switchbook/'));
    const { seen, webContents } = only();
    expect(seen.shown).toBe(1);
    expect(seen.represented).toBe(site('Bakery'));
    expect(app.seen.recent).toEqual([site('Bakery')]);
    expect(seen.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(seen.options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    // Others have it of the program itself, in sizes for every place.
    const icon = join('packaging', 'resources', 'icons', '256x256.png');
    expect(seen.options.icon).toEqual(
      process.platform === 'linux' ? expect.stringContaining(icon) : undefined,
    );
    // Guarded as soon as they exist.
    expect(webContents.seen.openHandler?.({ url: 'https://attacker.example/' })).toEqual({ action: 'deny' });
    expect(session.defaultSession.seen['device-permission']?.({})).toBe(false);
    const later = new FakeSession();
    app.emit('session-created', later);
    expect(later.seen['device-permission']?.({})).toBe(false);
  });

  it('answers its page out of the contract, with progress of long work', async () => {
    const window = only();
    expect(await invoke(window, 'app.info', {})).toMatchObject({ ok: { shell: 'electron' } });
    expect(await invoke(window, 'site.info', {})).toMatchObject({ ok: { path: site('Bakery') } });
    expect(await invoke(window, 'nonsense', {})).toMatchObject({ error: { code: 'unknown-operation' } });
    expect(await invoke(window, 'site.info', null)).toMatchObject({ error: { code: 'bad-request' } });
    expect(await invoke(window, 'window.save', { file: 7 })).toMatchObject({
      error: { code: 'bad-request' },
    });
  });

  it('follows the person’s language and look in menus and in the system’s colours, the next time too', async () => {
    await invoke(only(), 'window.appearance', { language: 'fr', look: 'dark' });
    expect(nativeTheme.themeSource).toBe('dark');
    expect(Menu.seen.map(({ label }) => label)).toContain('Fichier');
    await invoke(only(), 'window.appearance', { language: 'en', look: 'auto' });
    expect(nativeTheme.themeSource).toBe('system');
    expect(Menu.seen.map(({ label }) => label)).toContain('File');
    const kept = readFileSync(join(folder, 'user', 'window.json'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ appearance: { language: 'en', look: 'auto' } });
  });

  it('asks for paths in the system’s dialog, and gives a new site its ending', async () => {
    expect(await invoke(only(), 'window.chooseSite', {})).toEqual({ ok: { path: null } });
    expect(await invoke(only(), 'window.chooseNewSite', {})).toEqual({ ok: { path: null } });
    dialog.seen.path = '/sites/New';
    expect(await invoke(only(), 'window.chooseSite', {})).toEqual({ ok: { path: '/sites/New' } });
    expect(await invoke(only(), 'window.chooseNewSite', {})).toEqual({
      ok: { path: '/sites/New.switchbook' },
    });
    expect(dialog.seen.asked[0]).toMatchObject({ filters: [{ extensions: ['switchbook'] }] });
  });

  it('saves a file of the services where the person says, whole or not at all', async () => {
    const window = only();
    await invoke(window, 'contacts.create', contact('Baker'));
    const made = z
      .object({ ok: z.object({ file: z.string(), fileName: z.string() }) })
      .parse(await invoke(window, 'export.run', { format: 'csv', privacyNoticeAccepted: true })).ok;
    expect(await invoke(window, 'window.save', made)).toEqual({ ok: { saved: false } });
    dialog.seen.path = join(folder, 'saved.csv');
    expect(await invoke(window, 'window.save', made)).toEqual({ ok: { saved: true } });
    expect(readFileSync(dialog.seen.path, 'utf8')).toContain('Baker');
    dialog.seen.path = join(folder, 'missing', 'saved.csv');
    expect(await invoke(window, 'window.save', made)).toMatchObject({ error: { code: 'file-unwritable' } });
    dialog.seen.path = join(folder, 'other.csv');
    const foreign = { file: '../../etc/passwd', fileName: 'x' };
    expect(await invoke(window, 'window.save', foreign)).toMatchObject({ error: { code: 'file-missing' } });
    expect(existsSync(dialog.seen.path)).toBe(false);
  });

  it('lets a contact be dragged out as a vCard file, once the legal notice is accepted', async () => {
    const window = only();
    const { id } = created.parse(await invoke(window, 'contacts.create', contact('Miller'))).ok;
    const wish = { ids: [id], privacyNoticeAccepted: false };
    expect(await invoke(window, 'window.drag', wish)).toMatchObject({ error: { code: 'privacy-notice' } });
    expect(window.webContents.seen.dragged).toEqual([]);
    await invoke(window, 'window.drag', { ...wish, privacyNoticeAccepted: true });
    const [item] = window.webContents.seen.dragged;
    expect(item?.file).toMatch(/\.vcf$/);
    expect(item?.icon).toEqual({ iconOf: item?.file });
    expect(readFileSync(item?.file ?? '', 'utf8')).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0[^]*Miller/);
  });

  it('prints, and saves what would be printed', async () => {
    const window = only();
    await invoke(window, 'window.perform', { command: 'print' });
    expect(window.webContents.seen.printed).toBe(1);
    dialog.seen.path = join(folder, 'printed.pdf');
    await invoke(window, 'window.perform', { command: 'print-pdf' });
    expect(readFileSync(dialog.seen.path, 'latin1')).toMatch(/^%PDF/);
    expect(await invoke(window, 'window.perform', { command: 'undo' })).toMatchObject({
      error: { code: 'bad-request' },
    });
  });

  it('sends commands of the menu to the page in front', () => {
    const file = Menu.seen.find(({ label }) => label === 'Edit')?.submenu;
    const undo = Array.isArray(file) ? file.find(({ id }) => id === 'undo') : undefined;
    click(undo);
    expect(sent(only(), 'command')).toEqual([{ command: 'undo' }]);
  });

  it('opens another site in a window of its own, and brings forward the one that has it', async () => {
    const second = (path: string) =>
      app.emit('second-instance', new FakeEvent(), [], '/', { documents: [{ kind: 'site', path }] });
    second(site('Mill'));
    await eventually(() => expect(windows).toHaveLength(2));
    await eventually(() => expect(on(site('Mill')).seen.shown).toBeGreaterThan(0));
    expect(await invoke(on(site('Bakery')), 'site.info', {})).toMatchObject({ ok: { path: site('Bakery') } });
    expect(await invoke(on(site('Mill')), 'site.info', {})).toMatchObject({ ok: { path: site('Mill') } });
    second(site('Bakery'));
    await eventually(() => expect(on(site('Bakery')).isFocused()).toBe(true));
    expect(windows).toHaveLength(2);
  });

  it('takes nothing from another start but files of its kinds', async () => {
    app.emit('second-instance', new FakeEvent(), ['--inspect', '/etc/passwd'], '/', {
      documents: '/etc/passwd',
    });
    app.emit('second-instance', new FakeEvent(), [], '/', null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(windows).toHaveLength(2);
  });

  it('keeps two windows on one site in step', async () => {
    const [bakery, mill] = [on(site('Bakery')), on(site('Mill'))];
    await invoke(mill, 'site.open', { path: site('Bakery') });
    const before = sent(bakery, 'site-changed').length;
    await invoke(mill, 'contacts.create', contact('Shared'));
    await eventually(() => expect(sent(bakery, 'site-changed').length).toBeGreaterThan(before));
    expect(await invoke(bakery, 'contacts.facets', {})).toMatchObject({ ok: { all: 3 } });
    await invoke(mill, 'site.open', { path: site('Mill') });
  });

  it('has in its menu the recent sites, and the screens of the site in front', async () => {
    const [bakery, mill] = [on(site('Bakery')), on(site('Mill'))];
    const overseas = createSite(site('Overseas'), 'ovh-phonebook', 'FR');
    overseas.memory.setConnection({
      connector: 'ovh',
      url: 'https://127.0.0.1:9/1.0',
      user: 'key',
      ovh: { billingAccount: 'account', line: '', book: '' },
      fingerprint: null,
    });
    overseas.close();
    mill.focus();
    await invoke(mill, 'site.open', { path: site('Overseas') });
    expect(offered()).toContain('Overseas');
    expect(offered()).not.toContain('go-books');
    expect(await invoke(mill, 'connection.get', {})).toMatchObject({ ok: { connector: 'ovh' } });
    expect(offered()).toEqual(expect.arrayContaining(['go-books', 'go-services', 'go-file']));
    bakery.focus();
    expect(offered()).not.toContain('go-books');
    expect(offered()).toContain('go-file');
    mill.focus();
    expect(offered()).toContain('go-books');
    await invoke(mill, 'site.open', { path: site('Mill') });
    expect(offered()).not.toContain('go-books');
  });

  it('gives an address book to the window in front, once, also before its page is there', async () => {
    const path = join(folder, 'book.csv');
    writeFileSync(path, 'Name;Number\nPorter;030 23125 401\n');
    const event = new FakeEvent();
    on(site('Mill')).focus();
    app.emit('open-file', event, path);
    expect(event.defaultPrevented).toBe(true);
    const window = on(site('Mill'));
    await eventually(() => expect(sent(window, 'files-handed-over')).toHaveLength(1));
    const shape = z.object({
      ok: z.object({ files: z.array(z.object({ file: z.string(), name: z.string() })) }),
    });
    const { files } = shape.parse(await invoke(window, 'window.files', {})).ok;
    expect(files.map(({ name }) => name)).toEqual(['book.csv']);
    expect(await invoke(window, 'import.inspect', { file: files[0]?.file, options: {} })).toMatchObject({
      ok: { columns: [{ header: 'Name' }, { header: 'Number' }] },
    });
    expect(await invoke(window, 'window.files', {})).toEqual({ ok: { files: [] } });
  });

  it('says why a file could not be opened, and offers its page all the same', async () => {
    writeFileSync(site('Broken'), 'no site at all');
    app.emit('open-file', new FakeEvent(), site('Broken'));
    await eventually(() => expect(windows).toHaveLength(3));
    await eventually(() => expect(dialog.seen.asked).toMatchObject([{ type: 'error' }]));
    await eventually(() => expect(windows[2]?.seen.url).toBe('app://switchbook/'));
    windows[2]?.close();
  });

  it('brings back a page that has crashed, but not for ever', () => {
    const { webContents } = on(site('Mill'));
    webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed' });
    webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed' });
    expect(webContents.seen.reloaded).toBe(1);
  });

  it('asks before it leaves a page that holds something unsaved', () => {
    const { webContents } = on(site('Mill'));
    const leaves = (button: number): boolean => {
      dialog.seen.button = button;
      const event = new FakeEvent();
      webContents.emit('will-prevent-unload', event);
      return event.defaultPrevented;
    };
    expect([leaves(0), leaves(1)]).toEqual([true, false]);
  });

  it('asks before it closes a window whose work is under way, and stops the work where it may', async () => {
    const window = on(site('Mill'));
    const rows = Array.from({ length: 20_000 }, (_, n) => `Person ${n};03023${String(n).padStart(6, '0')}`);
    writeFileSync(join(folder, 'long.csv'), `Name;Number\n${rows.join('\n')}\n`);
    app.emit('open-file', new FakeEvent(), join(folder, 'long.csv'));
    await eventually(() => expect(sent(window, 'files-handed-over')).toHaveLength(2));
    const shape = z.object({ ok: z.object({ files: z.array(z.object({ file: z.string() })) }) });
    const [file] = shape.parse(await invoke(window, 'window.files', {})).ok.files;
    const over = invoke(window, 'import.preview', { file: file?.file, options: {} });
    dialog.seen.button = 1;
    window.close();
    expect(dialog.seen.asked).toMatchObject([{ message: 'Work is under way.', defaultId: 1, cancelId: 1 }]);
    expect(window.isDestroyed()).toBe(false);
    dialog.seen.button = 0;
    window.close();
    expect(window.isDestroyed()).toBe(true);
    expect(await over).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('stands the next time where it was left, on a display that still exists', async () => {
    const window = only();
    window.seen.bounds = { x: 300, y: 200, width: 1000, height: 700 };
    window.seen.maximized = true;
    window.close();
    expect(windows).toEqual([]);
    app.emit('activate', new FakeEvent(), false);
    await eventually(() => expect(only().seen.url).toBe('app://switchbook/'));
    expect(only().seen.options).toMatchObject({ x: 300, y: 200, width: 1000, height: 700 });
    expect(only().seen.maximized).toBe(true);
    only().close();
    screen.seen = [{ x: -1280, y: 0, width: 1280, height: 800 }];
    app.emit('activate', new FakeEvent(), false);
    await eventually(() => expect(only().seen.url).toBe('app://switchbook/'));
    expect(only().seen.options).not.toHaveProperty('x');
  });

  it('ends when its last window is closed, and its work is put away', async () => {
    const quits = app.seen.quits;
    only().close();
    expect(app.seen.quits).toBe(process.platform === 'darwin' ? quits : quits + 1);
    const event = new FakeEvent();
    app.emit('will-quit', event);
    expect(event.defaultPrevented).toBe(true);
    const before = app.seen.quits;
    await eventually(() => expect(app.seen.quits).toBe(before + 1));
    const last = new FakeEvent();
    app.emit('will-quit', last);
    expect(last.defaultPrevented).toBe(false);
    // Closed sites are one plain file.
    expect(existsSync(`${site('Bakery')}-wal`)).toBe(false);
  });
});
