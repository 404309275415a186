/** What a query answers for the state of the site that is shown now. */
import { useEffect, useMemo, useState } from 'react';
import type { InputOf, NamesOfKind, OutputOf } from '../../core/api/contract.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from './host.ts';
import { problemOf } from './problem.ts';
import { useSite } from './site.ts';

type QueryName = NamesOfKind<'query'>;

export interface Answer<T> {
  /** The last answer stays until the next one is there: nothing jumps. */
  data: T | undefined;
  problem: Problem | null;
  /** The data belongs to an earlier input or an earlier state of the site. */
  stale: boolean;
}

/**
 * Asks again when the input or the site changes, after `pause` milliseconds without a further change;
 * answers that were overtaken are dropped. Null asks nothing.
 */
export function useQuery<N extends QueryName>(
  name: N,
  input: InputOf<N> | null,
  pause = 0,
): Answer<OutputOf<N>> {
  const host = useHost();
  const epoch = useSite((state) => state.epoch);
  const text = useMemo(() => (input === null ? null : JSON.stringify(input)), [input]);
  const wanted = text === null ? null : `${epoch}\n${text}`;
  const [answer, setAnswer] = useState<{ to: string | null; data?: OutputOf<N>; problem: Problem | null }>({
    to: null,
    problem: null,
  });

  useEffect(() => {
    if (input === null) return undefined;
    let overtaken = false;
    const timer = setTimeout(() => {
      host.call(name, input).then(
        (data) => overtaken || setAnswer({ to: wanted, data, problem: null }),
        (error: unknown) =>
          overtaken || setAnswer((last) => ({ ...last, to: wanted, problem: problemOf(error) })),
      );
    }, pause);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
    // `wanted` stands for the input's value: an equal input is not asked again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, name, wanted, pause]);

  return { data: answer.data, problem: answer.problem, stale: answer.to !== wanted };
}
