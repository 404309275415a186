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

  /** The window, or a part of it. */
  async shot(name: string, part: Locator | null = null): Promise<void> {
    await part?.waitFor();
    await this.#take(name, 'light', part);
  }

  /** A whole screen: in one of the languages in the dark too. */
  async screen(name: string, dark: Language): Promise<void> {
    await this.shot(name);
    if (dark !== this.language) return;
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.#take(name, 'dark', null);
    await this.page.emulateMedia({ colorScheme: 'light' });
  }
}
