/**
 * What a column can be taken for, as choices with a name each. A number whose kind the column itself
 * fixes needs no slot to be named; one whose kind stands in another column is chosen together with it by
 * the number of their common slot.
 */
import type { ColumnMapping, ColumnTarget } from '../api/reading.ts';
import { columnTarget } from '../api/reading.ts';

/** The choice of a column that is left out. */
export const LEFT_OUT = '-';

/** Fields of the same family share their slots. */
const FAMILIES: Readonly<Record<string, string>> = {
  number: 'number',
  numberKind: 'number',
  email: 'email',
  emailKind: 'email',
  url: 'url',
  urlKind: 'url',
  addressKind: 'address',
  street: 'address',
  postalCode: 'address',
  city: 'address',
  region: 'address',
  country: 'address',
};

/** `givenName`, `number work`, `number #2`. */
export function choiceOf(target: ColumnTarget | null): string {
  if (target === null) return LEFT_OUT;
  if (!('slot' in target)) return target.field;
  if ('kind' in target && target.kind !== undefined) return `${target.field} ${target.kind}`;
  return `${target.field} #${target.slot}`;
}

/** The target that a choice means for one column, with a slot that disturbs no other column. */
export function targetOf(choice: string, column: number, mapping: ColumnMapping): ColumnTarget | null {
  if (choice === LEFT_OUT) return null;
  const [field = '', kind] = choice.split(' ');
  if (kind === undefined) return columnTarget.parse({ field });
  if (kind.startsWith('#')) return columnTarget.parse({ field, slot: Number(kind.slice(1)) });
  const others = mapping.filter((_, index) => index !== column);
  const family = slotsOf(others, FAMILIES[field] ?? '');
  // Parts of one address come together; every number stands for itself.
  const address = family.find(
    (one) =>
      'kind' in one &&
      one.kind === kind &&
      !family.some(({ slot, field: taken }) => slot === one.slot && taken === field),
  );
  const isAddress = FAMILIES[field] === 'address';
  const slot = (isAddress ? address?.slot : undefined) ?? Math.max(0, ...family.map((one) => one.slot)) + 1;
  return columnTarget.parse({ field, slot, kind });
}

type SlotTarget = Extract<ColumnTarget, { slot: number }>;

const slotsOf = (mapping: ColumnMapping, family: string): SlotTarget[] =>
  mapping.filter(
    (target): target is SlotTarget =>
      target !== null && 'slot' in target && FAMILIES[target.field] === family,
  );

/** Slots whose kind is not fixed, and a further one; people count them from 1, whatever the file does. */
export function openSlots(mapping: ColumnMapping, family: string): { slot: number; n: number }[] {
  const slots = slotsOf(mapping, family);
  const open = slots.filter((target) => !('kind' in target) || target.kind === undefined);
  const next = Math.max(0, ...slots.map(({ slot }) => slot)) + 1;
  return [...new Set([...open.map(({ slot }) => slot), next])]
    .sort((a, b) => a - b)
    .map((slot, index) => ({ slot, n: index + 1 }));
}
