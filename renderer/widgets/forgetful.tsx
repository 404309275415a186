/** Where secrets are typed: whether they are remembered beyond this run. */
import { useEffect, useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from '../state/host.ts';
import { ProblemLine } from './problems.tsx';

/** Why they are not; null where they are, and as long as nobody knows. */
export function useForgetful(): Problem | null {
  const host = useHost();
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let gone = false;
    host.call('connection.forgetful', {}).then(
      (answer) => gone || setProblem(answer.problem),
      // What is wrong with the line, the line itself says.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [host]);
  return problem;
}

export function Forgetful() {
  const problem = useForgetful();
  return problem && <ProblemLine problem={problem} />;
}
