/** How a program is ended from outside: by hand, by the system, with the window of its terminal. */
import { constants } from 'node:os';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Nothing is left lying about. Where somebody else listens too, the end is on its way; who asks again has it at once. */
export function endTidily(): void {
  for (const signal of ENDING) {
    process.on(signal, () => {
      if (process.listenerCount(signal) > 1) return;
      // Last of all by the signal itself: Node would wait for whoever writes into a pipe that is being read.
      process.on('exit', () => {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      });
      process.exit(128 + constants.signals[signal]);
    });
  }
}

export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ENDING) process.once(signal, () => resolve());
  });
