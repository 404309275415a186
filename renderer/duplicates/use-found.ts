/** What was found for the state of the site that is shown now, as far as it was asked for. */
import { useEffect, useState } from 'react';
import type { DuplicatePage } from '../../core/api/duplicates.ts';
import { useJob } from '../state/job.ts';
import { useSite } from '../state/site.ts';

const PAGE = 100;
const MOST = 1000;

export const keyOf = ({ ids }: { ids: readonly number[] }): string => ids.join(' ');

/** The last answer stays until the next one is there: nothing jumps. */
export function useFound(least: number | undefined) {
  const job = useJob('duplicates.find');
  const epoch = useSite((state) => state.epoch);
  const [found, setFound] = useState<DuplicatePage | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const { run, cancel } = job;
  useEffect(() => {
    let overtaken = false;
    const look = async () => {
      const page = await run({ limit, ...(least !== undefined && { least }) });
      if (page !== null && !overtaken) setFound(page);
    };
    void look();
    return () => {
      overtaken = true;
      cancel();
    };
    // `epoch` stands for the state of the site: another one is looked through again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [run, cancel, epoch, least, limit]);
  return { found, job, more: () => setLimit((now) => Math.min(MOST, now + PAGE)) };
}
