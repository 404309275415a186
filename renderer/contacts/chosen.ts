/** Which contacts are chosen in the list, and where the keyboard is. */
import { create } from 'zustand';

export interface Choice {
  chosen: ReadonlySet<number>;
  /** The row that keys act on. */
  focus: number | null;
  /** Where a range with Shift begins. */
  anchor: number | null;
}

export const NOTHING: Choice = { chosen: new Set(), focus: null, anchor: null };

const only = (id: number): Choice => ({ chosen: new Set([id]), focus: id, anchor: id });

/** The list as shown: ids in order, and the place of each. */
export interface Order {
  ids: readonly number[];
  place: Pick<ReadonlyMap<number, number>, 'get' | 'has'>;
}

/** Places are looked up once somebody walks through the list: most long lists are overtaken by the next key. */
export function orderOf(ids: readonly number[]): Order {
  let places: ReadonlyMap<number, number> | null = null;
  const known = () => (places ??= new Map(ids.map((id, index) => [id, index])));
  return { ids, place: { get: (id) => known().get(id), has: (id) => known().has(id) } };
}

/** `only` takes this row alone, `toggle` this row too or no longer, `range` all from the anchor to it. */
export type Manner = 'only' | 'toggle' | 'range';

export function choose(choice: Choice, order: Order, id: number, manner: Manner): Choice {
  if (manner === 'only') return only(id);
  if (manner === 'toggle') {
    const chosen = new Set(choice.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    return { chosen, focus: id, anchor: id };
  }
  const anchor = choice.anchor ?? id;
  const from = order.place.get(anchor);
  const to = order.place.get(id);
  if (from === undefined || to === undefined) return only(id);
  const range = order.ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set(range), focus: id, anchor };
}

/** The id `by` rows away from the keyboard's place, at most the first or last one. */
export function step({ focus }: Choice, { ids, place }: Order, by: number): number | undefined {
  const from = focus === null ? undefined : place.get(focus);
  const to = from === undefined ? (by < 0 ? ids.length - 1 : 0) : from + by;
  return ids[Math.max(0, Math.min(ids.length - 1, to))];
}

/** What is no longer shown is no longer chosen: nothing unseen is deleted. */
export function keepShown(choice: Choice, { place }: Order): Choice {
  if (choice.chosen.size === 0 && choice.focus === null) return choice;
  const gone = [...choice.chosen].filter((id) => !place.has(id));
  const shown = (id: number | null) => (id !== null && place.has(id) ? id : null);
  if (gone.length === 0 && shown(choice.focus) === choice.focus) return choice;
  return {
    chosen: new Set([...choice.chosen].filter((id) => place.has(id))),
    focus: shown(choice.focus),
    anchor: shown(choice.anchor),
  };
}

export const useChosen = create<Choice>()(() => NOTHING);

export const setChoice = (choice: Choice) => useChosen.setState(choice);
export const chooseOnly = (id: number) => setChoice(only(id));
