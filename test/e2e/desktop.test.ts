/** The page as a window of Electron holds it: its calls arrive over the bridge, and the window around it is looked at. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../core/directory/contact.ts';
import { ApplicationHost } from '../../main/api/host.ts';
import { problemOf } from '../../main/api/problem-of.ts';
import { Page as Files } from '../../main/shell/page.ts';
import { launch, skipJourneys } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-desktop-'));
const path = join(folder, 'Bakery.switchbook');

describe.skipIf(skipJourneys)('the page in a window of its own', () => {
  const host = new ApplicationHost('electron');
  const wishes: { name: string; input: unknown }[] = [];
  const asked = (name: string): unknown[] =>
    wishes.filter((wish) => wish.name === name).map(({ input }) => input);
  let handedOver: { file: string; name: string }[] = [];
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const push = (event: string, data: unknown): Promise<void> =>
    page.evaluate(
      ([name, detail]) => void window.dispatchEvent(new CustomEvent(`main:${String(name)}`, { detail })),
      [event, data],
    );

  async function answer(name: string, input: unknown): Promise<unknown> {
    if (name.startsWith('window.')) {
      wishes.push({ name, input });
      if (name === 'window.files') {
        const files = handedOver;
        handedOver = [];
        return { ok: { files } };
      }
      if (name === 'window.chooseSite') return { ok: { path } };
      if (name === 'window.save') return { ok: { saved: true } };
      return { ok: {} };
    }
    try {
      return { ok: await host.call(name, input) };
    } catch (error) {
      return { error: problemOf(error) };
    }
  }

  beforeAll(async () => {
    await host.call('site.create', { path, device: 'commander-6000', country: 'FR' });
    for (const familyName of ['Baker', 'Miller']) {
      const numbers = [{ kind: 'work', value: '+33199001234' }];
      await host.call('contacts.create', { contact: { ...emptyDraft(), familyName, numbers } });
    }
    browser = await launch();
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    // The same files and headers as those of `app://`.
    const files = new Files(join(import.meta.dirname, '..', '..', 'dist', 'renderer'));
    await page.route('https://switchbook/**', (route) => {
      const { status, headers, body } = files.answer(new URL(route.request().url()).pathname);
      return route.fulfill({ status, headers, body: Buffer.from(body) });
    });
    await page.exposeFunction('invokeMain', answer);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'switchbook', {
        value: {
          invoke: Reflect.get(window, 'invokeMain'),
          subscribe: (event: string, listener: (data: unknown) => void) => {
            const hear = (pushed: Event) => {
              if (pushed instanceof CustomEvent) listener(pushed.detail);
            };
            window.addEventListener(`main:${event}`, hear);
            return () => window.removeEventListener(`main:${event}`, hear);
          },
        },
      });
    });
    await page.goto('https://switchbook/');
    await page.locator('body[data-ready="true"]').waitFor();
    host.onEvent((event, data) => void push(event, data));
  });

  afterAll(async () => {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });

  it('tells the window its language and look, and again when they change', async () => {
    await expect.poll(() => asked('window.appearance').at(-1)).toEqual({ language: 'fr', look: 'auto' });
    await page.getByRole('button', { name: 'Langue et apparence' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await expect.poll(() => asked('window.appearance').at(-1)).toEqual({ language: 'de', look: 'auto' });
  });

  it('does what is chosen in the menu', async () => {
    await push('command', { command: 'go-history' });
    await page.getByRole('heading', { name: 'Verlauf' }).waitFor();
    await push('command', { command: 'go-contacts' });
    await push('command', { command: 'nonsense' });
    await page.getByRole('row', { name: /Miller/ }).waitFor();
    const before = await host.call('contacts.find', {});
    await push('command', { command: 'undo' });
    await expect.poll(() => host.call('contacts.find', {})).not.toEqual(before);
    await expect.poll(() => page.getByRole('button', { name: /^Wiederherstellen/ }).isEnabled()).toBe(true);
    await push('command', { command: 'redo' });
    await expect.poll(() => host.call('contacts.find', {})).toEqual(before);
  });

  it('leaves undo to a field that is written in', async () => {
    const before = await host.call('history.list', { limit: 100 });
    const search = page.getByRole('searchbox').first();
    await search.click();
    await search.pressSequentially('mill');
    await push('command', { command: 'undo' });
    await expect.poll(() => search.inputValue()).not.toBe('mill');
    expect(await host.call('history.list', { limit: 100 })).toEqual(before);
    await search.fill('');
  });

  it('drags a contact out once the legal notice is accepted', async () => {
    await page.getByRole('row', { name: /Miller/ }).click();
    const grip = page.getByTitle('Lässt sich als vCard-Datei herausziehen');
    const drag = () => grip.dispatchEvent('dragstart');
    await drag();
    await page.getByRole('dialog').getByRole('button', { name: 'Ich habe dies gelesen' }).click();
    expect(asked('window.drag')).toEqual([]);
    await drag();
    await expect.poll(() => asked('window.drag')).toMatchObject([{ privacyNoticeAccepted: true }]);
  });

  it('imports a file that the system hands over', async () => {
    const made = await host.call('files.begin', { name: 'book.csv' });
    const file = typeof made === 'object' && made !== null && 'file' in made ? String(made.file) : '';
    const piece = Buffer.from('Name;Rufnummer\nPorter;030 23125 401\n').toString('base64');
    await host.call('files.append', { file, piece });
    handedOver = [{ file, name: 'book.csv' }];
    await push('files-handed-over', {});
    await page.getByText('book.csv').first().waitFor();
    await page.getByText('Rufnummer').first().waitFor();
  });

  it('chooses a site in the system’s dialog', async () => {
    await push('command', { command: 'open-site' });
    const choose = page.getByRole('button', { name: 'Auswählen …' });
    await choose.last().click();
    await expect.poll(() => page.getByLabel('Pfad der Datei').last().inputValue()).toBe(path);
  });
});
