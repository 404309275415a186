/** What a column can be taken for, in the person's words. */
import type { ColumnMapping } from '../../core/api/reading.ts';
import { LEFT_OUT, openSlots } from '../../core/exchange/choice.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useMemo } from 'react';
import { useLanguage, useText } from '../text.ts';

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
  'card',
] as const;

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
  const language = useLanguage();
  return useMemo(() => {
    const plain = (fields: readonly string[]): Choice[] =>
      fields.map((field) => ({ value: field, label: fieldText(field, language) }));
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
    // Only our own files have pictures, in pieces.
    const pieces = mapping.filter((target) => target?.field === 'photo');
    const pictures = pieces.map(({ slot }) => ({
      value: `photo #${slot}`,
      label: say('target.slot', { what: say('target.photo'), n: slot }),
    }));
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
      { group: say('targets.rest'), items: [...plain(REST), ...pictures] },
    ];
  }, [say, term, language, mapping]);
}
