/** Who has the numbers that were called, kept up to date with the site. */
import { useEffect, useState } from 'react';
import type { Call } from '../../core/api/calls.ts';
import { useJob } from '../state/job.ts';
import { useSite } from '../state/site.ts';
import type { Known } from './state.ts';

/** Null until it is known. */
export function useKnown(calls: readonly Call[]): Known | null {
  const epoch = useSite((state) => state.epoch);
  const { run } = useJob('calls.known');
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let overtaken = false;
    const ask = async () => {
      const answer = await run({ numbers: [...new Set(calls.map(({ number }) => number))] });
      if (answer === null || overtaken) return;
      setKnown(new Map(answer.callers.map(({ number, contacts }) => [number, contacts])));
    };
    void ask();
    return () => {
      overtaken = true;
    };
    // Another state of the site may know others.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [calls, epoch, run]);
  return known;
}
