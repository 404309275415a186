/** E-mail or web addresses: a kind and a text each. */
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Labelled as Item } from '../../../core/directory/contact.ts';
import { PLACE_KINDS } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useText } from '../../text.ts';

interface Props {
  field: 'emails' | 'urls';
  items: Item[];
  onChange: (items: Item[]) => void;
  type: 'email' | 'url';
  heading: string;
  /** What one of them is called. */
  one: string;
  add: string;
}

export function Labelled({ field, items, onChange, type, heading, one: what, add }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const set = (index: number, changes: Partial<Item>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...changes } : item)));
  return (
    <fieldset className="form-list" data-field={field}>
      <legend>{heading}</legend>
      {items.map(({ kind, value }, index) => {
        const n = index + 1;
        return (
          // Rows are known by their place: they are never reordered, and two may be equal.
          <div className="form-row" key={index}>
            <NativeSelect
              aria-label={say('kind.of', { what, n })}
              value={kind}
              onChange={(event) =>
                set(index, { kind: PLACE_KINDS.find((one) => one === event.currentTarget.value) ?? kind })
              }
              data={PLACE_KINDS.map((one) => ({ value: one, label: term(`place.${one}`) }))}
            />
            {/* Not of the browser's own type, which refuses what an address book may hold. */}
            <TextInput
              inputMode={type}
              aria-label={say('value.of', { what, n })}
              value={value}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={say('remove', { what, n })}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...items, { kind: 'work', value: '' }])}
      >
        {add}
      </Button>
    </fieldset>
  );
}
