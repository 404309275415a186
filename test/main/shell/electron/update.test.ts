import type { UpdateStep } from '../../../../core/api/update.ts';
import { describe, expect, it } from 'vitest';
import { Updates } from '../../../../main/shell/electron/update.ts';
import { FakeUpdater } from './fake-updater.ts';

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
