/** The rows of a preview, read in pages as they come into sight. */
import { useEffect, useState } from 'react';
import type { InputOf } from '../../core/api/contract.ts';
import type { ImportRow } from '../../core/api/import.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';

export type Shown = InputOf<'import.rows'>['show'];

const PAGE = 200;

interface Pages {
  /** Which rows these are: of another plan or filter they are others. */
  of: string;
  total: number | null;
  pages: ReadonlyMap<number, readonly ImportRow[]>;
  problem: Problem | null;
}

export interface Rows {
  /** Null until it is known. */
  total: number | null;
  /** Undefined until it was read. */
  get: (index: number) => ImportRow | undefined;
  problem: Problem | null;
}

/** `first` and `last` are the indexes in sight. */
export function useRows(plan: string, show: Shown, first: number, last: number): Rows {
  const host = useHost();
  const of = `${plan} ${show}`;
  const [state, setState] = useState<Pages>({ of, total: null, pages: new Map(), problem: null });
  const current: Pages = state.of === of ? state : { of, total: null, pages: new Map(), problem: null };
  const wanted = [Math.floor(first / PAGE), Math.floor(Math.max(first, last) / PAGE)];
  const missing = wanted.find((page) => !current.pages.has(page));

  useEffect(() => {
    if (missing === undefined) return undefined;
    let overtaken = false;
    host.call('import.rows', { plan, show, offset: missing * PAGE, limit: PAGE }).then(
      ({ total, rows }) =>
        overtaken ||
        setState((before) => ({
          of,
          total,
          pages: new Map([...(before.of === of ? before.pages : []), [missing, rows]]),
          problem: null,
        })),
      (error: unknown) =>
        overtaken || setState({ of, total: 0, pages: new Map([[missing, []]]), problem: problemOf(error) }),
    );
    return () => {
      overtaken = true;
    };
  }, [host, plan, show, of, missing]);

  return {
    total: current.total,
    get: (index) => current.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    problem: current.problem,
  };
}

/** How many rows a filter shows. */
export function useRowCount(plan: string, show: Shown): number | null {
  const host = useHost();
  const [count, setCount] = useState<{ plan: string; total: number } | null>(null);
  useEffect(() => {
    let overtaken = false;
    host.call('import.rows', { plan, show, offset: 0, limit: 1 }).then(
      ({ total }) => overtaken || setCount({ plan, total }),
      // The list says what is wrong.
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
  }, [host, plan, show]);
  return count?.plan === plan ? count.total : null;
}
