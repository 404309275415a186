/** Call records adopted into the address book, and contacts called, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { start, type Running } from '../command.ts';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';
import { expectOneStop } from './one-stop.ts';

const listens = z.object({ url: z.string() });
const phoneListens = listens.extend({ token: z.string(), fingerprint: z.string() });

async function workAs(page: Page, who: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Working as/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Work as' });
  await dialog.getByRole('combobox', { name: 'Who' }).click();
  await page.getByRole('option', { name: who }).click();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Searched and clicked: not before the search has ended, or the rows move under the pointer. */
async function show(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
  await page.getByRole('row').filter({ hasText: name }).click();
}

/** The system's handler of telephone addresses: remembers what it is given, and nothing rings. */
async function telephoneProgram(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="tel:"]') : null;
      if (link === null) return;
      event.preventDefault();
      document.body.dataset['dialled'] =
        `${document.body.dataset['dialled'] ?? ''} ${link.getAttribute('href')}`;
    });
  });
  return () => page.evaluate(() => (document.body.dataset['dialled'] ?? '').trim().split(' '));
}

async function chooseWay(page: Page, way: RegExp): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('menuitem', { name: 'How I call' }).click();
  const dialog = page.getByRole('dialog', { name: 'How I call' });
  await dialog.getByRole('radio', { name: way }).click();
  return dialog;
}

describe.skipIf(skipJourneys)('calls in a real browser', () => {
  let application: Application;
  const others: Running[] = [];
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    for (const one of others) await one.kill();
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('are fetched over the line, known by number, and adopted as a new contact and into another', async () => {
    const console = await start(
      'simulate console --mode call-records --port 0 --json --contacts 40'.split(' '),
    );
    others.push(console);
    const { url } = listens.parse(JSON.parse(console.line));
    const page = await application.page();
    await page.getByRole('navigation').getByRole('button', { name: 'Calls' }).click();
    await page.getByText('No calls were fetched yet').waitFor();
    expect(await page.getByRole('button', { name: 'Fetch calls' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: /Serial line/ }).fill(url);
    await page.getByRole('button', { name: 'Fetch calls' }).click();
    await page.getByText('120 calls').waitFor();
    const onlyUnknown = page.getByRole('switch', { name: 'Unknown numbers only' });
    await onlyUnknown.click();
    const rows = page.getByRole('table').getByRole('row');
    const count = () => page.getByText(/^\d+ calls$/).innerText();
    await expect.poll(async () => Number.parseInt(await count(), 10)).toBeLessThan(121);
    await expectAccessible(page);
    const unknown = Number.parseInt(await count(), 10);

    await expectOneStop(page.getByRole('table'));
    const adopt = rows.nth(1).getByRole('button', { name: /^Adopt/ });
    const first = /Adopt (\d+)/.exec((await adopt.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    await adopt.click();
    await page.getByRole('menuitem', { name: 'As a new contact' }).click();
    const form = page.getByRole('form', { name: 'New contact' });
    await form.getByRole('textbox', { name: 'Family name' }).fill('Anrufer');
    expect(await form.locator('input[type=tel]').first().inputValue()).toBe(first);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'Anrufer' }).getByText(first).first().waitFor();

    await page.getByRole('navigation').getByRole('button', { name: 'Calls' }).click();
    await expect.poll(async () => Number.parseInt(await count(), 10)).toBeLessThan(unknown);
    const next = rows.nth(1).getByRole('button', { name: /^Adopt/ });
    const second = /Adopt (\d+)/.exec((await next.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    await next.click();
    await page.getByRole('menuitem', { name: 'Into an existing contact …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Adopt/ });
    await dialog.getByRole('searchbox', { name: 'Search contacts' }).fill('Anrufer');
    await expectAccessible(page);
    await dialog
      .getByRole('listitem')
      .getByRole('button', { name: /Anrufer/ })
      .click();
    await page.getByText(`${second} now stands with Anrufer`).waitFor();
    await onlyUnknown.click();
    const known = page.getByRole('row').filter({ hasText: second }).first();
    await known.getByRole('button', { name: 'Anrufer' }).click();
    await page.getByRole('region', { name: 'Anrufer' }).getByText(second).first().waitFor();
    await page.context().close();
  });

  it('are for subscribers: greyed out for others, handed to the system or dialled by a telephone', async () => {
    const page = await application.page();
    await show(page, 'Angus Whitaker');
    const detail = page.getByRole('region', { name: 'Angus Whitaker' });
    const call = detail.getByRole('button', { name: /^Call / }).first();
    await expect.poll(() => call.getAttribute('aria-description')).toMatch(/only subscribers can make one/);

    await workAs(page, /^21 /);
    const dialled = await telephoneProgram(page);
    const ways = await chooseWay(page, /this computer/);
    await expectAccessible(page);
    await ways.getByRole('button', { name: 'Save' }).click();
    await ways.waitFor({ state: 'detached' });
    await show(page, 'Angus Whitaker');
    await call.click();
    await page.getByText(/^21 .*: \+441134961209 was handed to this computer/).waitFor();
    expect(await dialled()).toEqual(['tel:+441134961209']);
    const row = page.getByRole('row').filter({ hasText: 'Angus Whitaker' });
    await row.hover();
    await row.getByRole('button', { name: /^Call / }).click();
    await expect.poll(dialled).toEqual(['tel:+441134961209', 'tel:+441134961209']);
    await expectAccessible(page);

    const phone = await start(['simulate', 'phone', '--port', '0', '--json']);
    others.push(phone);
    const { url, token, fingerprint } = phoneListens.parse(JSON.parse(phone.line));
    let rung = '';
    phone.child.stderr?.setEncoding('utf8').on('data', (text: string) => (rung += text));
    const toPhone = await chooseWay(page, /telephone of the D series/);
    await toPhone.getByRole('textbox', { name: 'Address of the telephone' }).fill(url);
    await toPhone.getByRole('button', { name: 'Save' }).click();
    await toPhone.getByText(fingerprint).waitFor();
    await expectAccessible(page);
    await toPhone.getByRole('button', { name: 'Accept and save' }).click();
    await toPhone.waitFor({ state: 'detached' });
    await call.click();
    const secret = page.getByRole('dialog', { name: 'To call' });
    await secret.getByLabel('Token of the telephone').fill('wrong');
    await secret.getByRole('button', { name: 'Call' }).click();
    await secret.getByText(/does not accept this token/).waitFor();
    await secret.getByLabel('Token of the telephone').fill(token);
    await expectAccessible(page);
    await secret.getByRole('button', { name: 'Call' }).click();
    await page.getByText(/your telephone dials 00441134961209/).waitFor();
    await expect.poll(() => rung).toContain('00441134961209');
    expect(await dialled()).toHaveLength(2);
    await page.context().close();
  });

  it('are dialled by the PBX with the subscriber’s own password', async () => {
    const page = await application.page();
    await workAs(page, /^22 /);
    await page.getByRole('row').nth(2).click();
    await page
      .getByRole('region')
      .getByRole('button', { name: /^Call / })
      .first()
      .click();
    const secret = page.getByRole('dialog', { name: 'To call' });
    await secret.getByText(/password of 22 is not known/).waitFor();
    await secret.getByLabel(/^Password of 22/).fill('not-the-password');
    await secret.getByRole('button', { name: 'Call' }).click();
    await secret.getByText(/does not accept this password for the user 22/).waitFor();
    await secret.getByRole('button', { name: 'Cancel' }).click();
    await page.context().close();
  });
});
