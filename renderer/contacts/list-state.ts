/** The list that is asked for now, and the rows behind it. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Host } from '../host/host.ts';
import { queryOf, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import type { Finder, Found } from './finder.ts';
import { finderOf } from './finder.ts';
import type { Rows } from './rows.ts';
import { rowsOf } from './rows.ts';

interface List {
  rows: Rows;
  finder: Finder;
}

/** Kept while other screens are shown: whoever comes back finds the list as it was. */
const lists = new WeakMap<Host, List>();

function listOf(host: Host): List {
  let list = lists.get(host);
  if (list === undefined) {
    const rows = rowsOf(host);
    list = { rows, finder: finderOf(host, rows) };
    lists.set(host, list);
  }
  return list;
}

const ask = ({ finder }: List) => finder.ask(queryOf(useBrowse.getState()), useSite.getState().epoch);

/** The first rows are on their way as soon as a site is known, while the screen is still being drawn. */
export function askAhead(host: Host): void {
  const end = useSite.subscribe(({ site, epoch }) => {
    if (site === undefined) return;
    if (epoch !== '') ask(listOf(host));
    end();
  });
}

export function useList(): List {
  const list = listOf(useHost());
  useEffect(() => {
    // With the key itself, before anything is drawn.
    const again = () => ask(list);
    again();
    const ends = [useBrowse.subscribe(again), useSite.subscribe(again)];
    return () => ends.forEach((end) => end());
  }, [list]);
  return list;
}

/**
 * A part of what was found: who shows it is drawn again when that part has changed, and not with every key. The part
 * must be a plain value, or one that is held.
 */
export const useFound = <T>({ subscribe, found }: Finder, part: (all: Found) => T): T =>
  useSyncExternalStore(subscribe, () => part(found()));
