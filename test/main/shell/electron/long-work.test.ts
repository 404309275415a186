import type { BrowserWindow as Real } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LongWork } from '../../../../main/shell/electron/long-work.ts';
import { BrowserWindow, notifications, powerSaveBlocker } from './fake.ts';

vi.mock('electron', () => import('./fake.ts'));

const isWindow = (fake: object): fake is Real => fake instanceof BrowserWindow;

function work(): { window: BrowserWindow; long: LongWork } {
  const window = new BrowserWindow({ title: 'Bakery – Switchbook' });
  if (!isWindow(window)) throw new Error('no window');
  return { window, long: new LongWork(window, () => 'de') };
}

const step = (done: number, total: number | null) => ({ phase: 'upload', done, total }) as const;

describe('long work on the desktop', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    notifications.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  it('shows how far it is, without an end while that is unknown, and goes away with the last job', () => {
    const { window, long } = work();
    long.began('import.commit', 1);
    long.began('export.run', 2);
    long.progressed(1, step(0, null));
    long.progressed(1, step(1, 4));
    long.progressed(1, step(9, 4));
    long.ended(2, 'done');
    expect(window.seen.progress).toEqual([2, 0.25, 1]);
    long.ended(1, 'failed');
    expect(window.seen.progress.at(-1)).toBe(-1);
  });

  it('keeps the machine awake while a PBX is spoken to, and only then', () => {
    const { long } = work();
    long.began('import.commit', 1);
    expect([...powerSaveBlocker.seen.values()]).toEqual([]);
    long.began('pbx.upload', 2);
    expect([...powerSaveBlocker.seen.values()]).toEqual(['prevent-app-suspension']);
    long.ended(2, 'failed');
    expect([...powerSaveBlocker.seen.values()]).toEqual([]);
    long.ended(1, 'done');
  });

  it('tells whoever has turned to something else that it is over, and brings them back', () => {
    const { window, long } = work();
    long.began('pbx.upload', 1);
    vi.advanceTimersByTime(6000);
    long.ended(1, 'done');
    expect(notifications.map(({ seen }) => seen)).toEqual([
      { title: 'Bakery – Switchbook', body: 'Die Übertragung ist beendet.' },
    ]);
    window.seen.minimized = true;
    notifications[0]?.emit('click');
    expect([window.seen.minimized, window.seen.focused]).toEqual([false, true]);
  });

  it('says that work has failed', () => {
    const { long } = work();
    long.began('pbx.compare', 1);
    vi.advanceTimersByTime(6000);
    long.ended(1, 'failed');
    expect(notifications[0]?.seen.body).toBe('Die Arbeit wurde nicht beendet. Switchbook sagt, warum.');
  });

  it.each<[string, number, 'done' | 'cancelled', boolean]>([
    ['is short', 1000, 'done', false],
    ['was cancelled', 6000, 'cancelled', false],
    ['is looked at', 6000, 'done', true],
  ])('says nothing of work that %s', (_name, milliseconds, outcome, focused) => {
    const { window, long } = work();
    if (focused) window.focus();
    long.began('pbx.upload', 1);
    vi.advanceTimersByTime(milliseconds);
    long.ended(1, outcome);
    expect(notifications).toEqual([]);
  });

  it('goes on when its window is gone', () => {
    const { window, long } = work();
    long.began('pbx.upload', 1);
    vi.advanceTimersByTime(6000);
    window.close();
    long.progressed(1, step(1, 2));
    long.ended(1, 'done');
    expect(powerSaveBlocker.seen.size).toBe(0);
    expect(notifications).toEqual([]);
  });
});
