/**
 * What a column can be taken for, as choices in the person's words. A number whose kind the column
 * itself fixes needs no slot of its own to be named; one whose kind stands in another column is chosen
 * together with it by the number of their common slot.
 */
import type { ColumnMapping, ColumnTarget } from '../../core/api/exchange.ts';
import { columnTarget } from '../../core/api/exchange.ts';
import { NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../../core/directory/contact.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useMemo } from 'react';
import { useText } from '../text.ts';

const ADDRESS_PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;
const NAMES = [
  'fullName',
  'salutation',
  'givenName',
  'middleName',
  'familyName',
  'nameSuffix',
  'displayName',
] as const;
const WORK = ['company', 'department', 'position'] as const;
const REST = [
  'birthday',
  'birthDay',
  'birthMonth',
  'birthYear',
  'shortCode',
  'note',
  'groups',
  'numberCountry',
] as const;

type PlainField = (typeof NAMES | typeof WORK | typeof REST)[number];

/** Parts of a field, which only files know. */
const OWN_WORDS = [
  'fullName',
  'middleName',
  'nameSuffix',
  'birthDay',
  'birthMonth',
  'birthYear',
  'numberCountry',
] as const satisfies PlainField[];
const COMMON_WORDS = [...TEXT_FIELDS, 'groups'] as const satisfies PlainField[];

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
function openSlots(mapping: ColumnMapping, family: string): { slot: number; n: number }[] {
  const slots = slotsOf(mapping, family);
  const open = slots.filter((target) => !('kind' in target) || target.kind === undefined);
  const next = Math.max(0, ...slots.map(({ slot }) => slot)) + 1;
  return [...new Set([...open.map(({ slot }) => slot), next])]
    .sort((a, b) => a - b)
    .map((slot, index) => ({ slot, n: index + 1 }));
}

export interface Choice {
  value: string;
  label: string;
}
export interface ChoiceGroup {
  group: string;
  items: Choice[];
}

/** Everything that a column of this mapping can be taken for. */
export function useChoices(mapping: ColumnMapping): (Choice | ChoiceGroup)[] {
  const say = useText(words);
  const term = useText(terms);
  return useMemo(() => {
    const plain = (fields: readonly PlainField[]): Choice[] =>
      fields.map((field) => {
        const own = OWN_WORDS.find((one) => one === field);
        const common = COMMON_WORDS.find((one) => one === field);
        return { value: field, label: own ? say(`target.${own}`) : common ? term(`field.${common}`) : field };
      });
    const listed = (field: 'email' | 'url'): Choice[] => [
      ...PLACE_KINDS.map((kind) => ({
        value: `${field} ${kind}`,
        label: say('target.of-kind', { what: term(`field.${field}`), kind: term(`place.${kind}`) }),
      })),
      ...openSlots(mapping, field).flatMap(({ slot, n }) => [
        { value: `${field} #${slot}`, label: say('target.slot', { what: term(`field.${field}`), n }) },
        { value: `${field}Kind #${slot}`, label: say('target.kind', { what: term(`field.${field}`), n }) },
      ]),
    ];
    return [
      { value: LEFT_OUT, label: say('target.none') },
      { group: say('targets.name'), items: plain(NAMES) },
      { group: say('targets.work'), items: plain(WORK) },
      {
        group: term('field.numbers'),
        items: [
          ...NUMBER_KINDS.map((kind) => ({
            value: `number ${kind}`,
            label: say('target.of-kind', { what: term('field.number'), kind: term(`number.${kind}`) }),
          })),
          ...openSlots(mapping, 'number').flatMap(({ slot, n }) => [
            { value: `number #${slot}`, label: say('target.slot', { what: term('field.number'), n }) },
            { value: `numberKind #${slot}`, label: say('target.kind', { what: term('field.number'), n }) },
          ]),
        ],
      },
      { group: say('targets.internet'), items: [...listed('email'), ...listed('url')] },
      {
        group: term('field.addresses'),
        items: [
          ...PLACE_KINDS.flatMap((kind) =>
            ADDRESS_PARTS.map((part) => ({
              value: `${part} ${kind}`,
              label: say('target.of-kind', { what: term(`field.${part}`), kind: term(`place.${kind}`) }),
            })),
          ),
          ...openSlots(mapping, 'address').flatMap(({ slot, n }) => [
            ...ADDRESS_PARTS.map((part) => ({
              value: `${part} #${slot}`,
              label: say('target.slot', { what: term(`field.${part}`), n }),
            })),
            { value: `addressKind #${slot}`, label: say('target.kind', { what: term('field.address'), n }) },
          ]),
        ],
      },
      { group: say('targets.rest'), items: plain(REST) },
    ];
  }, [say, term, mapping]);
}
