import { useEffect, useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { useChanges } from './state.ts';

/** Reads the connection once a site; a failure is shown where the connection would be. */
export function useConnection(): Problem | null {
  const host = useHost();
  const path = useSite((state) => state.site?.path);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (path === undefined) return undefined;
    let overtaken = false;
    host.call('connection.get', {}).then(
      (connection) => overtaken || useChanges.setState({ connection }),
      (error: unknown) => overtaken || setProblem(problemOf(error)),
    );
    return () => {
      overtaken = true;
    };
  }, [host, path]);
  return problem;
}
