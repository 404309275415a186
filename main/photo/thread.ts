/** The thread that decodes pictures, one after the other. */
import { parentPort } from 'node:worker_threads';
import { develop } from './develop.ts';
import type { Developed, Order } from './messages.ts';

const answer = (developed: Developed): void => parentPort?.postMessage(developed);

parentPort?.on('message', ({ data, wish }: Order) => {
  try {
    answer(develop(data, wish));
  } catch {
    // The decoder ends with a trap, which says nothing of what was wrong with the picture.
    answer(null);
  }
});
