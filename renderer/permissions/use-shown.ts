/** The subscribers that a search shows, and a selection that follows them when others come and go. */
import { useMemo, useState } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import type { Selection } from './selection.ts';
import { at, follow } from './selection.ts';

interface Chosen {
  selection: Selection;
  /** The extensions that its rows counted. */
  order: readonly string[];
}

export function useShown({ subscribers: all, groups }: AccessMatrix) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Chosen>({ selection: at({ row: 0, column: 0 }), order: [] });
  const subscribers = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return all.filter(({ extension, name }) => `${extension} ${name}`.toLowerCase().includes(wanted));
  }, [all, search]);
  const order = useMemo(() => subscribers.map(({ extension }) => extension), [subscribers]);
  const selection = useMemo(
    () => follow(chosen.selection, chosen.order, order, groups.length),
    [chosen, order, groups],
  );
  const select = (to: Selection) => setChosen({ selection: to, order });
  return { search, setSearch, subscribers, selection, select };
}
