/** How long a file still travels: by the speed of the line at first, then by what was seen. */
import type { ReadProgress } from '../connector.ts';
import type { TransferProgress } from './modem/transfer.ts';

/** Sooner, repeated blocks and the buffers of adapters say more than the line. */
const SEEN_MS = 3000;

/** A person cannot read faster. */
const BETWEEN_MS = 100;

/** `perSecond`: bytes that the line carries, null where it does not say. The first and the last report always pass. */
export function paced(report: ReadProgress, perSecond: number | null): TransferProgress {
  const began = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (now - told < BETWEEN_MS && done !== total) return;
    told = now;
    const seen = now - began;
    const pace = seen >= SEEN_MS && done > 0 ? (1000 * done) / seen : perSecond;
    const left = total === null || pace === null ? null : Math.ceil((total - done) / pace);
    report(done, total, { secondsLeft: left });
  };
}
