/** Fields that no column has yet, to be drawn onto one. Keys have the choice in each column’s line instead. */
import { Badge } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { DragEvent } from 'react';
import type { ColumnMapping } from '../../core/api/reading.ts';
import { choiceOf, LEFT_OUT, targetOf } from '../../core/exchange/choice.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useText } from '../text.ts';
import { mapColumns, useImport } from './session.ts';
import type { Choice, ChoiceGroup } from './targets.ts';

/** What the drag carries: nothing that another program could drop here by chance. */
const DRAGGED = 'application/x-switchbook-field';

/** What files of address books mostly hold; everything else is in the list of each column. */
const USUAL = [
  'fullName',
  'givenName',
  'familyName',
  'company',
  'department',
  'number work',
  'number mobile',
  'number home',
  'number fax-work',
  'email work',
  'groups',
  'note',
];

export function FieldChips({
  choices,
  mapping,
}: {
  choices: readonly (Choice | ChoiceGroup)[];
  mapping: ColumnMapping;
}) {
  const say = useText(words);
  const all = choices.flatMap((one) => ('items' in one ? one.items : [one]));
  const taken = new Set(mapping.map(choiceOf));
  const open = USUAL.flatMap((value) => all.find((one) => one.value === value && !taken.has(value)) ?? []);
  return (
    <div className="import-fields">
      <span className="quiet">{say('fields.drag')}</span>
      {[...open, ...all.filter(({ value }) => value === LEFT_OUT)].map(({ value, label }) => (
        <Badge
          key={value}
          draggable
          size="lg"
          variant="default"
          className="import-field"
          leftSection={<IconGripVertical size={12} aria-hidden />}
          onDragStart={(event: DragEvent) => {
            event.dataTransfer.setData(DRAGGED, value);
            event.dataTransfer.effectAllowed = 'copy';
          }}
        >
          {label}
        </Badge>
      ))}
    </div>
  );
}

const carriesField = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(DRAGGED);

/** Makes a column's line take a field that is drawn onto it. */
export const fieldDrop = (index: number) => ({
  onDragOver: (event: DragEvent<HTMLElement>) => {
    if (!carriesField(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy' as const;
    event.currentTarget.dataset['over'] = 'true';
  },
  onDragLeave: ({ currentTarget }: DragEvent<HTMLElement>) => delete currentTarget.dataset['over'],
  onDrop: (event: DragEvent<HTMLElement>) => {
    delete event.currentTarget.dataset['over'];
    if (!carriesField(event)) return;
    event.preventDefault();
    const choice = event.dataTransfer.getData(DRAGGED);
    const { mapping } = useImport.getState();
    mapColumns(mapping.map((one, at) => (at === index ? targetOf(choice, index, mapping) : one)));
  },
});
