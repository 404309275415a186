/** All windows of the one running instance: opened, found again, kept in step, closed. */
import { BrowserWindow, screen } from 'electron';
import type { Appearance } from '../../../core/api/window.ts';
import type { CommandId } from '../../../core/commands/commands.ts';
import type { Connected } from '../../../core/commands/screens.ts';
import { languageOf, type Language } from '../../../core/language/text.ts';
import type { RecentSites } from '../../api/recent.ts';
import type { Log } from '../../log/log.ts';
import { PAGE } from './address.ts';
import type { Document } from './documents.ts';
import { Office } from './office.ts';
import { boundsFor } from './place.ts';
import type { Settings } from './settings.ts';
import type { Updates } from './update.ts';
import { windowOptions, type WindowFiles } from './window.ts';

export interface WindowsOptions {
  files: WindowFiles;
  recent: RecentSites;
  log: Log | undefined;
  updates: Updates;
  settings: Settings;
  /** Of the system, where nobody has chosen one. */
  locale: () => string;
  /** The look or the language is another one, or what the menu shows of sites. */
  changed: () => void;
}

/** What a new window shows: a site file, the demonstration, or the choice of a site. */
export type Shown = { site: string } | 'demonstration' | 'choice';

export class Windows {
  readonly #offices = new Set<Office>();
  readonly #options: WindowsOptions;
  /** Windows that are gone, whose work is still being put away. */
  readonly #closing = new Set<Promise<void>>();
  /** Of the window that the menu was made for. */
  #shown: Connected = null;

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  get language(): Language {
    const { settings, locale } = this.#options;
    return settings.known.appearance?.language ?? languageOf(locale());
  }

  /** Of the window in front. */
  get connected(): Connected {
    return this.#current?.connected ?? null;
  }

  /** Whose page it is. */
  answering(contents: number): Office | undefined {
    return [...this.#offices].find(
      ({ window }) => !window.isDestroyed() && window.webContents.id === contents,
    );
  }

  async open(shown: Shown): Promise<Office> {
    const { settings } = this.#options;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const bounds = boundsFor(settings.known.place, areas, this.#offices.size);
    const window = new BrowserWindow(windowOptions(this.#options.files, bounds));
    if (settings.known.place?.maximized === true && this.#offices.size === 0) window.maximize();
    const office = new Office(window, {
      recent: this.#options.recent,
      log: this.#options.log,
      language: () => this.language,
      wishes: {
        appearance: (appearance) => this.#dress(appearance),
        newWindow: () => void this.open('choice'),
        updates: this.#options.updates,
      },
      changed: (changed) => this.#keepInStep(changed),
      learnt: () => this.#remake(),
    });
    this.#offices.add(office);
    this.#care(office);
    try {
      if (shown !== 'choice') await office.open(shown === 'demonstration' ? undefined : shown.site);
    } catch (error) {
      // The page offers what else there is: another file, or what can be saved of a damaged one.
      void office.dialogs.failed(error);
    }
    await window.loadURL(PAGE);
    return office;
  }

  /** A site has one window, which comes to the front; a file to import goes to the window that was used last. */
  async openDocuments(documents: readonly Document[]): Promise<void> {
    for (const { kind, path } of documents) {
      if (kind === 'site') {
        const open = [...this.#offices].find(({ sitePath }) => sitePath === path);
        if (open === undefined) await this.open({ site: path });
        else bringForward(open.window);
        continue;
      }
      const office = this.#current ?? (await this.open('demonstration'));
      bringForward(office.window);
      await office.give(path).catch((error: unknown) => office.dialogs.failed(error));
    }
  }

  /** Of the menu: for the window in front. */
  perform(command: CommandId): void {
    const office = this.#current;
    if (office !== undefined) office.perform(command);
    else if (command === 'new-window') void this.open('choice');
  }

  /** Another start of the program without a file. */
  bringForward(): void {
    if (this.#current !== undefined) bringForward(this.#current.window);
  }

  get putAway(): boolean {
    return this.#closing.size === 0;
  }

  /** Over when the work of closed windows is put away. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#closing);
  }

  get #current(): Office | undefined {
    const offices = [...this.#offices];
    return offices.find(({ window }) => window.isFocused()) ?? offices.at(-1);
  }

  #care(office: Office): void {
    const { window } = office;
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      this.#rememberPlace(window);
      // Quitting closes every window: one that is to stay stops it.
      if (office.jobs > 0 && !office.dialogs.mayStop(office.jobs)) event.preventDefault();
    });
    window.on('focus', () => this.#compare());
    window.on('closed', () => {
      this.#offices.delete(office);
      this.#compare();
      const closing = office.close().finally(() => this.#closing.delete(closing));
      this.#closing.add(closing);
    });
    window.webContents.on('will-prevent-unload', (event) => {
      // Here preventing means that the page goes in spite of what it holds.
      if (office.dialogs.mayLeave()) event.preventDefault();
    });
    window.webContents.on('render-process-gone', () => mend(window));
  }

  #rememberPlace(window: BrowserWindow): void {
    const { x, y, width, height } = window.getNormalBounds();
    this.#options.settings.remember({ place: { x, y, width, height, maximized: window.isMaximized() } });
  }

  #dress(appearance: Appearance): void {
    this.#options.settings.remember({ appearance });
    this.#options.changed();
  }

  #remake(): void {
    this.#shown = this.connected;
    this.#options.changed();
  }

  /** A menu that is made anew closes under whoever has it open: only where the window in front needs another one. */
  #compare(): void {
    if (this.connected !== this.#shown) this.#remake();
  }

  #keepInStep(changed: Office): void {
    for (const office of this.#offices) {
      if (office !== changed && office.sitePath === changed.sitePath) void office.refresh();
    }
  }
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Milliseconds within which a page that was mended is not mended again: it would end for ever. */
const MENDED_LATELY = 10_000;
const mendedAt = new WeakMap<BrowserWindow, number>();

/** A page that has crashed begins anew; what the services hold is untouched. */
function mend(window: BrowserWindow): void {
  const now = Date.now();
  if (window.isDestroyed() || now - (mendedAt.get(window) ?? 0) < MENDED_LATELY) return;
  mendedAt.set(window, now);
  window.webContents.reload();
}
