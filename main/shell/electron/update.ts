/** A newer version of the installed application, one explicit step after the other. */
import type { UpdateState, UpdateStep } from '../../../core/api/update.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** The part of electron-updater's `AppUpdater` that is needed here. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: { version: string } } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown;
}

export interface UpdatesOptions {
  version: string;
  /** Whether the package carries the address of its updates (`app-update.yml`). */
  hasSource: boolean;
  /** Loaded on first use: looking for updates is no part of starting. */
  updater: () => Promise<Updater>;
}

type Standing = Pick<UpdateState, 'phase' | 'next' | 'percent'>;
const IDLE: Standing = { phase: 'idle', next: null, percent: null };

export class Updates {
  readonly #options: UpdatesOptions;
  #updater: Promise<Updater> | null = null;
  #standing = IDLE;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  get state(): UpdateState {
    const { version, hasSource } = this.#options;
    return { version, hasSource, ...this.#standing };
  }

  /**
   * @param installFile Lets the person choose a file and its manifest, and installs it.
   * Errors: `update-failed`, `update-busy`; of a file those of `installUpdate`.
   */
  async take(step: UpdateStep, installFile: () => Promise<void>): Promise<UpdateState> {
    if (step === 'look') return this.state;
    if (this.#standing.phase === 'checking' || this.#standing.phase === 'downloading')
      throw new SwitchbookError('update-busy');
    if (step === 'install-file') await installFile();
    else await this.#attempt(step);
    return this.state;
  }

  async #attempt(step: 'check' | 'download' | 'install'): Promise<void> {
    const before = this.#standing;
    try {
      const updater = await this.#prepared();
      if (step === 'check') await this.#check(updater);
      else if (step === 'download' && before.phase === 'available') await this.#download(updater, before);
      else if (step === 'install' && before.phase === 'ready') updater.quitAndInstall();
    } catch (error) {
      this.#standing = step === 'check' ? IDLE : before;
      throw new SwitchbookError('update-failed', { params: { detail: String(error) } }, { cause: error });
    }
  }

  async #check(updater: Updater): Promise<void> {
    this.#standing = { phase: 'checking', next: null, percent: null };
    const found = await updater.checkForUpdates();
    this.#standing =
      found?.isUpdateAvailable === true
        ? { phase: 'available', next: found.updateInfo.version, percent: null }
        : { phase: 'current', next: null, percent: null };
  }

  /** electron-updater checks the SHA-512 of what it fetched, and on Windows and macOS who signed it. */
  async #download(updater: Updater, { next }: Standing): Promise<void> {
    this.#standing = { phase: 'downloading', next, percent: 0 };
    await updater.downloadUpdate();
    this.#standing = { phase: 'ready', next, percent: null };
  }

  #prepared(): Promise<Updater> {
    const { hasSource, updater } = this.#options;
    if (!hasSource) throw new Error('app-update.yml');
    this.#updater ??= updater().then((prepared) => {
      prepared.autoDownload = false;
      // An installation that begins while Windows shuts down can leave no application at all
      // (electron-builder issue 7807): it begins by a button only.
      prepared.autoInstallOnAppQuit = false;
      prepared.allowDowngrade = false;
      prepared.on('download-progress', ({ percent }) => {
        if (this.#standing.phase === 'downloading') this.#standing = { ...this.#standing, percent };
      });
      return prepared;
    });
    return this.#updater;
  }
}
