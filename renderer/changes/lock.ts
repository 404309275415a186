/** When a login that the PBX has blocked is let in again. */
import type { Problem } from '../../core/problem/problem.ts';

/** When each block ends, from when it was first shown: looking at another screen does not begin it anew. */
const ends = new WeakMap<Problem, number>();

function endOf(problem: Problem): number {
  const known = ends.get(problem);
  if (known !== undefined) return known;
  const end = Date.now() + Number(problem.params?.['seconds'] ?? 0) * 1000;
  ends.set(problem, end);
  return end;
}

/** Of a problem `pbx-locked`. */
export const secondsLeft = (problem: Problem): number =>
  Math.max(0, Math.ceil((endOf(problem) - Date.now()) / 1000));

/** For `useSyncExternalStore`. */
export function everySecond(onTick: () => void): () => void {
  const clock = setInterval(onTick, 1000);
  return () => clearInterval(clock);
}
