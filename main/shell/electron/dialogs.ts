/** The system's own dialogs, in the person's language. */
import { dialog, type BrowserWindow } from 'electron';
import { basename } from 'node:path';
import { problemLine } from '../../../core/problem/problem.ts';
import { speaker, type Language } from '../../../core/language/text.ts';
import words from '../../../resources/translations/desktop.json' with { type: 'json' };
import { problemOf } from '../../api/problem-of.ts';

const ENDING = '.switchbook';

export class Dialogs {
  readonly #window: BrowserWindow;
  readonly #language: () => Language;

  constructor(window: BrowserWindow, language: () => Language) {
    this.#window = window;
    this.#language = language;
  }

  /** The path, or null when the person thought better of it; so for all that ask for one. */
  async site(): Promise<string | null> {
    const { say, filters } = this.#words();
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title: say('dialog.open'),
      properties: ['openFile'],
      filters,
    });
    return filePaths[0] ?? null;
  }

  async newSite(): Promise<string | null> {
    const { say, filters } = this.#words();
    const path = await this.#target({ title: say('dialog.new'), filters });
    if (path === null) return null;
    // Linux leaves out the ending that the person has left out.
    return path.toLowerCase().endsWith(ENDING) ? path : path + ENDING;
  }

  save(fileName: string): Promise<string | null> {
    return this.#target({ title: this.#words().say('dialog.save'), defaultPath: basename(fileName) });
  }

  async updateFile(): Promise<string | null> {
    return this.#source('dialog.update', ['exe', 'dmg', 'zip', 'deb', 'AppImage']);
  }

  async manifest(): Promise<string | null> {
    return this.#source('dialog.manifest', ['yml']);
  }

  /** Whether work that is under way may be stopped. Asked while the window waits to be closed, so at once. */
  mayStop(jobs: number): boolean {
    const { say } = this.#words();
    return this.#confirms(say('quit.running', { count: jobs }), say('quit.running.more'), [
      say('quit.stop'),
      say('quit.wait'),
    ]);
  }

  /** Whether a page that holds something unsaved may go. */
  mayLeave(): boolean {
    const { say } = this.#words();
    return this.#confirms(say('leave'), '', [say('leave.close'), say('quit.wait')]);
  }

  /** Why something that was asked for outside of the page was not done. */
  async failed(error: unknown): Promise<void> {
    await dialog.showMessageBox(this.#window, {
      type: 'error',
      message: problemLine(problemOf(error), this.#language()),
    });
  }

  async #source(title: 'dialog.update' | 'dialog.manifest', extensions: string[]): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title: this.#words().say(title),
      properties: ['openFile'],
      filters: [{ name: extensions.join(', '), extensions }],
    });
    return filePaths[0] ?? null;
  }

  async #target(options: Electron.SaveDialogOptions): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      properties: ['createDirectory', 'showOverwriteConfirmation'],
      ...options,
    });
    return canceled || filePath === '' ? null : filePath;
  }

  #confirms(message: string, detail: string, [yes, no]: [string, string]): boolean {
    const chosen = dialog.showMessageBoxSync(this.#window, {
      type: 'question',
      message,
      detail,
      buttons: [yes, no],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return chosen === 0;
  }

  #words() {
    const say = speaker(words, this.#language());
    return { say, filters: [{ name: say('files.site'), extensions: [ENDING.slice(1)] }] };
  }
}
