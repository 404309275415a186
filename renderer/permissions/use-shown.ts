/** The subscribers that a search shows, and a selection that follows them when others come and go. */
import { useMemo, useState } from 'react';
import { create } from 'zustand';
import type { AccessMatrix } from '../../core/api/access.ts';
import type { Selection } from './selection.ts';
import { at, follow } from './selection.ts';

interface Chosen {
  selection: Selection;
  /** The extensions that its rows counted. */
  order: readonly string[];
}

/** Kept while another screen is shown: whoever looks through other eyes comes back to the same row. */
const useChosen = create<Chosen>()(() => ({ selection: at({ row: 0, column: 0 }), order: [] }));

export function useShown({ subscribers: all, groups }: AccessMatrix) {
  const [search, setSearch] = useState('');
  const chosen = useChosen();
  const subscribers = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return all.filter(({ extension, name }) => `${extension} ${name}`.toLowerCase().includes(wanted));
  }, [all, search]);
  const order = useMemo(() => subscribers.map(({ extension }) => extension), [subscribers]);
  const selection = useMemo(
    () => follow(chosen.selection, chosen.order, order, groups.length),
    [chosen, order, groups],
  );
  const select = (to: Selection) => useChosen.setState({ selection: to, order });
  /** The same rows, with the rights as they are now. */
  const inRows = (now: AccessMatrix) => {
    const lately = new Map(now.subscribers.map((one) => [one.extension, one]));
    return { groups, subscribers: subscribers.map((one) => lately.get(one.extension) ?? one) };
  };
  return { search, setSearch, subscribers, inRows, selection, select };
}
