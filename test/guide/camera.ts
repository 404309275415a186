/** A page of the running application in one language, and the pictures taken of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { commandOf, type CommandId } from '../../core/commands/commands.ts';
import { say, type Language, type Sentence, type TextParams } from '../../core/language/text.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { smallPng } from './small-png.ts';

type ScreenWord = Extract<keyof typeof frame, `screen.${string}`>;

export const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures');

/** Pixels. */
export const WINDOW = { width: 1280, height: 800 };
/** Pixels around a dialog that is pictured alone. */
const MARGIN = 16;

export class Camera {
  readonly page: Page;
  readonly language: Language;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    mkdirSync(PICTURES, { recursive: true });
  }

  say(sentence: Sentence, params?: TextParams): string {
    return say(sentence, this.language, params);
  }

  button(sentence: Sentence, params?: TextParams): Locator {
    return this.page.getByRole('button', { name: this.say(sentence, params), exact: true }).first();
  }

  click(sentence: Sentence, params?: TextParams): Promise<void> {
    return this.button(sentence, params).click();
  }

  /** Waits until it is to be seen. */
  text(sentence: Sentence, params?: TextParams): Promise<void> {
    return this.page.getByText(this.say(sentence, params)).first().waitFor();
  }

  field(sentence: Sentence): Locator {
    return this.page.getByLabel(this.say(sentence), { exact: true }).first();
  }

  async choose(menu: Sentence, item: Sentence): Promise<void> {
    await this.click(menu);
    await this.page
      .getByRole('menuitem', { name: this.say(item) })
      .first()
      .click();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  /** By the palette, as a person would who knows the name only. */
  async perform(id: CommandId): Promise<void> {
    await this.page.keyboard.press('Control+k');
    // Before that, letters would go into whatever has the focus.
    await this.page.locator('.mantine-Spotlight-search:focus').waitFor();
    const { label } = commandOf(id);
    await this.page.keyboard.type(this.say(label));
    await this.page.locator('.mantine-Spotlight-action').first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  async go(screen: ScreenWord): Promise<void> {
    const rail = this.page.getByRole('navigation').first();
    await rail
      .getByRole('button', { name: new RegExp(`^${this.say(frame[screen])}`) })
      .first()
      .click();
  }

  async #take(name: string, look: 'light' | 'dark', part: Locator | null): Promise<void> {
    await this.page.mouse.move(0, 0);
    // A button that has the focus because it was there first, or was pressed last, is not what a picture is of.
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
    });
    await this.page.waitForTimeout(700);
    const box = part === null ? null : await part.boundingBox();
    const path = join(PICTURES, `${name}-${this.language}-${look}.png`);
    const picture = await this.page.screenshot({
      // Where a form is longer than the window.
      fullPage: true,
      animations: 'disabled',
      ...(box !== null && {
        clip: {
          x: Math.max(0, box.x - MARGIN),
          y: Math.max(0, box.y - MARGIN),
          width: box.width + 2 * MARGIN,
          height: box.height + 2 * MARGIN,
        },
      }),
    });
    writeFileSync(path, smallPng(picture));
  }

  /** What was said of a step before is not of this picture. */
  async quiet(): Promise<void> {
    const told = this.page.locator('.mantine-Notification-closeButton');
    while ((await told.count()) > 0) {
      await told.first().click();
      await this.page.waitForTimeout(400);
    }
  }

  /** The window, or a part of it: in one of the languages in the dark too. */
  async shot(name: string, part: Locator | null = null, dark?: Language): Promise<void> {
    await part?.waitFor();
    await this.#take(name, 'light', part);
    if (dark !== this.language) return;
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.#take(name, 'dark', part);
    await this.page.emulateMedia({ colorScheme: 'light' });
  }

  /** A whole screen. */
  screen(name: string, dark: Language): Promise<void> {
    return this.shot(name, null, dark);
  }

  /** The whole of a form that is longer than the window. */
  async tall(height: number, take: () => Promise<void>): Promise<void> {
    await this.page.setViewportSize({ ...WINDOW, height });
    await take();
    await this.page.setViewportSize(WINDOW);
  }
}
