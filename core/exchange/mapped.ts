/** Which columns hold a field, as the mapping says, prepared once for all rows. */
import type { ColumnMapping, ColumnTarget } from '../api/reading.ts';
import type { NumberKind, PlaceKind } from '../directory/contact.ts';
import { ADDRESS_PARTS } from '../directory/contact.ts';
import { readNumberKind, readPlaceKind } from './words.ts';

/** Columns that belong together: a value, or its parts, and what kind it is of. */
export interface Slot {
  slot: number;
  columns: number[];
  kindColumns: number[];
  kind: string | undefined;
  /** What `kind` says for a number and for any other value. */
  numberKind: NumberKind | null;
  placeKind: PlaceKind | null;
}

const NONE: readonly never[] = [];

type Field = ColumnTarget['field'];

export class MappedColumns {
  readonly #columns = new Map<Field, number[]>();
  readonly #slots = new Map<string, Slot[]>();
  readonly hasBirthdays: boolean;

  constructor(mapping: ColumnMapping) {
    mapping.forEach((target, i) => {
      if (target === null) return;
      if (!('slot' in target)) {
        this.#columns.set(target.field, [...(this.#columns.get(target.field) ?? []), i]);
      } else if (target.field.endsWith('Kind')) {
        this.#slotOf(target.field.slice(0, -4), target.slot).kindColumns.push(i);
      } else {
        const list = ADDRESS_PARTS.find((it) => it === target.field);
        const slot = this.#slotOf(list ?? target.field, target.slot);
        slot.columns.push(i);
        if ('kind' in target) slot.kind ??= target.kind;
      }
    });
    for (const slots of this.#slots.values()) {
      slots.sort((a, b) => a.slot - b.slot);
      for (const slot of slots) {
        slot.numberKind = readNumberKind(slot.kind ?? '');
        slot.placeKind = readPlaceKind(slot.kind ?? '');
      }
    }
    this.hasBirthdays = [...this.#columns.keys()].some((field) => field.startsWith('birth'));
  }

  #slotOf(list: string, number: number): Slot {
    const slots = this.#slots.get(list) ?? [];
    this.#slots.set(list, slots);
    const known = slots.find((it) => it.slot === number);
    if (known !== undefined) return known;
    const slot: Slot = {
      slot: number,
      columns: [],
      kindColumns: [],
      kind: undefined,
      numberKind: null,
      placeKind: null,
    };
    slots.push(slot);
    return slot;
  }

  /** In the order of the file. */
  of(field: Field): readonly number[] {
    return this.#columns.get(field) ?? NONE;
  }

  /** In the order of their numbers. `address` has the kinds of addresses only, each part a list of its own. */
  slots(list: string): readonly Slot[] {
    return this.#slots.get(list) ?? NONE;
  }
}
