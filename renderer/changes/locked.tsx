/** What the PBX says no with; of a login that it has blocked how long still, and another try when the time is over. */
import { Button } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-pages.json' with { type: 'json' };
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { everySecond, secondsLeft } from './lock.ts';
import { useChanges } from './state.ts';

interface Props {
  problem: Problem;
  /** Null where the way to another try stands beside it. */
  onAgain: (() => void) | null;
}

export function PbxProblem({ problem, onAgain }: Props) {
  if (problem.code === 'pbx-locked') return <Locked problem={problem} onAgain={onAgain} />;
  return <ProblemLine problem={problem} />;
}

function Locked({ problem, onAgain }: Props) {
  const say = useText(words);
  const left = useSyncExternalStore(everySecond, () => secondsLeft(problem));
  useEffect(() => useChanges.setState({ blocked: problem }), [problem]);
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
