/**
 * Somebody who has a keyboard and eyes, and no pointer: keys go to whatever has the focus, and the focus goes where the
 * tab key and the arrows take it. The page itself is out of reach here, so nothing can be clicked, filled or focused;
 * and should a pointer touch the page all the same, the page complains.
 */
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CommandId } from '../../../core/commands/commands.ts';
import type { Language } from '../../../core/language/text.ts';
import type { Application } from '../application.ts';
import { LOCALES, vocabulary, type Vocabulary } from './vocabulary.ts';

type Role = Parameters<Page['getByRole']>[0];
type Name = string | RegExp;

/** What is seen on the screen: where, and the reading of it. */
export type Sight = Pick<Locator, 'count' | 'innerText' | 'allInnerTexts' | 'getAttribute' | 'inputValue'>;

/** More stops than any screen has between two controls of a job. */
const MOST_STOPS = 70;

/** Milliseconds. */
const PATIENCE = 15_000;

/** Runs in the page. */
function forbidPointers(): void {
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'] as const) {
    window.addEventListener(kind, () => console.error(`${kind} without a pointer`), { capture: true });
  }
}

export class Person {
  readonly #page: Page;
  /** What stands on the screen, in this person’s language. */
  readonly words: Vocabulary;

  constructor(page: Page, language: Language) {
    this.#page = page;
    this.words = vocabulary(language);
  }

  static async at(application: Application, language: Language): Promise<Person> {
    const page = await application.page({ locale: LOCALES[language] });
    page.setDefaultTimeout(PATIENCE);
    await page.evaluate(forbidPointers);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    return new Person(page, language);
  }

  leave(): Promise<void> {
    return this.#page.context().close();
  }

  /** One key after the other, by their names: `Control+s`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Over what the field held. */
  async retype(text: string): Promise<void> {
    await this.press('Control+a');
    await this.type(text);
  }

  /** By the palette: whatever can be asked for wherever one is. */
  async ask(command: CommandId): Promise<void> {
    const name = this.words.command(command);
    const palette = this.#page.getByRole('dialog', { name: this.words.command('palette') });
    await this.press('Control+k');
    const words = palette.locator('input');
    await this.type(name);
    await expect.poll(() => words.inputValue()).toBe(name);
    const wanted = palette
      .getByRole('option', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) })
      .first();
    await wanted.waitFor();
    for (let stops = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; stops++) {
      if (stops > MOST_STOPS) throw new Error(`“${name}” is not to be had in the palette`);
      await this.press('ArrowDown');
    }
    await this.press('Enter');
    await palette.waitFor({ state: 'detached' });
  }

  /** Tab, or another key, until the focus is there. */
  async reach(role: Role, name: Name, key = 'Tab'): Promise<void> {
    const target = this.#find(role, name);
    // What a control is drawn over is hidden, and has the focus all the same.
    await target.first().waitFor({ state: 'attached' });
    const there = () =>
      target.evaluateAll((found) => found.some((element) => element === document.activeElement));
    const path: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await there()) return;
      await this.press(key);
      path.push(await this.#here());
    }
    throw new Error(`${role} “${name}” is out of reach of ${key}: ${path.join(' · ')}`);
  }

  /** Reached and pressed. */
  async use(role: Role, name: Name, key = 'Tab'): Promise<void> {
    await this.reach(role, name, key);
    await this.press('Enter');
  }

  /** The field is reached, and what it held is written over. */
  async fill(name: Name, text: string, role: Role = 'textbox'): Promise<void> {
    await this.reach(role, name);
    await this.retype(text);
  }

  /** An entry of an open menu: the arrows go through it. */
  async choose(name: Name, role: Role = 'menuitem'): Promise<void> {
    await this.use(role, name, 'ArrowDown');
  }

  /** Waits until it is there, and looks at it. */
  async sees(role: Role, name?: Name, within?: { role: Role; name?: Name }): Promise<Sight> {
    const place = within === undefined ? this.#page : this.#find(within.role, within.name);
    const found = place.getByRole(role, name === undefined ? {} : this.#named(name)).first();
    await found.waitFor();
    // A dialog that is just coming has not got the keyboard yet.
    if (role === 'dialog') {
      await expect.poll(() => found.evaluate((shown) => shown.contains(document.activeElement))).toBe(true);
    }
    return found;
  }

  /** All of a kind that are there now. */
  all(role: Role, name?: Name): Sight {
    return this.#find(role, name);
  }

  /** What stands in a column of the list of contacts, row by row. */
  column(column: string): Promise<string[]> {
    return this.#page.locator(`.list-row [data-column="${column}"]`).allInnerTexts();
  }

  /** Waits until these words stand somewhere. */
  async reads(text: Name, timeout = PATIENCE): Promise<void> {
    await this.#page.getByText(text).first().waitFor({ timeout });
  }

  async seesGo(role: Role, name?: Name): Promise<void> {
    await this.#find(role, name).first().waitFor({ state: 'detached' });
  }

  /** The system’s own dialog, which is none of the page’s, is answered with this file. */
  async answerWithFile(path: string, open: () => Promise<void>): Promise<void> {
    const chosen = this.#page.waitForEvent('filechooser').catch(async (error: unknown) => {
      throw new Error(`No file is asked for at ${await this.#here()}`, { cause: error });
    });
    const [chooser] = await Promise.all([chosen, open()]);
    await chooser.setFiles(path);
  }

  /** The file that the browser saves. */
  async saves(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [download]: [Download, void] = await Promise.all([this.#page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** A photograph of the screen. */
  photograph(): Promise<Buffer> {
    return this.#page.screenshot();
  }

  #named(name: Name) {
    return typeof name === 'string' ? { name, exact: true } : { name };
  }

  #find(role: Role, name?: Name): Locator {
    return this.#page.getByRole(role, name === undefined ? {} : this.#named(name));
  }

  /** What has the focus, for whoever mends what is out of reach. */
  #here(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body
        ? 'nothing'
        : `${element.role ?? element.tagName} ${element.ariaLabel ?? element.textContent.slice(0, 30)}`;
    });
  }
}
