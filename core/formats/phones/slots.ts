/** Numbers into the places that a product has for them, each with the kinds it suits. */
import type { NumberKind } from '../../directory/contact.ts';

export type Slots<N extends string> = readonly (readonly [name: N, kinds: readonly NumberKind[]])[];

interface Numbered {
  kind: NumberKind;
  value: string;
}

export interface Placed<N extends string> {
  places: ReadonlyMap<N, string>;
  /** Numbers without a place that is free and suits them. */
  left: Numbered[];
}

/** Every number in the first free place that names its kind; places are in the order of preference. */
export function placeNumbers<N extends string>(numbers: readonly Numbered[], slots: Slots<N>): Placed<N> {
  const places = new Map<N, string>();
  const left: Numbered[] = [];
  for (const number of numbers) {
    const slot = slots.find(([name, kinds]) => !places.has(name) && kinds.includes(number.kind));
    if (slot === undefined) left.push(number);
    else places.set(slot[0], number.value);
  }
  return { places, left };
}
