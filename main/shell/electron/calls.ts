/** The calls of one page that are being answered: to be cancelled, counted and told of. */
import type { Progress } from '../../../core/api/progress.ts';
import { problemOf } from '../../api/problem-of.ts';
import type { JobContext } from '../../jobs/job.ts';

export type Outcome = 'done' | 'failed' | 'cancelled';

export interface CallListener {
  began(name: string, key: number): void;
  progressed(key: number, progress: Progress): void;
  ended(key: number, outcome: Outcome): void;
}

type Reply = { ok: unknown } | { error: unknown };

interface Running {
  abort: AbortController;
  isJob: boolean;
  over: Promise<unknown>;
}

/** Milliseconds that a job has to come to the next safe step. */
const PATIENCE = 10_000;

export class Calls {
  readonly #running = new Map<number, Running>();
  readonly #answer: (name: string, input: unknown, context: JobContext) => Promise<unknown>;
  readonly #isJob: (name: string) => boolean;
  readonly #listener: CallListener;
  #keys = 0;
  /** The page counts its calls itself, and begins anew when it is loaded again. */
  readonly #keyOf = new Map<number, number>();

  constructor(
    answer: (name: string, input: unknown, context: JobContext) => Promise<unknown>,
    isJob: (name: string) => boolean,
    listener: CallListener,
  ) {
    this.#answer = answer;
    this.#isJob = isJob;
    this.#listener = listener;
  }

  /** Long work that is under way. */
  get jobs(): number {
    return [...this.#running.values()].filter(({ isJob }) => isJob).length;
  }

  /** The reply is `{ok}` or `{error: Problem}`: an Error's fields do not survive the way between processes. */
  async run(call: number, name: string, input: unknown, progress: (step: Progress) => void): Promise<Reply> {
    const key = ++this.#keys;
    const abort = new AbortController();
    const isJob = this.#isJob(name);
    const report = (step: Progress): void => {
      if (isJob) this.#listener.progressed(key, step);
      progress(step);
    };
    const over = this.#answer(name, input, { progress: report, signal: abort.signal });
    this.#running.set(key, { abort, isJob, over });
    this.#keyOf.set(call, key);
    if (isJob) this.#listener.began(name, key);
    let outcome: Outcome = 'failed';
    try {
      const ok = await over;
      outcome = 'done';
      return { ok };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'cancelled') outcome = 'cancelled';
      return { error: problem };
    } finally {
      this.#running.delete(key);
      if (this.#keyOf.get(call) === key) this.#keyOf.delete(call);
      if (isJob) this.#listener.ended(key, outcome);
    }
  }

  cancel(call: number): void {
    const key = this.#keyOf.get(call);
    if (key !== undefined) this.#running.get(key)?.abort.abort();
  }

  /** Over when everything has stopped at its next safe step, or the patience has ended. */
  async stop(): Promise<void> {
    const ending = [...this.#running.values()].map(({ abort, over }) => (abort.abort(), over));
    await Promise.race([
      Promise.allSettled(ending),
      new Promise((resolve) => setTimeout(resolve, PATIENCE).unref()),
    ]);
  }
}
