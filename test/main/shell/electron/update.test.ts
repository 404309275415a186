import type { UpdateStep } from '../../../../core/api/update.ts';
import { describe, expect, it } from 'vitest';
import { Updates, type Updater } from '../../../../main/shell/electron/update.ts';

/** What electron-updater would do, at the test's word. */
class FakeUpdater implements Updater {
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

function updatesWith(updater: FakeUpdater, hasSource = true) {
  const asked: string[] = [];
  const updates = new Updates({
    version: '1.0.0',
    hasSource,
    updater: () => {
      asked.push('updater');
      return Promise.resolve(updater);
    },
  });
  const take = (step: UpdateStep) =>
    updates.take(step, () => {
      asked.push('file');
      return Promise.resolve();
    });
  return { updates, take, asked };
}

describe('updates of the installed application', () => {
  it('look for nothing unasked', async () => {
    const { take, asked } = updatesWith(new FakeUpdater());
    expect(await take('look')).toEqual({
      version: '1.0.0',
      hasSource: true,
      phase: 'idle',
      next: null,
      percent: null,
    });
    expect(asked).toEqual([]);
  });

  it('are found, fetched and installed by one step each', async () => {
    const updater = new FakeUpdater();
    const { updates, take } = updatesWith(updater);
    expect(await take('check')).toMatchObject({ phase: 'available', next: '2.0.0' });
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
    });
    expect(updater.done).toEqual(['check']);
    const download = take('download');
    await expect.poll(() => updater.release).not.toBeNull();
    updater.progress({ percent: 40 });
    expect(updates.state).toMatchObject({ phase: 'downloading', percent: 40 });
    await expect(take('check')).rejects.toMatchObject({ problem: { code: 'update-busy' } });
    updater.release?.();
    expect(await download).toMatchObject({ phase: 'ready', next: '2.0.0' });
    expect(updater.done).toEqual(['check', 'download']);
    await take('install');
    expect(updater.done).toEqual(['check', 'download', 'install']);
  });

  it('are not installed before they are ready, nor fetched before they are found', async () => {
    const updater = new FakeUpdater();
    const { take } = updatesWith(updater);
    await take('install');
    await take('download');
    expect(updater.done).toEqual([]);
    updater.next = null;
    expect(await take('check')).toMatchObject({ phase: 'current', next: null });
    await take('download');
    expect(updater.done).toEqual(['check']);
  });

  it('that fail leave things as they were, and can be tried again', async () => {
    const updater = new FakeUpdater();
    const { updates, take } = updatesWith(updater);
    updater.fails = true;
    await expect(take('check')).rejects.toMatchObject({
      problem: { code: 'update-failed', params: { detail: 'Error: no line' } },
    });
    expect(updates.state.phase).toBe('idle');
    updater.fails = false;
    await take('check');
    updater.fails = true;
    await expect(take('download')).rejects.toMatchObject({ problem: { code: 'update-failed' } });
    expect(updates.state).toMatchObject({ phase: 'available', next: '2.0.0' });
  });

  it('without a source come from a file', async () => {
    const { updates, take, asked } = updatesWith(new FakeUpdater(), false);
    expect(updates.state.hasSource).toBe(false);
    await expect(take('check')).rejects.toMatchObject({ problem: { code: 'update-failed' } });
    expect(asked).toEqual([]);
    await take('install-file');
    expect(asked).toEqual(['file']);
  });
});
