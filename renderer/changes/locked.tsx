/** A login that the PBX has blocked: how long still, and another try when the time is over. */
import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-pages.json' with { type: 'json' };
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';

/** When each block ends, from when it was first shown: looking at another screen does not begin it anew. */
const ends = new WeakMap<Problem, number>();

function endOf(problem: Problem): number {
  const known = ends.get(problem);
  if (known !== undefined) return known;
  const end = Date.now() + Number(problem.params?.['seconds'] ?? 0) * 1000;
  ends.set(problem, end);
  return end;
}

const secondsLeft = (problem: Problem): number =>
  Math.max(0, Math.ceil((endOf(problem) - Date.now()) / 1000));

function everySecond(onTick: () => void): () => void {
  const clock = setInterval(onTick, 1000);
  return () => clearInterval(clock);
}

/** For a problem `pbx-locked`. */
export function Locked({ problem, onAgain }: { problem: Problem; onAgain: (() => void) | null }) {
  const say = useText(words);
  const left = useSyncExternalStore(everySecond, () => secondsLeft(problem));
  if (left > 0) {
    return (
      // A screen reader would say every second.
      <div role="timer" aria-live="off">
        <ProblemLine problem={{ ...problem, params: { ...problem.params, seconds: left } }} />
      </div>
    );
  }
  return (
    <div className="changes-problem" role="status">
      <span className="grow">{say('lock.over')}</span>
      {onAgain !== null && (
        <Button variant="default" onClick={onAgain}>
          {say('lock.again')}
        </Button>
      )}
    </div>
  );
}
