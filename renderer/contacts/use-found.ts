/** The list that is asked for now, and the rows behind it. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { queryOf, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import type { Finder, Found } from './finder.ts';
import { finderOf } from './finder.ts';
import { rowsOf } from './rows.ts';

export function useFinder() {
  const host = useHost();
  const made = useMemo(() => {
    const rows = rowsOf(host);
    return { rows, finder: finderOf(host, rows) };
  }, [host]);
  const { finder } = made;
  useEffect(() => {
    // With the key itself, before anything is drawn.
    const ask = () => finder.ask(queryOf(useBrowse.getState()), useSite.getState().epoch);
    ask();
    const ends = [useBrowse.subscribe(ask), useSite.subscribe(ask)];
    return () => ends.forEach((end) => end());
  }, [finder]);
  return made;
}

/**
 * A part of what was found: who shows it is drawn again when that part has changed, and not with every key. The part
 * must be a plain value, or one that is held.
 */
export const useFound = <T>({ subscribe, found }: Finder, part: (all: Found) => T): T =>
  useSyncExternalStore(subscribe, () => part(found()));
