/** What a desktop shows of long work: progress on the taskbar or dock, a notification at the end, no sleep meanwhile. */
import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import words from '../../../resources/translations/desktop.json' with { type: 'json' };
import type { Progress } from '../../../core/api/progress.ts';
import { say, type Language, type Sentence } from '../../../core/language/text.ts';
import type { CallListener, Outcome } from './calls.ts';

/** Milliseconds after which somebody may have turned to something else. */
const LONG = 5_000;

/** While a PBX is spoken to, a machine that falls asleep drops the line. */
const onTheLine = (name: string): boolean => /^(?:pbx|books|services)\./.test(name) || name === 'calls.pull';

/** Said at the end of a job by name; any other is *the work*. */
const FINISHED: Readonly<Record<string, Sentence>> = {
  'pbx.upload': words['done.upload'],
  'pbx.compare': words['done.compare'],
  'import.commit': words['done.import'],
  'export.run': words['done.export'],
};

interface Job {
  name: string;
  began: number;
  blocker: number | null;
}

export class LongWork implements CallListener {
  readonly #window: BrowserWindow;
  readonly #language: () => Language;
  readonly #jobs = new Map<number, Job>();

  constructor(window: BrowserWindow, language: () => Language) {
    this.#window = window;
    this.#language = language;
  }

  began(name: string, key: number): void {
    const blocker = onTheLine(name) ? powerSaveBlocker.start('prevent-app-suspension') : null;
    this.#jobs.set(key, { name, began: Date.now(), blocker });
  }

  progressed(key: number, { done, total }: Progress): void {
    if (!this.#jobs.has(key)) return;
    // More than 1 is a bar without an end.
    this.#show(total === null || total === 0 ? 2 : Math.min(1, done / total));
  }

  ended(key: number, outcome: Outcome): void {
    const job = this.#jobs.get(key);
    if (job === undefined) return;
    this.#jobs.delete(key);
    if (job.blocker !== null) powerSaveBlocker.stop(job.blocker);
    // Less than 0 takes the bar away.
    if (this.#jobs.size === 0) this.#show(-1);
    if (outcome !== 'cancelled' && Date.now() - job.began >= LONG) this.#tell(job, outcome);
  }

  #show(share: number): void {
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(share);
  }

  #tell({ name }: Job, outcome: Exclude<Outcome, 'cancelled'>): void {
    const window = this.#window;
    if (window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return;
    const sentence = outcome === 'done' ? (FINISHED[name] ?? words['done.other']) : words.failed;
    const notification = new Notification({
      title: window.getTitle(),
      body: say(sentence, this.#language()),
    });
    notification.on('click', () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    });
    notification.show();
  }
}
