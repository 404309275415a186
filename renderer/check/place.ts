/** Where the person is in the check: kept while a contact is put right. */
import { create } from 'zustand';
import { onOtherSite } from '../state/site.ts';

export const SHOWN = ['all', 'error', 'warning'] as const;

interface CheckPlace {
  show: (typeof SHOWN)[number];
  closed: ReadonlySet<string>;
  /** The line that was left for a contact; null when nobody comes back. */
  left: number | null;
}

const FIRST: CheckPlace = { show: 'all', closed: new Set(), left: null };

export const useCheckPlace = create<CheckPlace>()(() => FIRST);

export const toggleRule = (key: string): void =>
  useCheckPlace.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    return { closed: next };
  });

onOtherSite(() => useCheckPlace.setState(FIRST));
