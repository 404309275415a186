import type { Updater } from '../../../../main/shell/electron/update.ts';

/** What electron-updater would do, at the test's word. */
export class FakeUpdater implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  readonly done: string[] = [];
  next: string | null = '2.0.0';
  fails = false;
  release: (() => void) | null = null;
  progress: (progress: { percent: number }) => void = () => undefined;
  checkForUpdates() {
    this.done.push('check');
    if (this.fails) return Promise.reject(new Error('no line'));
    return Promise.resolve({
      isUpdateAvailable: this.next !== null,
      updateInfo: { version: this.next ?? '1.0.0' },
    });
  }
  downloadUpdate(): Promise<void> {
    this.done.push('download');
    if (this.fails) return Promise.reject(new Error('sha512 checksum mismatch'));
    return new Promise((resolve) => (this.release = resolve));
  }
  quitAndInstall(): void {
    this.done.push('install');
  }
  on(_event: 'download-progress', listener: (progress: { percent: number }) => void): this {
    this.progress = listener;
    return this;
  }
}
