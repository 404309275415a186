/** The list that is asked for now, and the rows behind it. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryOf, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { finderOf } from './finder.ts';
import { rowsOf } from './rows.ts';

export function useFound() {
  const host = useHost();
  const epoch = useSite((state) => state.epoch);
  const choices = useBrowse();
  const query = queryOf(choices);
  const text = JSON.stringify(query);
  const { rows, finder } = useMemo(() => {
    const made = rowsOf(host);
    return { rows: made, finder: finderOf(host, made) };
  }, [host]);
  const found = useSyncExternalStore(finder.subscribe, finder.found);
  useEffect(
    () => finder.ask(query, epoch),
    // The text stands for the query.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [finder, text, epoch],
  );
  return { found, rows, whenWhole: finder.whenWhole, stale: found.key !== `${epoch}\n${text}` };
}
